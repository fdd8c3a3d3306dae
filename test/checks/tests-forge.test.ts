import { describe, expect, test } from 'vitest';
import { tests } from '../../src/checks/tests.js';
import { type Answers, forge, hasGh, withEnvironment } from '../helpers/forge.js';
import { repository, type TestRepository } from '../helpers/repository.js';
import { contextIn, gather } from './gathering.js';

const check = (sha: string, name: string, more: Readonly<Record<string, unknown>> = {}): unknown => ({
  name,
  status: 'completed',
  conclusion: 'success',
  completed_at: '2026-11-19T08:01:00Z',
  html_url: `https://github.com/acme/shop/actions/${name}`,
  head_sha: sha,
  ...more,
});

const suite = (sha: string, app: string, status: string, runs: number): unknown => ({
  ...{ app: { slug: app }, status, latest_check_runs_count: runs, head_sha: sha },
});

const paths = (sha: string) => ({
  checks: `/repos/acme/shop/commits/${sha}/check-runs?per_page=100`,
  suites: `/repos/acme/shop/commits/${sha}/check-suites?per_page=100`,
  statuses: `/repos/acme/shop/commits/${sha}/status?per_page=100`,
  pulls: `/repos/acme/shop/commits/${sha}/pulls`,
});

/** As GitHub answers for a commit: `pending` although nothing is, because there are no statuses. */
const answersFor = (sha: string, checks: readonly unknown[], statuses: readonly unknown[] = []): Answers => ({
  [paths(sha).checks]: { body: { total_count: checks.length, check_runs: checks } },
  [paths(sha).suites]: { body: { check_suites: [suite(sha, 'github-actions', 'completed', checks.length)] } },
  [paths(sha).statuses]: { body: { state: 'pending', statuses } },
});

function onGithub(): TestRepository & { readonly head: string } {
  const made = repository();
  made.git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
  return { ...made, head: made.git('rev-parse', 'HEAD') };
}

async function ask(root: string, answers: Answers, options: Readonly<Record<string, unknown>> = {}) {
  const server = await forge(answers);
  withEnvironment(server.env);
  const found = await gather(tests, { ci: 'github', ...options }, await contextIn(root));
  const of = Object.fromEntries(Object.entries(found.facets ?? {}).map(([name, { verdict }]) => [name, verdict]));
  return { found, of, asked: server.asked };
}

describe.skipIf(!hasGh)('CI of GitHub, by the real gh (it and openssl are needed)', () => {
  test('T1 all jobs of all pages and all statuses are green', async () => {
    const { root, head } = onGithub();
    const next = `${paths(head).checks}&page=2`;
    const answers = answersFor(
      head,
      [check(head, 'test')],
      [{ context: 'deploy/preview', state: 'success', updated_at: '2026-11-19T08:00:00Z', target_url: null }],
    );
    const { found, of } = await ask(root, {
      ...answers,
      [paths(head).checks]: { body: { check_runs: [check(head, 'test')] }, next },
      [next]: { body: { check_runs: [check(head, 'lint'), check('1'.repeat(40), 'of another commit')] } },
    });
    expect(of).toMatchObject({ green: 'go', same: 'go', fresh: 'go', complete: 'n/a' });
    expect(found.summary).toBe(`3 of 3 CI jobs green for ${head.slice(0, 7)}, 42 min ago`);
    expect(found.detail).toContain('lint: success · https://github.com/acme/shop/actions/lint');
  });

  test('T6 a job in progress is unknown, is looked at again after 30 s, and then go', async () => {
    const { root, head } = onGithub();
    const running = check(head, 'e2e', { status: 'in_progress', conclusion: null, completed_at: null });
    const before = await ask(root, answersFor(head, [check(head, 'test'), running]));
    expect(before.of['green']).toBe('unknown');
    expect(before.found.again).toBe(30_000);
    const after = await ask(root, answersFor(head, [check(head, 'test'), check(head, 'e2e')]));
    expect(after.of['green']).toBe('go');
    expect(after.found.again).toBeUndefined();
  });

  test.each([
    ['a job that waits for a green one', 'github-actions', 'in_progress', 1, 'unknown'],
    ['another workflow that was not begun', 'github-actions', 'queued', 0, 'unknown'],
    ['an app that never reports', 'some-app', 'queued', 0, 'go'],
    ['an approval that a deployment waits for', 'github-actions', 'waiting', 1, 'go'],
  ])('all that is listed is green, beside %s', async (_name, app, status, runs, verdict) => {
    const { root, head } = onGithub();
    const { found, of } = await ask(root, {
      ...answersFor(head, [check(head, 'test')]),
      [paths(head).suites]: {
        body: { check_suites: [suite(head, 'github-actions', 'completed', 1), suite(head, app, status, runs)] },
      },
    });
    expect([of['green'], found.again]).toEqual([verdict, verdict === 'go' ? undefined : 30_000]);
    expect(found.summary).toContain(verdict === 'go' ? '1 of 1 CI jobs green' : `more jobs of github-actions (`);
  });

  test('T4 a squash merge was tested as the head of its pull request: unknown, and go with accept: tree', async () => {
    const { root, head, git } = onGithub();
    const tree = git('rev-parse', 'HEAD^{tree}');
    const pull = '7'.repeat(40);
    const answers: Answers = {
      ...answersFor(head, []),
      ...answersFor(pull, [check(pull, 'test')]),
      [paths(head).pulls]: { body: [{ number: 12, head: { sha: pull } }] },
      [`/repos/acme/shop/git/commits/${pull}`]: { body: { tree: { sha: tree } } },
    };
    const strict = await ask(root, answers);
    expect(strict.of['green']).toBe('unknown');
    expect(strict.found.summary).toContain('PR #12 (7777777) has the same content: accept: tree would count');
    const { of, found } = await ask(root, answers, { accept: 'tree' });
    expect(of).toMatchObject({ green: 'go', same: 'go' });
    expect(found.facets?.['same']?.summary).toContain('tested as PR #12 head 7777777; same content');
    const other = { ...answers, [`/repos/acme/shop/git/commits/${pull}`]: { body: { tree: { sha: '2'.repeat(40) } } } };
    expect((await ask(root, other, { accept: 'tree' })).of['green']).toBe('unknown');
  });

  test('no result is unknown and says that the commit was not pushed; nor does an empty list ever become green', async () => {
    const { root, head } = onGithub();
    const { found, of } = await ask(root, { ...answersFor(head, []), [paths(head).pulls]: { body: [] } });
    expect(of['green']).toBe('unknown');
    expect(found.summary).toBe(`no CI result for ${head.slice(0, 7)}: it is on no remote branch, push it`);
  });

  test.each([
    [401, { message: 'Bad credentials' }, 'gh is not logged in: gh auth login'],
    [404, { message: 'Not Found' }, 'the forge does not know this commit: is it pushed?'],
    [422, { message: 'No commit found for SHA: x' }, 'the forge does not know this commit: is it pushed?'],
    [500, { message: 'oops' }, 'gh ended with exit 1'],
  ])('an answer %i is unknown, in words', async (status, body, words) => {
    const { root, head } = onGithub();
    const { found, of } = await ask(root, {
      ...answersFor(head, [check(head, 'test')]),
      [paths(head).checks]: { status, body },
    });
    expect(of['green']).toBe('unknown');
    expect(found.summary).toContain(words);
  });

  test('T7 without a login gh is told to log in, and nothing is green', async () => {
    const { root } = onGithub();
    const server = await forge();
    withEnvironment({ ...server.env, GH_TOKEN: '' });
    const found = await gather(tests, { ci: 'github' }, await contextIn(root));
    expect(found.facets?.['green']?.verdict).toBe('unknown');
    expect(found.summary).toContain('gh auth login');
  });

  test('an answer of another shape is unknown', async () => {
    const { root, head } = onGithub();
    const { of } = await ask(root, { ...answersFor(head, [check(head, 'test', { name: 7 })]) });
    expect(of['green']).toBe('unknown');
  });
});
