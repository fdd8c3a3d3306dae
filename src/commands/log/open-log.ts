import { openProject, projectId, stateDirectory } from '../../audit/state.js';
import { runCommand } from '../../world/commands.js';
import { debuggedCommands } from '../../world/debug-commands.js';
import { type Git, openRepository } from '../../world/git.js';
import { operatorTimeZone } from '../../world/time-zone.js';
import type { CommandContext } from '../context.js';
import type { LogPlace } from './log-context.js';
import { progressOn } from './log-progress.js';

/** A log, and the repository that it is about. */
export interface OpenedLog extends LogPlace {
  readonly git: Git;
}

/** The audit log of the project in `cwd`, to read it. @throws OperatorError when this is no usable repository */
export async function openLog(context: CommandContext, { write = false } = {}): Promise<OpenedLog> {
  const { env, stdout, stderr } = context;
  const git = await openRepository(context.cwd, debuggedCommands(runCommand, context.debug));
  const remoteUrl = await git.remoteUrl();
  const project = openProject({
    stateDir: stateDirectory(env),
    projectId: projectId({ remoteUrl, commonDir: git.commonDir }),
    write,
  });
  return {
    project,
    git,
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
