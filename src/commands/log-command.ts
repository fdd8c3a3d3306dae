import { openProject, projectId, stateDirectory } from '../audit/state.js';
import { OperatorError } from '../errors.js';
import { runCommand } from '../world/commands.js';
import { debuggedCommands } from '../world/debug-commands.js';
import { openRepository } from '../world/git.js';
import { operatorTimeZone } from '../world/time-zone.js';
import type { CommandContext } from './context.js';
import { logCommand } from './log.js';

export interface LogFlags {
  readonly sub: 'list' | 'show' | 'verify';
  readonly run: string | undefined;
  readonly json: boolean;
  readonly limit: string | undefined;
  readonly rebuildIndex: boolean;
}

/** Reads the audit log of the project in `cwd`. @returns the exit code */
export async function log(context: CommandContext, { run, limit, ...flags }: LogFlags): Promise<number> {
  const { env, stdout, stderr } = context;
  const git = await openRepository(context.cwd, debuggedCommands(runCommand, context.debug));
  const remoteUrl = await git.remoteUrl();
  const project = openProject({
    stateDir: stateDirectory(env),
    projectId: projectId({ remoteUrl, commonDir: git.commonDir }),
    write: flags.rebuildIndex,
  });
  return logCommand({
    project,
    ...flags,
    ...(run === undefined ? {} : { run }),
    ...(limit === undefined ? {} : { limit: limitOf(limit) }),
    now: new Date(),
    tz: operatorTimeZone(),
    color: stdout.isTTY && !env['NO_COLOR'],
    columns: stdout.columns || 100,
    piped: !stdout.isTTY,
    stdout,
    stderr,
  });
}

function limitOf(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) {
    throw new OperatorError(`--limit is ${JSON.stringify(text.slice(0, 40))}, which is no number of runs`, {
      hint: 'write a whole number from 1 on, e.g. --limit 20',
    });
  }

  return limit;
}
