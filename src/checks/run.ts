import { z } from 'zod';
import type { Command } from '../checklist/model.js';
import { showDuration } from '../text/duration.js';
import { safeLine } from '../text/sanitise.js';
import { truncate } from '../text/width.js';
import { commandVerdict, type ExitStyle, lastLines, sourceOf } from './command-verdict.js';
import type { Found, GatherContext, Kind } from './kind.js';
import { command } from './tests-types.js';

export interface RunOptions {
  readonly command: Command;
  readonly style: ExitStyle;
  /** What to call it in the question instead of the command. */
  readonly name?: string | undefined;
}

const long = z.strictObject({
  command: command.describe('What to run: a string runs as `sh -c`, a list without a shell.'),
  style: z.enum(['exit', 'nagios']).default('exit').describe('What the exit status means.'),
  name: z.string().trim().min(1).max(60).optional().describe('What to call it in the question.'),
});

const short = command.transform((given): RunOptions => ({ command: given, style: 'exit' }));

/** Any command of the team's own: its end is the answer. */
export const run: Kind<RunOptions> = {
  name: 'run',
  options: z.union([short, long]),
  question: (_facts, options) => `Does \`${truncate(nameOf(options), 90 - 'Does `` pass?'.length)}\` pass?`,
  go: 'yes',
  why: 'What a script can find out, nobody should have to remember to look at.',
  facets: {},
  alwaysAsks: false,
  override: 'reason',
  ttlMs: 15 * 60_000,
  timeoutMs: 120_000,
  boundToCommit: true,
  alwaysLookAgain: false,
  gather,
  commands: ({ command }) => [command],
};

async function gather(options: RunOptions, context: GatherContext): Promise<Found> {
  const { world, env, timeoutMs, signal, progress } = context;
  const request = { command: options.command, cwd: world.root, inherit: 'operator', env, timeoutMs, signal } as const;
  const result = await world.commands({ ...request, onLine: progress });
  const { verdict, summary, findings, json } = commandVerdict(result, options.style);
  const output = lastLines(result.all, 200);
  const lastWords = json === undefined ? output.at(-1)?.trim() : undefined;
  return {
    verdict,
    summary: lastWords ? `${summary} in ${showDuration(result.ms)}: ${lastWords}` : `${summary}, ${showDuration(result.ms)}`,
    detail: output,
    facts: { command: options.command, ms: result.ms, end: { ...result.end }, bytes: result.bytes },
    findings,
    sources: [sourceOf(request, result)],
    text: result.all,
  };
}

const nameOf = ({ command, name }: RunOptions): string =>
  safeLine(name ?? (typeof command === 'string' ? command : command.join(' '))).replaceAll('`', "'");
