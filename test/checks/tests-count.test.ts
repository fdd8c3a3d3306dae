import { expect, test } from 'vitest';
import { countByPattern, countTests } from '../../src/checks/tests-count.js';
import { failingTests } from '../../src/checks/tests-failures.js';

test.each([
  ['pytest', '===== 2 failed, 410 passed, 3 skipped, 1 warning in 112.52s (0:01:52) =====', [412, 410, 2, 3]],
  ['pytest -q', '410 passed in 1.20s', [410, 410, 0, 0]],
  ['pytest with errors', '= 1 failed, 2 passed, 1 error, 1 xfailed in 0.50s =', [5, 3, 2, 0]],
  ['pytest, none', '============ no tests ran in 0.01s ============', [0, 0, 0, 0]],
  [
    'jest',
    'Test Suites: 1 failed, 2 passed, 3 total\nTests:       2 failed, 3 skipped, 410 passed, 415 total',
    [412, 410, 2, 3],
  ],
  [
    'vitest',
    ' Test Files  1 failed | 20 passed (21)\n      Tests  2 failed | 410 passed | 3 skipped (415)',
    [412, 410, 2, 3],
  ],
  [
    'vitest, coloured',
    '\u001b[2m      Tests \u001b[22m \u001b[1m\u001b[32m5 passed\u001b[39m\u001b[22m\u001b[90m (5)\u001b[39m',
    [5, 5, 0, 0],
  ],
  ['unittest', 'Ran 12 tests in 0.001s\n\nFAILED (failures=1, errors=2, skipped=1)', [11, 8, 3, 1]],
  ['unittest, green', 'Ran 12 tests in 0.001s\n\nOK', [12, 12, 0, 0]],
  ['unittest, none', 'Ran 0 tests in 0.000s\n\nOK', [0, 0, 0, 0]],
  ['rspec', '12 examples, 2 failures, 1 pending', [11, 9, 2, 1]],
  ['minitest', '12 runs, 20 assertions, 1 failures, 1 errors, 2 skips', [10, 8, 2, 2]],
  ['bats', '12 tests, 0 failures, 1 skipped', [11, 11, 0, 1]],
  ['node:test', '# tests 12\n# suites 2\n# pass 10\n# fail 1\n# cancelled 0\n# skipped 1\n# todo 0', [11, 10, 1, 1]],
  ['node:test, spec', 'ℹ tests 3\nℹ pass 3\nℹ fail 0', [3, 3, 0, 0]],
  [
    'cargo',
    'test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s\ntest result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out',
    [12, 12, 0, 1],
  ],
  [
    'maven',
    '[INFO] Tests run: 5, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s - in x.CartTest\n[INFO] Tests run: 12, Failures: 1, Errors: 1, Skipped: 2',
    [10, 8, 2, 2],
  ],
  ['phpunit', 'OK (12 tests, 20 assertions)', [12, 12, 0, 0]],
  ['phpunit, red', 'Tests: 12, Assertions: 20, Failures: 1, Skipped: 2.', [10, 9, 1, 2]],
  ['phpunit, none', 'No tests executed!', [0, 0, 0, 0]],
  ['mocha', '  10 passing (30ms)\n  1 pending\n  2 failing', [12, 10, 2, 1]],
  ['playwright', '  2 failed\n  1 skipped\n  412 passed (3.4s)', [414, 412, 2, 1]],
  ['a plain line of any runner', '2 failed, 410 passed', [412, 410, 2, 0]],
  ['ctest', '98% tests passed, 2 tests failed out of 100', [100, 98, 2, 0]],
  ['prove', 'Files=3, Tests=12,  1 wallclock secs', [12, 12, 0, 0]],
  ['dotnet', 'Passed!  - Failed:     0, Passed:    12, Skipped:     1, Total:    13, Duration: 1 s', [12, 12, 0, 1]],
  ['ExUnit', '5 doctests, 12 tests, 1 failure', [17, 16, 1, 0]],
  ['gradle', '12 tests completed, 1 failed', [12, 11, 1, 0]],
  ['cargo below make', "test result: ok. 2 passed; 0 failed; 0 ignored\nmake: 'x' is up to date.", [2, 2, 0, 0]],
  ['two runners', '410 passed in 1.2s\nTests:       50 passed, 50 total', [460, 460, 0, 0]],
] as const)('%s is counted', (_runner, output, [ran, passed, failed, skipped]) => {
  expect(countTests(`some noise 17\n${output}\nDone in 3s.\n`)).toEqual({ ran, passed, failed, skipped });
});

test.each([
  "make: 'test' is up to date.",
  "make: Entering directory '/srv/shop'\nmake: 'test' is up to date.\nmake: Leaving directory '/srv/shop'",
  "> shop@1.0.0 test\n> make test\n\nmake: `test' is up to date.",
  "eslint .\nmake[1]: Nothing to be done for `check-am'.\n",
  "make: Nothing to be done for 'test'.",
  "`test' is up to date.",
  'ninja: no work to do.',
  'task: Task "test" is up to date',
])('no test ran where the build tool found nothing to do: %j', (output) => {
  expect(countTests(output)).toEqual({ ran: 0, passed: 0, failed: 0, skipped: 0 });
});

test.each([
  '',
  'all good',
  "make: Nothing to be done for 'build'.\nall good",
  'Done. 12 files copied',
  'make: Nothing to be done',
  'Test Files  3 passed (3)',
  'x'.repeat(5000),
])('nothing is counted in %j', (output) => {
  expect(countTests(output)).toBeUndefined();
});

test('a pattern of the project counts with its last match', async () => {
  expect(await countByPattern('checked 3 things\nchecked 12 things\n', 'checked (\\d+) things')).toBe(12);
  expect(await countByPattern('nothing', 'checked (\\d+) things')).toBeUndefined();
});

test.each([
  [
    'pytest',
    'FAILED tests/test_cart.py::TestCart::test_discount[eur] - AssertionError: 1 != 2',
    'tests/test_cart.py::TestCart::test_discount[eur]',
  ],
  [
    'unittest',
    'FAIL: test_discount (shop.tests.CartTest.test_discount)',
    'test_discount (shop.tests.CartTest.test_discount)',
  ],
  ['vitest', ' FAIL  test/cart.test.ts > cart > rounds half a cent', 'test/cart.test.ts > cart > rounds half a cent'],
  ['jest', '  ● cart › rounds half a cent', 'cart › rounds half a cent'],
  ['rspec', 'rspec ./spec/cart_spec.rb:12 # Cart rounds', './spec/cart_spec.rb:12 # Cart rounds'],
  ['cargo', 'test cart::rounds ... FAILED', 'cart::rounds'],
  ['go', '--- FAIL: TestCart/rounds (0.00s)', 'TestCart/rounds'],
  ['TAP', 'not ok 3 - rounds half a cent', 'rounds half a cent'],
  ['node:test', '✖ rounds half a cent (1.2ms)', 'rounds half a cent'],
  ['mocha', '  1) cart rounds half a cent:', 'cart rounds half a cent:'],
])('the failing test of %s is named', (_runner, line, name) => {
  expect(failingTests(`noise\n${line}\n${line}\n`)).toEqual([name]);
});

test('`count` that takes for ever on a line: how many ran is not known, in words', async () => {
  const output = `${'a'.repeat(40)}!`;
  await expect(countByPattern(output, '^(?:\\w+\\s?)*(\\d+) tests$')).rejects.toThrow(
    'the pattern takes too long on this text',
  );
});
