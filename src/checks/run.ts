import type { Command } from '../checklist/model.js';
import { command, line } from '../checklist/types.js';
import { z } from '../checklist/zod.js';
import { showDuration } from '../text/duration.js';
import { safeLine } from '../text/sanitise.js';
import { truncate } from '../text/width.js';
import { commandVerdict, type ExitStyle, lastLines, sourceOf } from './command-verdict.js';
import { filesHere, ofTheseFiles } from './files-here.js';
import type { Found, GatherContext, Kind } from './kind.js';

export interface RunOptions {
  readonly command: Command;
  readonly style: ExitStyle;
  /** What to call it in the question instead of the command. */
  readonly name?: string;
}

const long = z.strictObject({
  command,
  style: z
    .enum(['exit', 'nagios'])
    .default('exit')
    .describe('What the exit status means: `exit` 0 go, 75 unknown, 77 n/a, else no-go; `nagios` 0 to 3.'),
  name: line(60).exactOptional().describe('What to call it in the question.'),
});

const brief = command.transform((given): RunOptions => ({ command: given, style: 'exit' }));

/** Any command of the team's own: its end is the answer. */
export const run: Kind<RunOptions> = {
  name: 'run',
  options: z.union([brief, long]),
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
  needsPrevious: true,
  gather,
  commands: ({ command: given }) => [given],
};

async function gather(options: RunOptions, context: GatherContext): Promise<Found> {
  const { world, env, timeoutMs, signal, progress } = context;
  const request = { command: options.command, cwd: world.root, inherit: 'operator', env, timeoutMs, signal } as const;
  const before = await filesHere(world.git, signal);
  const result = await world.commands({ ...request, onLine: progress });
  const after = await filesHere(world.git, signal);
  const { verdict: said, summary, findings, json, understood } = commandVerdict(result, options.style);
  const { verdict, because } = ofTheseFiles(said, before, after, context.release);
  // The end says how it ended; the whole output is in the evidence view.
  const output = lastLines(understood === undefined ? result.all : without(understood, result.all), 12);
  const took = `${summary} in ${showDuration(result.ms)}`;
  const lastWords = json === undefined && result.end.how === 'exit' ? output.at(-1)?.trim() : undefined;
  const words = lastWords ? `${took}: ${lastWords}` : json === undefined ? took : summary;
  return {
    verdict,
    summary: because === undefined ? words : `${because}; ${words}`,
    // What the command itself found says more than what it printed on the way.
    detail: understood === undefined ? output : [...findings.map(({ key, text }) => `${text}  [${key}]`), ...output],
    facts: { command: options.command, ms: result.ms, end: { ...result.end }, bytes: result.bytes },
    findings: [...findings, ...(because === undefined ? [] : [{ key: 'files', verdict, text: because }])],
    sources: [before.source, sourceOf(request, result), after.source],
    text: result.all,
  };
}

const without = (line: string, output: string): string =>
  output
    .split('\n')
    .filter((one) => one.trim() !== line)
    .join('\n');

const nameOf = ({ command: given, name }: RunOptions): string =>
  safeLine(name ?? (typeof given === 'string' ? given : given.join(' '))).replaceAll('`', "'");
