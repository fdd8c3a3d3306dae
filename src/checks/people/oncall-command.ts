import type { Command } from '../../checklist/model.js';
import type { SourceAsked } from '../../run/evidence.js';
import { safeLine } from '../../text/sanitise.js';
import { commandVerdict, sourceOf } from '../command-verdict.js';
import type { GatherContext } from '../kind.js';

/** Names as printed; or why there are none, in words. */
export interface OnCallSaid {
  readonly names: readonly string[];
  readonly why?: string;
  readonly source: SourceAsked;
}

/** Runs the project's own command: one name, e-mail, account or key of `people` a line (checks.md section 4.1). */
export async function askOnCallCommand(
  command: Command,
  { world, env, timeoutMs, signal }: GatherContext,
): Promise<OnCallSaid> {
  const request = {
    command,
    cwd: world.root,
    inherit: 'operator',
    env,
    timeoutMs: Math.min(timeoutMs * 0.8, longestMs),
    signal,
    keepBytes: mostBytes,
  } as const;
  const result = await world.commands(request);
  const source = sourceOf(request, result);
  const none = (why: string): OnCallSaid => ({ names: [], why: `${safeLine(source.cmd, 60)}: ${why}`, source });
  if (result.end.how !== 'exit' || result.end.code !== 0) {
    return none(commandVerdict(result).summary);
  }

  const lines = result.stdout.split('\n').map((line) => line.trim());
  const names = [...new Set(lines.filter((line) => line !== ''))];
  if (names.length === 0) {
    return none('it names nobody');
  }

  return result.cut || names.length > mostNames ? none(`it prints more than ${mostNames} names`) : { names, source };
}

const longestMs = 20_000;
const mostBytes = 16 * 1024;
const mostNames = 20;
