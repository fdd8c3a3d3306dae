import { isAbsolute, join } from 'node:path';
import { lookAtCommand } from '../../checks/probe/command.js';
import { type LogReader, type LogStart, readLog } from '../../checks/probe/log.js';
import { logPosition, statLog } from '../../checks/probe/log-files.js';
import { type Before, type Look, lookMs } from '../../checks/probe/look.js';
import type { LogProbe, ProbeSpec } from '../../checks/probe/spec.js';
import { lookAtUrl } from '../../checks/probe/url.js';
import type { LogPosition } from '../../run/events.js';
import type { CommandRunner } from '../../world/command-types.js';
import { sleep } from '../../world/waiting.js';

/** What looks are made with. */
export interface LookWorld {
  readonly run: string;
  /** Top of the work tree. */
  readonly root: string;
  readonly commands: CommandRunner;
  /** `SHIPIT_*` variables. */
  readonly env: Readonly<Record<string, string>>;
  readonly now: () => Date;
  /** Makes a text from outside harmless, on one line, without secrets. */
  readonly clean: (text: string) => string;
  /** Milliseconds that a look takes at most. */
  readonly lookMs?: number;
}

export interface LookAsked {
  /** What a number is compared with; absent before the deploy. */
  readonly before?: Before;
  /** "Not caused by this", and not well since. */
  readonly excused?: boolean;
}

/** Looks at one probe, again and again, never twice at a time. */
export interface Looker {
  readonly spec: ProbeSpec;
  /** Resolves in any case, a little after the time for a look at the latest. */
  readonly look: (asked: LookAsked) => Promise<Look>;
  readonly close: () => void;
}

/** Sources keep to their time by themselves; this is the second lock on the door, in milliseconds. */
const graceMs = 2500;

/** @param log where the log stood before the deploy; absent before it: then only its file is looked at */
export function createLooker(spec: ProbeSpec, world: LookWorld, log?: Omit<LogStart, 'path'>): Looker {
  const limitMs = world.lookMs ?? lookMs;
  /** Of the look under way. One signal for all looks would gather a listener for each of them. */
  let limit = new AbortController();
  let closed = false;
  const reader =
    spec.type === 'log' && log !== undefined ? readLog(spec, { ...log, path: pathOf(spec, world) }) : undefined;
  let underWay = false;
  const look = async (asked: LookAsked, signal: AbortSignal): Promise<Look> => {
    try {
      return await lookOnce(spec, world, { asked, signal, reader, timeoutMs: limitMs });
    } catch (error) {
      return { state: 'unknown', text: `could not look: ${error instanceof Error ? error.message : String(error)}` };
    } finally {
      underWay = false;
    }
  };
  return {
    spec,
    async look(asked) {
      if (underWay || closed) {
        return { state: 'unknown', text: underWay ? 'the look before has not ended yet' : 'nobody looks any more' };
      }

      underWay = true;
      limit = new AbortController();
      const late = sleep(limitMs + graceMs, limit.signal).then((): Look => {
        limit.abort();
        return { state: 'unknown', text: `no result after ${Math.round(limitMs / 1000)} s` };
      });
      const found = await Promise.race([look(asked, limit.signal), late]);
      limit.abort();
      return {
        ...found,
        text: world.clean(found.text),
        ...(found.warning === undefined ? {} : { warning: world.clean(found.warning) }),
      };
    },
    close() {
      closed = true;
      limit.abort();
      void reader?.close();
    },
  };
}

/** Where a log stands now; undefined if there is none, or if nobody can say. */
export const positionOf = (spec: LogProbe, world: LookWorld): Promise<LogPosition | undefined> =>
  logPosition(pathOf(spec, world)).catch(() => undefined);

interface OneLook {
  readonly asked: LookAsked;
  readonly signal: AbortSignal;
  readonly reader: LogReader | undefined;
  readonly timeoutMs: number;
}

async function lookOnce(
  spec: ProbeSpec,
  world: LookWorld,
  { asked, signal, reader, timeoutMs }: OneLook,
): Promise<Look> {
  switch (spec.type) {
    case 'url':
      return lookAtUrl(spec, { run: world.run, now: world.now(), timeoutMs, signal });
    case 'command': {
      const { commands, root: cwd, env } = world;
      return lookAtCommand(spec, { commands, cwd, env, timeoutMs, signal, before: asked.before });
    }
    case 'log':
      return reader === undefined ? lookForLog(spec, world) : reader.look(asked.excused ?? false, signal);
    case 'restarts':
    case 'all':
      return { state: 'unknown', text: 'this version cannot look at it', forGood: true };
  }
}

/** Before the deploy nothing in a log counts; what is said is whether there is one. */
async function lookForLog(spec: LogProbe, world: LookWorld): Promise<Look> {
  const file = await statLog(pathOf(spec, world));
  return file === undefined
    ? { state: 'unknown', text: `there is no ${pathOf(spec, world)} yet` }
    : { state: 'ok', text: 'only what comes after the deploy counts' };
}

const pathOf = ({ path }: LogProbe, { root }: LookWorld): string => (isAbsolute(path) ? path : join(root, path));
