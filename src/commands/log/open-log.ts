import { existsSync } from 'node:fs';
import { openProject, type ProjectPaths, projectId, stateDirectory } from '../../audit/state.js';
import type { Git } from '../../world/git.js';
import { plainRepository } from '../../world/plain-repository.js';
import { operatorTimeZone } from '../../world/time-zone.js';
import type { CommandContext } from '../context.js';
import type { LogPlace } from './log-context.js';
import { progressOn } from './log-progress.js';

/** A log to write to, and the repository that it is about. */
export interface OpenedLog extends LogPlace {
  readonly git: Git;
}

/**
 * The audit log of the project in `cwd`, to read it.
 * @param options `plain`: how far long work is, is not told, for that is a line that is drawn over
 * @throws OperatorError when this is no usable repository
 */
export async function openLog(
  context: CommandContext,
  { write = false, plain = false }: { readonly write?: boolean; readonly plain?: boolean } = {},
): Promise<LogPlace> {
  if (plain) {
    const { progress: _, ...place } = await openLog(context, { write });
    return place;
  }

  if (write) {
    return openLogToWrite(context);
  }

  const git = once(() => openGit(context));
  return {
    ...surroundings(context),
    project: (await quickly(context)) ?? (await thoroughly(context, await git(), { write })),
    // Most of what is asked of a log needs no git.
    git: { run: async (...args) => (await git()).run(...args), resolve: async (rev) => (await git()).resolve(rev) },
  };
}

/** @throws OperatorError when this is no usable repository; AuditError when its log cannot be written */
export async function openLogToWrite(context: CommandContext): Promise<OpenedLog> {
  const git = await openGit(context);
  return { ...surroundings(context), project: await thoroughly(context, git, { write: true }), git };
}

const openGit = async (context: CommandContext): Promise<Git> => (await import('./open-git.js')).openGit(context);

const surroundings = ({ env, stdout, stderr }: CommandContext): Omit<LogPlace, 'project' | 'git'> => ({
  now: new Date(),
  tz: operatorTimeZone(),
  color: stdout.isTTY && !env['NO_COLOR'],
  columns: stdout.columns || 100,
  piped: !stdout.isTTY,
  stdout,
  stderr,
  ...(stderr.isTTY ? { progress: progressOn(stderr) } : {}),
});

/** Without git. That there is no log is never said on its own authority: then git is asked as well. */
async function quickly({ cwd, env }: CommandContext): Promise<ProjectPaths | undefined> {
  const repository = await plainRepository(cwd, env);
  if (repository === undefined) {
    return undefined;
  }

  const project = openProject({ stateDir: stateDirectory(env), projectId: projectId(repository), write: false });
  return existsSync(project.runs) ? project : undefined;
}

async function thoroughly(
  { env }: CommandContext,
  git: Git,
  { write }: { readonly write: boolean },
): Promise<ProjectPaths> {
  const id = projectId({ remoteUrl: await git.remoteUrl(), commonDir: git.commonDir });
  return openProject({ stateDir: stateDirectory(env), projectId: id, write });
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
