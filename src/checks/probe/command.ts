import type { CommandResult, CommandRunner } from '../../world/command-types.js';
import { commandVerdict } from '../command-verdict.js';
import { firstNumber, judgeNumber } from './limits.js';
import type { Before, Look } from './look.js';
import type { CommandProbe } from './spec.js';

export interface CommandLook {
  readonly commands: CommandRunner;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly before: Before | undefined;
}

/** Runs the probe's command once: its end counts as anywhere (checks.md section 4.1), then its first number. */
export async function lookAtCommand(probe: CommandProbe, look: CommandLook): Promise<Look> {
  const { commands, cwd, env, timeoutMs, signal } = look;
  const result = await commands({
    command: probe.command,
    cwd,
    inherit: 'operator',
    env,
    timeoutMs,
    signal,
    keepBytes: 16 * 1024,
  });
  return judgeCommand(probe, result, look.before);
}

/** What a command came to, wherever it ran. */
export function judgeCommand(probe: CommandProbe, result: CommandResult, before: Before | undefined): Look {
  const { stdout, all } = result;
  const { verdict, summary, json } = commandVerdict(result);
  const words = [summary, json === undefined ? (all.trim().split('\n').at(-1)?.trim() ?? '') : ''];
  const text = words.filter((word) => word !== '').join(': ');
  switch (verdict) {
    case 'no-go':
      return { state: 'failed', text };
    case 'unknown':
    case 'n/a':
      return { state: 'unknown', text };
    case 'go':
    case 'warn':
      return judged(firstNumber(stdout), probe, before, {
        text,
        ...(verdict === 'warn' ? { warning: summary } : {}),
      });
  }
}

function judged(
  value: number | undefined,
  { limits }: CommandProbe,
  before: Before | undefined,
  said: Pick<Look, 'text' | 'warning'>,
): Look {
  if (Object.keys(limits).length === 0) {
    return { state: 'ok', ...said, ...(value === undefined ? {} : { value }) };
  }

  return value === undefined
    ? { state: 'unknown', text: `no number in its output: ${said.text}` }
    : { ...judgeNumber(value, limits, before), ...(said.warning === undefined ? {} : { warning: said.warning }) };
}
