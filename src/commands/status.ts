import { safeJson } from '../audit/record.js';
import { openProject, projectId, stateDirectory } from '../audit/state.js';
import { exitCodes } from '../errors.js';
import { renderStatus } from '../review/status.js';
import { statusJson } from '../review/status-json.js';
import { runCommand } from '../world/commands.js';
import { debuggedCommands } from '../world/debug-commands.js';
import { openRepository } from '../world/git.js';
import { operatorTimeZone } from '../world/time-zone.js';
import type { CommandContext } from './context.js';
import { statusLocks } from './status-locks.js';
import { unfinishedRuns } from './status-runs.js';
import { statusTargets } from './status-targets.js';

export interface StatusOptions {
  readonly json: boolean;
}

/**
 * Says what is unfinished, who has it and what to do; who holds which target; what runs where. Reads only, needs no
 * checklist, and waits for nobody.
 * @returns the exit code: 16 when the log of something it shows is damaged
 */
export async function status(context: CommandContext, { json }: StatusOptions): Promise<number> {
  const { env, stdout } = context;
  const git = await openRepository(context.cwd, debuggedCommands(runCommand, context.debug));
  const project = openProject({
    stateDir: stateDirectory(env),
    projectId: projectId({ remoteUrl: await git.remoteUrl(), commonDir: git.commonDir }),
    write: false,
  });
  const now = new Date();
  const runs = await unfinishedRuns(project, now);
  const found = { runs, locks: statusLocks(project), targets: statusTargets(project) };
  if (json) {
    stdout.write(`${safeJson(statusJson(found, now))}\n`);
  } else {
    const color = stdout.isTTY && !env['NO_COLOR'];
    const lines = renderStatus(found, { tz: operatorTimeZone(), now, color, columns: stdout.columns || 100 });
    stdout.write(`${lines.join('\n')}\n`);
  }

  const broken = [...found.runs, ...found.targets].some(({ damaged }) => damaged);
  return broken ? exitCodes.auditBroken : exitCodes.ok;
}
