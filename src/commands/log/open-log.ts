import { existsSync } from 'node:fs';
import { openProject, type ProjectPaths, projectId, stateDirectory } from '../../audit/state.js';
import type { Git } from '../../world/git.js';
import { plainRepository } from '../../world/plain-repository.js';
import { operatorTimeZone } from '../../world/time-zone.js';
import type { CommandContext } from '../context.js';
import type { LogPlace } from './log-context.js';
import { progressOn } from './log-progress.js';

/** The audit log of the project in `cwd`, to read it. @throws OperatorError when this is no usable repository */
export async function openLog(context: CommandContext, { write = false } = {}): Promise<LogPlace> {
  const { env, stdout, stderr } = context;
  const openGit = once(async () => (await import('./open-git.js')).openGit(context));
  const project = (write ? undefined : await quickly(context)) ?? (await thoroughly(context, await openGit(), write));
  return {
    project,
    // Most of what is asked of a log needs no git.
    git: {
      run: async (...args) => (await openGit()).run(...args),
      resolve: async (rev) => (await openGit()).resolve(rev),
    },
    now: new Date(),
    tz: operatorTimeZone(),
    color: stdout.isTTY && !env['NO_COLOR'],
    columns: stdout.columns || 100,
    piped: !stdout.isTTY,
    stdout,
    stderr,
    ...(stderr.isTTY ? { progress: progressOn(stderr) } : {}),
  };
}

/** Without git. That there is no log is never said on its own authority: then git is asked as well. */
async function quickly({ cwd, env }: CommandContext): Promise<ProjectPaths | undefined> {
  const repository = await plainRepository(cwd, env);
  if (repository === undefined) {
    return undefined;
  }

  const project = openProject({ stateDir: stateDirectory(env), projectId: projectId(repository), write: false });
  return existsSync(project.runs) ? project : undefined;
}

async function thoroughly({ env }: CommandContext, git: Git, write: boolean): Promise<ProjectPaths> {
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
