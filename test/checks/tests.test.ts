import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import type { GatherContext } from '../../src/checks/kind.js';
import { tests } from '../../src/checks/tests.js';
import { type Files, repository } from '../helpers/repository.js';
import { contextIn, gather } from './gathering.js';

const green: Files = { 'test.sh': '#!/bin/sh\necho 12 passed in 0.10s\n' };
const red: Files = {
  'test.sh': '#!/bin/sh\necho "FAILED tests/a.py::test_x - no"\necho 2 failed, 10 passed in 0.10s\nexit 1\n',
};

const verdicts = async (written: unknown, context: GatherContext) => {
  const { facets = {}, ...found } = await gather(tests, written, context);
  return {
    ...found,
    facets,
    of: Object.fromEntries(Object.entries(facets).map(([name, { verdict }]) => [name, verdict])),
  };
};

test('T1: green for this commit is go, in numbers', async () => {
  const { root } = repository(green);
  const context = await contextIn(root);
  const { of, summary, facts } = await verdicts({ run: './test.sh' }, context);
  expect(of).toEqual({ green: 'go', same: 'go', complete: 'n/a', counted: 'go', fresh: 'go', skipped: 'go' });
  expect(summary).toBe('12 passed in < 1 s, just now, clean tree');
  expect(facts).toMatchObject({
    commit: context.release.commit,
    tested_commit: context.release.commit,
    how: 'here',
    counts: { ran: 12, failed: 0 },
    dirty_before: [],
    dirty_after: [],
  });
});

test('red is a no-go with numbers and names', async () => {
  const { root } = repository(red);
  const { of, summary, detail } = await verdicts({ run: './test.sh' }, await contextIn(root));
  expect(of['green']).toBe('no-go');
  expect(summary).toBe('2 failed, 10 passed in < 1 s');
  expect(detail).toEqual(['tests/a.py::test_x']);
});

test('`count` that takes for ever on the output: how many ran is unknown, and the walk goes on', async () => {
  const { root } = repository({ 'test.sh': `#!/bin/sh\necho '${'a'.repeat(40)}!'\n` });
  const written = { run: './test.sh', count: '^(?:\\w+\\s?)*(\\d+) tests$' };
  const { of, facets } = await verdicts(written, await contextIn(root));
  expect(of).toMatchObject({ green: 'go', counted: 'unknown' });
  expect(facets['counted']?.summary).toBe('the pattern takes too long on this text');
});

test('T2: HEAD is green, but the release is an older, red commit', async () => {
  const { root, git, commit } = repository(red);
  const old = git('rev-parse', 'HEAD');
  commit('Mend the tests', green);
  const context = await contextIn(root);
  const release = await context.world.git.resolve(old);
  if (release === undefined) {
    throw new Error('no release');
  }

  const here = await verdicts({ run: './test.sh' }, { ...context, release });
  expect(here.of).toMatchObject({ same: 'no-go', green: 'unknown' });
  const apart = await verdicts({ run: './test.sh', in: 'worktree' }, { ...context, release });
  expect(apart.of).toMatchObject({ same: 'go', green: 'no-go' });
  expect(apart.facts).toMatchObject({ tested_commit: old });
});

test('T3: a tracked file was touched after the run: the next look is a no-go', async () => {
  const { root, write } = repository({ ...green, 'a.txt': '1' });
  const context = await contextIn(root);
  expect((await verdicts({ run: './test.sh' }, context)).of['same']).toBe('go');
  write({ 'a.txt': '2' });
  const { of, summary } = await verdicts({ run: './test.sh' }, context);
  expect(of).toMatchObject({ same: 'no-go', green: 'unknown' });
  expect(summary).toMatch(/^not run: 1 file changed since [0-9a-f]{7}: a\.txt$/);
});

test('tests that write into a tracked file are a warning', async () => {
  const { root } = repository({ 'test.sh': '#!/bin/sh\necho x > a.txt\necho 1 passed in 0.1s\n', 'a.txt': '1' });
  const { of, facts, summary } = await verdicts({ run: './test.sh' }, await contextIn(root));
  expect(of).toMatchObject({ green: 'go', same: 'warn' });
  expect(facts).toMatchObject({ dirty_before: [], dirty_after: ['a.txt'] });
  expect(summary).toBe('1 passed in < 1 s; 1 tracked file changed while the tests ran: a.txt');
});

test('a commit that appears while the tests run is a no-go', async () => {
  const script =
    '#!/bin/sh\ngit -c user.name=x -c user.email=x@x.test commit -q --allow-empty -m other\necho 1 passed in 0.1s\n';
  const { root } = repository({ 'test.sh': script });
  expect((await verdicts({ run: './test.sh' }, await contextIn(root))).of).toMatchObject({ same: 'no-go' });
});

test('a change that git was told not to see is a no-go', async () => {
  const { root, git, write } = repository({ ...green, 'a.txt': '1' });
  git('update-index', '--assume-unchanged', 'a.txt');
  write({ 'a.txt': '2' });
  const { of, facets } = await verdicts({ run: './test.sh' }, await contextIn(root));
  expect(of['same']).toBe('no-go');
  expect(facets['same']?.summary).toBe('1 file hidden from git status: a.txt');
});

test('untracked files are allowed, and named', async () => {
  const { root, write } = repository(green);
  write({ 'test_new.py': '' });
  const { of, facets } = await verdicts({ run: './test.sh' }, await contextIn(root));
  expect(of['same']).toBe('go');
  expect(facets['same']?.summary).toMatch(/clean tree, 1 untracked file: test_new\.py$/);
});

test('T5: a run of no tests at all is a no-go although it ends with 0', async () => {
  const { root } = repository();
  const written = { run: 'echo "Ran 0 tests in 0.000s"; echo; echo OK' };
  const { of, summary } = await verdicts(written, await contextIn(root));
  expect(of['green']).toBe('no-go');
  expect(summary).toMatch(/^no tests ran/);
  expect((await verdicts({ ...written, min: 0 }, await contextIn(root))).of).toMatchObject({
    green: 'go',
    counted: 'go',
  });
});

test('tests that make takes for done are no tests', async () => {
  const { root, write } = repository();
  write({ Makefile: 'test:\n\tfalse\n', 'test/cart.js': '' });
  const { of, summary } = await verdicts({ run: 'make test' }, await contextIn(root));
  expect(of).toMatchObject({ green: 'no-go', counted: 'no-go' });
  expect(summary).toMatch(/^no tests ran/);
});

test('a go without a number of tests says that it is not known', async () => {
  const { root } = repository();
  const { of, facets } = await verdicts({ run: 'echo all is well' }, await contextIn(root));
  expect(of).toMatchObject({ green: 'go', counted: 'n/a' });
  expect(facets['green']?.summary).toMatch(/^exit 0 in .+, number of tests not known$/);
});

test('fewer tests than wanted, by a known runner or by a pattern', async () => {
  const { root } = repository();
  const context = await contextIn(root);
  expect((await verdicts({ run: 'echo 3 passed in 1.0s', min: 10 }, context)).of).toMatchObject({
    green: 'go',
    counted: 'no-go',
  });
  const count = 'checked (\\d+)';
  expect((await verdicts({ run: 'echo checked 12', min: 10, count }, context)).of['counted']).toBe('go');
  expect((await verdicts({ run: 'echo nothing', min: 10, count }, context)).of['counted']).toBe('unknown');
  expect((await verdicts({ run: 'echo nothing', min: 10 }, context)).of).toMatchObject({ green: 'go', counted: 'n/a' });
});

test('exit 0 with failures in the output is not believed', async () => {
  const { root } = repository();
  const { of, summary } = await verdicts({ run: 'echo 1 failed, 2 passed in 1.0s | cat' }, await contextIn(root));
  expect(of['green']).toBe('unknown');
  expect(summary).toBe('exit 0, but the output says 1 failed, 2 passed');
});

test.each([
  ['kill -SEGV $$', 'no-go', 'died with SIGSEGV'],
  ['no-such-runner-xyz', 'unknown', 'exit 127: the command was not found'],
  ['exit 75', 'unknown', 'exit 75: it could not find out'],
])('`%s` is %s', async (run, verdict, summary) => {
  const { root } = repository();
  const found = await verdicts({ run }, await contextIn(root));
  expect(found.of['green']).toBe(verdict);
  expect(found.summary).toBe(summary);
});

const leftovers = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('shipit-tests-'));

test('a fresh work tree has what is committed and nothing else, and is gone afterwards', async () => {
  const { root, git, write } = repository({ ...green, '.gitignore': 'built\n' });
  write({ built: 'x', 'test.sh': '#!/bin/sh\nexit 1\n' });
  const run = 'test ! -e built && test -e prepared && ./test.sh && pwd';
  const { of, detail, sources } = await verdicts(
    { run, setup: 'touch prepared', in: 'worktree' },
    await contextIn(root),
  );
  expect(of).toMatchObject({ green: 'go', same: 'go' });
  expect(sources?.map(({ cmd }) => cmd).slice(0, 2)).toEqual(['touch prepared', run]);
  const place = detail?.at(-1) ?? '';
  expect(place).toContain('shipit-tests-');
  expect(existsSync(place)).toBe(false);
  expect(git('worktree', 'list').split('\n')).toHaveLength(1);
});

test('a setup that fails leaves the answer unknown', async () => {
  const { root } = repository(green);
  const { of, summary } = await verdicts({ run: './test.sh', setup: 'exit 3' }, await contextIn(root));
  expect(of).toMatchObject({ green: 'unknown', same: 'go' });
  expect(summary).toBe('not run: setup failed: exit 3');
});

test('an aborted run takes its work tree with it', async () => {
  const { root, git } = repository();
  const before = leftovers();
  const controller = new AbortController();
  const context = await contextIn(root, {
    signal: controller.signal,
    progress: (line) => line === 'running' && controller.abort(),
  });
  const { of } = await verdicts({ run: 'echo running; sleep 60', in: 'worktree' }, context);
  expect(of).toMatchObject({ green: 'unknown' });
  expect(git('worktree', 'list').split('\n')).toHaveLength(1);
  expect(leftovers().filter((name) => !before.includes(name))).toEqual([]);
});

test('CI by command: its end is the verdict, and it knows the commit', async () => {
  const { root } = repository();
  const context = await contextIn(root);
  const found = await verdicts({ ci: { command: 'echo $SHIPIT_COMMIT' } }, context);
  expect(found.of).toMatchObject({ green: 'go', same: 'n/a', fresh: 'n/a', counted: 'n/a' });
  expect(found.detail).toEqual([context.release.commit]);
  expect((await verdicts({ ci: { command: 'exit 1' } }, context)).of['green']).toBe('no-go');
  expect((await verdicts({ ci: { command: 'exit 75' } }, context)).of['green']).toBe('unknown');
});

test('CI by command: JSON may name the commit that was tested and when', async () => {
  const { root } = repository();
  const context = await contextIn(root);
  const say = (more: object) => ({
    ci: { command: ['echo', JSON.stringify({ verdict: 'go', summary: '6 of 6 jobs green', ...more })] },
  });
  const commit = context.release.commit;
  const good = await verdicts(say({ commit, finished_at: '2026-11-19T08:00:00Z' }), context);
  expect(good.of).toMatchObject({ green: 'go', same: 'go', fresh: 'go' });
  expect(good.summary).toBe('6 of 6 jobs green');
  const other = await verdicts(say({ commit: '1'.repeat(40), finished_at: '2026-11-10T08:00:00Z' }), context);
  expect(other.of).toMatchObject({ green: 'go', same: 'no-go', fresh: 'warn' });
  expect((await verdicts(say({ finished_at: '2027-01-01T00:00:00Z' }), context)).of['fresh']).toBe('unknown');
});

test.each([
  [{}, 'needs either `run` or `ci`'],
  [{ run: 'x', ci: { command: 'y' } }, 'needs either `run` or `ci`'],
  [{ ci: { command: 'x' }, setup: 'y' }, 'needs `run`'],
  [{ run: 'x', required: ['test'] }, 'needs `ci: github` or `ci: gitlab`'],
  [{ ci: { command: 'x' }, accept: 'tree' }, 'needs `ci: github` or `ci: gitlab`'],
  [{ ci: 'bitbucket' }, 'Invalid'],
  [{ run: 'x', count: 'no group' }, 'must be a regular expression with one group'],
  [{ run: 'x', count: '(' }, 'must be a regular expression with one group'],
  [{ run: 'x', in: 'docker' }, 'Invalid option'],
  [{ run: 'x', max_age: '1 day' }, 'is not a duration'],
  [{ run: 'x', min: -1 }, 'expected number'],
  [{ run: 'x', jobs: 3 }, 'Unrecognized key'],
])('the options %j are refused: %s', (written, message) => {
  const read = tests.options.safeParse(written);
  expect(JSON.stringify(read.error?.issues)).toContain(message);
});

test('options survive JSON', () => {
  const options = tests.options.parse({ run: ['make', 'test'], max_age: '6h', min: 100 });
  expect(JSON.parse(JSON.stringify(options))).toEqual(options);
  expect(options).toMatchObject({ in: 'here', max_age: 6 * 3_600_000 });
});
