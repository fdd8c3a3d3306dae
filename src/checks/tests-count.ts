import { safe } from '../text/sanitise.js';
import { matchInTime } from '../world/match-in-time.js';
import { type Line, runners } from './test-runners.js';
import { didNothing } from './tests-nothing.js';

/** How many tests a run was made of. `ran` leaves out the skipped ones. */
export interface Counts {
  readonly ran: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Reads the numbers out of the output of a test run, whatever runner wrote it; several runs in one output are added up.
 * Undefined when no line is one that a known runner ends with. A build tool that ends by saying that there was nothing to
 * do ran none.
 */
export function countTests(output: string): Counts | undefined {
  const lines = safe(output)
    .split('\n')
    .map((line) => line.trim());
  const found = lines.flatMap(countLine);
  if (found.length === 0) {
    return didNothing(lines) ? { ran: 0, passed: 0, failed: 0, skipped: 0 } : undefined;
  }

  const sum = (key: keyof Line): number => found.reduce((all, line) => all + (line[key] ?? 0), 0);
  const [total, failed, skipped] = [sum('total'), sum('failed'), sum('skipped')];
  const ran = Math.max(0, total - skipped);
  return { ran, passed: Math.max(0, ran - failed), failed, skipped };
}

/**
 * The project's own pattern, on each line; the last one that fits counts.
 * @param pattern a regular expression with one group, the number of tests.
 * @throws PatternTooSlow
 */
export async function countByPattern(output: string, pattern: string): Promise<number | undefined> {
  const lines = safe(output).split('\n');
  const hits = await matchInTime(
    new RegExp(pattern),
    lines.map((line) => line.slice(0, longestLine)),
  );
  const numbers = hits
    .map((hit) => Number.parseInt(hit?.group ?? '', 10))
    .filter((count) => Number.isSafeInteger(count));
  return numbers.at(-1);
}

const longestLine = 1000;

function countLine(line: string): readonly Line[] {
  if (line === '' || line.length > longestLine || !/\d|^no tests/i.test(line)) {
    return [];
  }

  for (const { fits, read } of runners) {
    const match = fits.exec(line);
    if (match !== null) {
      const counted = read(match, line);
      return counted === undefined ? [] : [counted];
    }
  }

  return [];
}
