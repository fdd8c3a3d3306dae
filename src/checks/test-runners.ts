/** What one line adds to the sums. */
export interface Line {
  readonly total?: number;
  readonly failed?: number;
  readonly skipped?: number;
}

/** A form of line, and what it counts. */
export interface Runner {
  readonly fits: RegExp;
  readonly read: (match: RegExpExecArray, line: string) => Line | undefined;
}

const number = (text: string | undefined): number => Number.parseInt(text ?? '0', 10);

/** The number before a word (`3 skipped`), or after it (`Skipped: 3`, `skipped=3`). */
const before = (line: string, word: string): number => number(new RegExp(`(\\d+) (?:${word})\\b`, 'i').exec(line)?.[1]);
const after = (line: string, word: string): number =>
  number(new RegExp(`\\b(?:${word})\\s*[:=]\\s*(\\d+)`, 'i').exec(line)?.[1]);

/** `2 failed, 410 passed, 3 skipped` in any order, as pytest, jest, vitest and playwright write it. */
const words = (line: string): Line => {
  const passed = before(line, 'passed') + before(line, 'xpassed') + before(line, 'xfailed');
  const failed = before(line, 'failed') + before(line, 'errors?');
  const skipped = before(line, 'skipped') + before(line, 'todo') + before(line, 'did not run');
  return { total: passed + failed + skipped, failed, skipped };
};

/** One row a form; the first that fits a line reads it. The lines were taken from the runners themselves. */
export const runners: readonly Runner[] = [
  // vitest and jest count files and suites, too, which are not tests.
  { fits: /^(Test Files|Test Suites|Snapshots|Suites)\b/, read: () => undefined },
  // vitest, jest: `Tests  2 failed | 410 passed (412)`, `Tests: 1 failed, 3 passed, 4 total`
  { fits: /^Tests:?\s+.*\b\d+ (passed|failed|skipped|todo)\b/, read: (_match, line) => words(line) },
  // cargo: `test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out`
  {
    fits: /^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored/,
    read: ([, passed, failed, ignored]) => ({
      total: number(passed) + number(failed) + number(ignored),
      failed: number(failed),
      skipped: number(ignored),
    }),
  },
  // ctest: `98% tests passed, 2 tests failed out of 100`
  {
    fits: /^\d+% tests passed, (\d+) tests? failed out of (\d+)/,
    read: ([, failed, total]) => ({ total: number(total), failed: number(failed) }),
  },
  // pytest: `== 2 failed, 410 passed, 3 skipped in 1.52s ==`, and the same without the frame (-q)
  {
    fits: /^=*\s*(?:\d+ \w+, )*\d+ (?:passed|failed|skipped|xfailed|xpassed|errors?)\b.* in [\d.]+s/,
    read: (_m, line) => words(line),
  },
  { fits: /^=*\s*no tests ran\b/, read: () => ({ total: 0 }) },
  // playwright: one line each, `412 passed (3.4s)`; others all on one, `410 passed, 2 failed`
  {
    fits: /^(?:\d+ (?:passed|failed|skipped|todo|did not run),? ?)+(?:\([\d.]+m?s\))?$/,
    read: (_match, line) => words(line),
  },
  // unittest: `Ran 12 tests in 0.001s`, then `OK (skipped=1)` or `FAILED (failures=1, errors=2)`
  { fits: /^Ran (\d+) tests? in /, read: ([, total]) => ({ total: number(total) }) },
  {
    fits: /^(?:OK|FAILED) \(\w[\w ]*=\d+/,
    read: (_m, line) => ({ failed: after(line, 'failures') + after(line, 'errors'), skipped: after(line, 'skipped') }),
  },
  // rspec: `12 examples, 2 failures, 1 pending`
  {
    fits: /^(\d+) examples?, (\d+) failures?/,
    read: ([, total, failed], line) => ({
      total: number(total),
      failed: number(failed),
      skipped: before(line, 'pending'),
    }),
  },
  // minitest, test-unit, bats, ExUnit: `12 runs, 20 assertions, 1 failures, 0 errors, 2 skips`, `12 tests, 0 failures`
  {
    fits: /^(?:\d+ (?:doctests?|properties|property), )*(\d+) (?:runs?|tests?), .*\d+ failures?/,
    read: ([, total], line) => ({
      total: number(total) + before(line, 'doctests?') + before(line, 'properties|property'),
      failed: before(line, 'failures?') + before(line, 'errors?'),
      skipped: before(line, 'skips?|skipped|pendings?|excluded'),
    }),
  },
  // node:test and tap: `# tests 12`, `ℹ fail 1`, one line each
  {
    fits: /^[#ℹ] (tests|pass|fail|cancelled|skipped|todo) (\d+)$/,
    read: ([, what, count]) => ({ [partOf[what ?? ''] ?? 'none']: number(count) }),
  },
  // maven: the line of a class names its time, the line of the whole does not
  { fits: /Tests run: \d+.*(Time elapsed| - in )/, read: () => undefined },
  {
    fits: /Tests run: (\d+), Failures: (\d+), Errors: (\d+)(?:, Skipped: (\d+))?/,
    read: ([, total, failures, errors, skipped]) => ({
      total: number(total),
      failed: number(failures) + number(errors),
      skipped: number(skipped),
    }),
  },
  // phpunit: `OK (12 tests, 20 assertions)`, `Tests: 12, Assertions: 20, Failures: 1, Skipped: 2.`
  { fits: /^OK \((\d+) tests?, \d+ assertions?\)/, read: ([, total]) => ({ total: number(total) }) },
  {
    fits: /^Tests: (\d+), Assertions: /,
    read: ([, total], line) => ({
      total: number(total),
      failed: after(line, 'Failures') + after(line, 'Errors'),
      skipped: after(line, 'Skipped') + after(line, 'Incomplete'),
    }),
  },
  { fits: /^No tests (executed|found)/i, read: () => ({ total: 0 }) },
  // mocha: `10 passing (30ms)`, `2 failing`, `1 pending`, one line each
  { fits: /^(\d+) passing( \([\d.]+m?s\))?$/, read: ([, count]) => ({ total: number(count) }) },
  { fits: /^(\d+) failing$/, read: ([, count]) => ({ total: number(count), failed: number(count) }) },
  { fits: /^(\d+) pending$/, read: ([, count]) => ({ total: number(count), skipped: number(count) }) },
  // prove: `Files=3, Tests=12,  1 wallclock secs`
  { fits: /^Files=\d+, Tests=(\d+),/, read: ([, total]) => ({ total: number(total) }) },
  // dotnet: `Passed!  - Failed:     0, Passed:    12, Skipped:     0, Total:    12`
  {
    fits: /^(?:Passed|Failed)!\s+- Failed:/,
    read: (_m, line) => ({
      total: after(line, 'Total'),
      failed: after(line, 'Failed'),
      skipped: after(line, 'Skipped'),
    }),
  },
  // gradle: `12 tests completed, 1 failed, 2 skipped`
  {
    fits: /^(\d+) tests? completed/,
    read: ([, total], line) => ({
      total: number(total),
      failed: before(line, 'failed'),
      skipped: before(line, 'skipped'),
    }),
  },
];

const partOf: Readonly<Record<string, keyof Line>> = {
  tests: 'total',
  fail: 'failed',
  cancelled: 'failed',
  skipped: 'skipped',
  todo: 'skipped',
};
