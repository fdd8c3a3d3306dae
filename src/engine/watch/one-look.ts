import { isAbsolute, join, posix } from 'node:path';
import type { Target } from '../../checklist/model.js';
import { lookAtAll } from '../../checks/probe/all.js';
import { type Ask, askHost } from '../../checks/probe/ask.js';
import { askHere } from '../../checks/probe/ask-here.js';
import { lookAtCommand } from '../../checks/probe/command.js';
import { lookAtHostCommand } from '../../checks/probe/host-command.js';
import { hostLogPosition, hostSource, hostSourceFromNow } from '../../checks/probe/host-log.js';
import { readLog } from '../../checks/probe/log.js';
import { fileSource } from '../../checks/probe/log-file.js';
import { logPosition, statLog } from '../../checks/probe/log-files.js';
import type { LogSource } from '../../checks/probe/log-source.js';
import { type Before, type Look, longLookMs, lookMs } from '../../checks/probe/look.js';
import { lookAtRestarts, watchRestarts } from '../../checks/probe/restarts.js';
import type { LogProbe, ProbeSpec } from '../../checks/probe/spec.js';
import { lookAtUrl } from '../../checks/probe/url.js';
import type { LogPosition, ProbeBaseline } from '../../run/events.js';
import type { CommandRunner } from '../../world/command-types.js';
import type { Ssh } from '../../world/ssh/types.js';

/** What looks are made with. */
export interface LookWorld {
  readonly run: string;
  /** Top of the work tree. */
  readonly root: string;
  readonly commands: CommandRunner;
  readonly ssh: Ssh;
  readonly target: Pick<Target, 'path' | 'runtimes'>;
  /** `SHIPIT_*` variables. */
  readonly env: Readonly<Record<string, string>>;
  readonly now: () => Date;
  /** Makes a text from outside harmless, on one line, without secrets. */
  readonly clean: (text: string) => string;
  /** Milliseconds that a look takes at most, here and on a host; for tests that cannot wait. */
  readonly lookMs?: number;
  readonly longLookMs?: number;
}

export interface LookAsked {
  /** What a number is compared with; absent before the deploy. */
  readonly before?: Before;
  /** "Not caused by this", and not well since. */
  readonly excused?: boolean;
}

/** What a probe goes on from after the deploy. */
export interface LookStart {
  readonly before?: Pick<ProbeBaseline, 'log' | 'unplaced' | 'restarts'>;
  /** What was excused before this process. */
  readonly forgiven?: number;
}

/** Looks once, without any limit of its own. */
export interface OneLook {
  readonly look: (asked: LookAsked, signal: AbortSignal) => Promise<Look>;
  readonly close: () => void;
}

/** How long a look at this probe takes at most, in milliseconds. */
export const limitOf = ({ host, type }: ProbeSpec, world: LookWorld): number =>
  host === 'local' && type !== 'all' ? (world.lookMs ?? lookMs) : (world.longLookMs ?? longLookMs);

/** @param start where the deploy left it; undefined before the deploy: then nothing counts yet */
export function createOneLook(spec: ProbeSpec, world: LookWorld, start: LookStart | undefined): OneLook {
  const { nowhere } = spec;
  if (nowhere !== undefined) {
    return { look: async () => ({ state: 'unknown', text: nowhere, forGood: true }), close: () => undefined };
  }

  switch (spec.type) {
    case 'url':
      return stateless((_asked, signal) =>
        lookAtUrl(spec, { run: world.run, now: world.now(), timeoutMs: limitOf(spec, world), signal }),
      );
    case 'command':
      return stateless(({ before }, signal) => {
        const { commands, root: cwd, env } = world;
        return spec.host === 'local'
          ? lookAtCommand(spec, { commands, cwd, env, timeoutMs: limitOf(spec, world), signal, before })
          : lookAtHostCommand(spec, {
              ask: askFor(spec, world),
              env,
              limitMs: world.lookMs ?? lookMs,
              signal,
              before,
            });
      });
    case 'log':
      return start === undefined
        ? stateless((_asked, signal) => lookForLog(spec, world, signal))
        : followLog(spec, world, start);
    case 'restarts': {
      const ask = askFor(spec, world);
      if (start === undefined) {
        return stateless((_asked, signal) => lookAtRestarts(spec, ask, signal));
      }

      const reader = watchRestarts(spec, ask, { before: start.before?.restarts, ...forgivenIn(start) });
      return stateless(({ excused = false }, signal) => reader.look(excused, signal));
    }
    case 'all':
      return stateless(({ before }, signal) =>
        lookAtAll(spec, { ask: askFor(spec, world), runtimes: world.target.runtimes, signal, before }),
      );
  }
}

const stateless = (look: OneLook['look']): OneLook => ({ look, close: () => undefined });

function followLog(spec: LogProbe, world: LookWorld, start: LookStart): OneLook {
  const path = pathOf(spec, world);
  const { source, unplaced } = spec.host === 'local' ? here(path, start) : onHost(spec, world, path, start);
  const reader = readLog(spec, source, { path, ...forgivenIn(start), ...(unplaced === undefined ? {} : { unplaced }) });
  return {
    look: ({ excused = false }, signal) => reader.look(excused, signal),
    close: () => void reader.close(),
  };
}

interface LogFrom {
  readonly source: LogSource;
  /** Why nobody knows what stood there before the deploy. */
  readonly unplaced?: string;
}

const here = (path: string, { before }: LookStart): LogFrom => ({ source: fileSource(path, before?.log) });

function onHost(spec: LogProbe, world: LookWorld, path: string, { before }: LookStart): LogFrom {
  const ask = askFor(spec, world);
  const unplaced = before === undefined ? 'nobody looked before the deploy' : before.unplaced;
  return unplaced === undefined
    ? { source: hostSource(ask, path, before?.log) }
    : { source: hostSourceFromNow(ask, path), unplaced };
}

const forgivenIn = ({ forgiven }: LookStart): Pick<LookStart, 'forgiven'> =>
  forgiven === undefined ? {} : { forgiven };

/** Before the deploy nothing in a log counts; what is said is whether there is one. */
async function lookForLog(spec: LogProbe, world: LookWorld, signal: AbortSignal): Promise<Look> {
  const path = pathOf(spec, world);
  if (spec.host === 'local') {
    return (await statLog(path)) === undefined ? noLog(path) : logIsThere();
  }

  const found = await hostLogPosition(askFor(spec, world), path, signal);
  return found === 'none'
    ? noLog(path)
    : 'unknown' in found
      ? { state: 'unknown', text: found.unknown }
      : logIsThere(found);
}

const noLog = (path: string): Look => ({ state: 'unknown', text: `there is no ${path} yet` });

const logIsThere = (log?: LogPosition): Look => ({
  state: 'ok',
  text: 'only what comes after the deploy counts',
  ...(log === undefined ? {} : { kept: { log } }),
});

/** Where the deploy leaves a log of this machine; undefined if there is none, or if nobody can say. */
export const localPosition = (spec: LogProbe, world: LookWorld): Promise<LogPosition | undefined> =>
  logPosition(pathOf(spec, world)).catch(() => undefined);

/** Where the deploy leaves a log on a host. */
export const hostPosition = (spec: LogProbe, world: LookWorld, signal: AbortSignal) =>
  hostLogPosition(askFor(spec, world), pathOf(spec, world), signal);

const askFor = (spec: ProbeSpec, world: LookWorld): Ask =>
  spec.host === 'local'
    ? askHere(world.commands, world.root, limitOf(spec, world))
    : askHost(world.ssh, spec.host, limitOf(spec, world));

/** On a host relative to the deployed tree, or to the login's own directory. */
function pathOf({ path, host }: LogProbe, { root, target }: LookWorld): string {
  if (isAbsolute(path) || (host !== 'local' && path.startsWith('~/'))) {
    return path;
  }

  return host === 'local' ? join(root, path) : posix.join(target.path ?? '~', path);
}
