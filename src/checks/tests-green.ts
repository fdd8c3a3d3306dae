import { showDuration } from '../text/duration.js';
import { plural } from '../text/plural.js';
import type { CommandResult } from '../world/commands.js';
import { PatternTooSlow } from '../world/match-in-time.js';
import { commandVerdict } from './command-verdict.js';
import type { FacetFound } from './kind.js';
import { type Counts, countByPattern, countTests } from './tests-count.js';
import type { TestsOptions } from './tests-options.js';

export interface Judged {
  readonly green: FacetFound;
  readonly counted: FacetFound;
  readonly skipped: FacetFound;
  readonly counts?: Counts;
}

/** Reads the result of a test command: its end, its last JSON line, and the numbers its runner printed. */
export async function judgeResult(
  result: CommandResult,
  options: Pick<TestsOptions, 'min' | 'count'>,
): Promise<Judged> {
  const { counts, tooSlow } = await countsOf(result.all, options.count);
  const skipped = counts?.skipped ?? 0;
  return {
    green: greenOf(result, counts, options.min),
    counted: tooSlow === undefined ? countedOf(counts, options) : { verdict: 'unknown', summary: tooSlow },
    skipped:
      counts === undefined
        ? { verdict: 'n/a', summary: 'the output names no numbers' }
        : { verdict: skipped > 0 ? 'warn' : 'go', summary: `${plural(skipped, 'test')} skipped` },
    ...(counts === undefined ? {} : { counts }),
  };
}

/** The project's own pattern says how many ran; failures and skips are only known from a runner we recognise. */
async function countsOf(output: string, pattern: string | undefined): Promise<Counted> {
  if (pattern === undefined) {
    return { counts: countTests(output) };
  }

  try {
    const ran = await countByPattern(output, pattern);
    return { counts: ran === undefined ? undefined : { ran, passed: ran, failed: 0, skipped: 0 } };
  } catch (error) {
    if (error instanceof PatternTooSlow) {
      return { counts: undefined, tooSlow: error.message };
    }

    throw error;
  }
}

interface Counted {
  readonly counts: Counts | undefined;
  readonly tooSlow?: string;
}

function greenOf(result: CommandResult, counts: Counts | undefined, min: number): FacetFound {
  const said = commandVerdict(result);
  const time = showDuration(result.ms);
  const findings = said.json === undefined ? {} : { findings: said.findings };
  if (said.verdict !== 'go') {
    const failed = counts !== undefined && counts.failed > 0 ? `${numbers(counts)} in ${time}` : said.summary;
    return { verdict: said.verdict, summary: failed, ...findings };
  }

  if (counts === undefined) {
    const uncounted = said.json === undefined ? ', number of tests not known' : '';
    return { verdict: 'go', summary: `${said.summary} in ${time}${uncounted}` };
  }

  if (counts.ran === 0 && min > 0) {
    return { verdict: 'no-go', summary: `no tests ran (${said.summary} in ${time})` };
  }

  // A pipe hides the exit status of what stands before it: `make test | tee log` ends with that of tee.
  return counts.failed > 0
    ? { verdict: 'unknown', summary: `${said.summary}, but the output says ${numbers(counts)}` }
    : { verdict: 'go', summary: `${numbers(counts)} in ${time}` };
}

const numbers = ({ passed, failed, skipped }: Counts): string =>
  [failed > 0 ? `${failed} failed` : '', `${passed} passed`, skipped > 0 ? `${skipped} skipped` : '']
    .filter((part) => part !== '')
    .join(', ');

function countedOf(counts: Counts | undefined, { min, count }: Pick<TestsOptions, 'min' | 'count'>): FacetFound {
  if (counts === undefined) {
    return count === undefined
      ? { verdict: 'n/a', summary: 'the output names no number of tests' }
      : { verdict: 'unknown', summary: `no line of the output matches ${count}` };
  }

  const summary = `${plural(counts.ran, 'test')} ran, at least ${min} wanted`;
  return { verdict: counts.ran >= min ? 'go' : 'no-go', summary };
}
