import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { ReadStream, WriteStream } from 'node:tty';
import { homeDirectory } from '../audit/home-directory.js';
import { openProject, type ProjectPaths, projectId, stateDirectory } from '../audit/state.js';
import { findChecklist } from '../checklist/find.js';
import type { Checklist, Target } from '../checklist/model.js';
import type { NamedKinds } from '../checks/named-kinds.js';
import type { Tool } from '../engine/parts.js';
import type { Kinds } from '../engine/plan.js';
import { OperatorError } from '../errors.js';
import type { Operator, Release } from '../run/release.js';
import { createRedactor } from '../text/redact.js';
import { safeLine } from '../text/sanitise.js';
import { didYouMean } from '../text/suggest.js';
import { createCalendars } from '../world/calendars.js';
import { type Clock, fixedClock, systemClock } from '../world/clock.js';
import { runCommand } from '../world/commands.js';
import { debuggedCommands } from '../world/debug-commands.js';
import type { Debug } from '../world/debug-log.js';
import { type Git, openRepository } from '../world/git.js';
import { readMe } from '../world/me.js';
import type { Me } from '../world/me-model.js';
import { findOperator } from '../world/operator.js';
import { readPreferences } from '../world/preferences.js';
import { operatorTimeZone } from '../world/time-zone.js';
import { createWorld, type World } from '../world/world.js';

/** What a command gets from the outside. */
export interface CommandContext {
  /** Absolute; `-C DIR` is already applied. */
  readonly cwd: string;
  /** The environment as the operator has it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly stderr: WriteStream;
  readonly version: string;
  /** Notes what was done, where SHIPIT_DEBUG asks for it. */
  readonly debug: Debug;
}

/** Which checklist, which target, which commit. */
export interface Choice {
  readonly name?: string | undefined;
  readonly file?: string | undefined;
  readonly target?: string | undefined;
  readonly commit?: string | undefined;
}

/** A repository with its audit log, and who stands before it. */
export interface Place {
  readonly git: Git;
  readonly world: World;
  readonly project: ProjectPaths;
  readonly operator: Operator;
  /** Reads the operator's private file anew. @throws what `readMe` throws */
  readonly me: () => Promise<Me>;
  readonly clock: Clock;
  readonly kinds: Kinds;
  /** Completes `kinds` by those that a checklist names, where they are not loaded yet. */
  readonly loadKinds?: NamedKinds['load'];
  readonly tool: Tool;
  readonly tz: string;
  readonly redact: (text: string) => string;
  /** Of the operator's preferences: to walk line by line. */
  readonly prefersPlain: boolean | undefined;
}

export interface PlaceOptions {
  /** The log is made where there is none. */
  readonly write: boolean;
  /** Which kinds are loaded: all, or each when a checklist that `chooseChecklist` reads names it. */
  readonly kinds: 'all' | 'named';
}

/**
 * Says on stderr if the operator's preferences cannot be read.
 * @throws OperatorError when this is no usable repository; AuditError when the log cannot be opened
 */
export async function openPlace(context: CommandContext, options: PlaceOptions): Promise<Place> {
  const { env, cwd, version, debug } = context;
  const clock = env['SHIPIT_NOW'] ? fixedClock(env['SHIPIT_NOW']) : systemClock();
  const stateDir = stateDirectory(env);
  const commands = debuggedCommands(runCommand, debug);
  const opening = openRepository(cwd, commands);
  // git answers meanwhile: loading the grammar takes about as long.
  const loading = setImmediate().then(() => (options.kinds === 'all' ? allKinds() : kindsByName()));
  const [git, { kinds, load }] = await Promise.all([opening, loading]);
  const [preferences, remoteUrl, gitVersion] = await Promise.all([
    readPreferences(env),
    git.remoteUrl(),
    git.version(),
  ]);
  if (preferences.warning !== undefined) {
    context.stderr.write(`shipit: ${safeLine(preferences.warning)}\n`);
  }

  const project = openProject({
    stateDir,
    projectId: projectId({ remoteUrl, commonDir: git.commonDir }),
    write: options.write,
  });
  const operator = await findOperator(git, preferences, env);
  const tz = operatorTimeZone();
  const calendars = createCalendars({
    root: git.root,
    home: homeDirectory(env),
    copies: join(stateDir, 'calendars'),
    now: () => new Date(),
    tz,
  });
  return {
    git,
    world: createWorld(git, calendars, commands),
    project,
    operator: { ...operator, name: safeLine(operator.name, 80), email: safeLine(operator.email, 120) },
    me: () => readMe(env),
    clock,
    kinds,
    ...(load === undefined ? {} : { loadKinds: load }),
    tool: { version, node: process.version, git: gitVersion },
    tz,
    redact: createRedactor(env),
    prefersPlain: preferences.plain,
  };
}

const allKinds = async (): Promise<Pick<NamedKinds, 'kinds'> & Partial<NamedKinds>> => import('../checks/index.js');

const kindsByName = async (): Promise<NamedKinds> => (await import('../checks/named-kinds.js')).namedKinds();

/** The checklist the operator means, and the way to read it anew. */
export async function chooseChecklist(
  { cwd }: CommandContext,
  root: string,
  { name, file }: Choice,
  { kinds, loadKinds }: Pick<Place, 'kinds' | 'loadKinds'>,
): Promise<{ readonly checklist: Checklist; readonly reload: () => Promise<Checklist> }> {
  const found = await findChecklist({
    cwd,
    root,
    ...(name === undefined ? {} : { name }),
    ...(file === undefined ? {} : { file }),
  });
  const { loadChecklist } = await import('../checklist/load.js');
  const reload = (): Promise<Checklist> => loadChecklist({ ...found, root, kinds, loadKinds });
  return { checklist: await reload(), reload };
}

/** @throws OperatorError naming the targets there are */
export function chooseTarget({ targets }: Checklist, name: string | undefined): Target {
  const target = name === undefined ? targets[0] : targets.find((one) => one.name === name);
  if (target !== undefined) {
    return target;
  }

  const names = targets.map((one) => one.name);
  const meant = didYouMean(name ?? '', names);
  throw new OperatorError(
    `no target \`${safeLine(name ?? '', 80)}\` in the checklist; there are: ${names.join(', ')}`,
    {
      ...(meant === undefined ? {} : { hint: `did you mean \`${meant}\`?` }),
    },
  );
}

/** @throws OperatorError when it names no commit of this repository */
export async function chooseRelease(git: Git, commit: string | undefined): Promise<Release> {
  const rev = commit ?? 'HEAD';
  const release = await git.resolve(rev);
  if (release === undefined) {
    throw new OperatorError(`\`${safeLine(rev, 80)}\` is no commit of this repository`, {
      hint: 'name a branch, a tag or a commit id; `git fetch` brings what is only on the remote',
    });
  }

  return { ...release, subject: safeLine(release.subject, 120) };
}
