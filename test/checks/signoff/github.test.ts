import { describe, expect, test } from 'vitest';
import { type Answers, forge, hasGh, withEnvironment } from '../../helpers/forge.js';
import { allGo, shop } from './confirming.js';

const at = '2026-11-20T10:00:00Z';
const repo = '/repos/acme/shop';

const review = (login: string, state: string, commit: string): unknown => ({
  ...{ user: { login }, state, commit_id: commit, submitted_at: at, body: 'tried it with two cards' },
  ...{ html_url: `https://github.com/acme/shop/pull/7#${login}`, author_association: 'NONE' },
});

const comment = (login: string, body: string): unknown => ({
  ...{ user: { login }, body, created_at: at, updated_at: at },
  html_url: 'https://github.com/acme/shop/pull/7#issue',
});

/** One pull request with that head. */
function answersFor(
  release: string,
  head: string,
  reviews: readonly unknown[],
  comments: readonly unknown[] = [],
): Answers {
  return {
    [`${repo}/commits/${release}/pulls?per_page=100`]: { body: [{ number: 7, head: { sha: head } }] },
    [`${repo}/pulls/7/reviews?per_page=100`]: { body: reviews },
    [`${repo}/issues/7/comments?per_page=100`]: { body: comments },
  };
}

async function onGithub() {
  const told = shop();
  told.git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
  const server = await forge();
  withEnvironment(server.env);
  return {
    ...told,
    ask(answers: Answers) {
      for (const path of Object.keys(server.answers)) {
        delete server.answers[path];
      }
      Object.assign(server.answers, answers);
      return told.look({ via: 'github' });
    },
  };
}

describe.skipIf(!hasGh)('sign-offs on GitHub, by the real gh (it and openssl are needed)', () => {
  test('an approval of this commit, or a comment, by a login of somebody with the role', async () => {
    const { ask, tried } = await onGithub();
    const approved = await ask(answersFor(tried, tried, [review('Per-M', 'APPROVED', tried)]));
    expect(approved.of).toEqual(allGo({ signed: 'n/a' }));
    expect(approved.summary).toContain('Per M. (pm), 2 h ago: "tried it with two cards"');
    expect(approved.detail).toContain('Where: https://github.com/acme/shop/pull/7#Per-M');

    const short = `/signoff ${tried.slice(0, 8)}`;
    expect((await ask(answersFor(tried, tried, [], [comment('per-m', short)]))).of).toEqual(allGo());

    const other = await ask(answersFor(tried, tried, [review('bob', 'APPROVED', tried)], [comment('eve', short)]));
    expect(other.of['given']).toBe('no-go');
    const refused = await ask(answersFor(tried, tried, [review('per-m', 'CHANGES_REQUESTED', tried)]));
    expect(refused.why('given')).toContain('Per M. (pm) said no-go');
  });

  test('a squash merge: the head that was approved is in no clone, and has the same content', async () => {
    const { ask, tried, id } = await onGithub();
    const head = 'a'.repeat(40);
    const answers = answersFor(tried, head, [review('per-m', 'APPROVED', head)]);
    const tree = `${repo}/git/commits/${head}`;
    const same = await ask({ ...answers, [tree]: { body: { tree: { sha: id('HEAD', 'tree') } } } });
    expect(same.of).toEqual(allGo());
    expect(same.why('same_commit')).toContain('aaaaaaa was confirmed, which has exactly the content of');
    const different = await ask({ ...answers, [tree]: { body: { tree: { sha: 'b'.repeat(40) } } } });
    expect(different.of['given']).toBe('unknown');
    expect(different.facets?.['given']?.detail?.[0]).toMatch(/^the go of Per M\. on PR #7 is about aaaaaaa/);
    // What somebody of the role refused is said, wherever they looked; what a colleague found in an older head is not.
    const against = (login: string) => answersFor(tried, head, [review(login, 'CHANGES_REQUESTED', head)]);
    const told = { [tree]: { body: { tree: { sha: 'b'.repeat(40) } } } };
    expect((await ask({ ...against('per-m'), ...told })).of['given']).toBe('no-go');
    expect((await ask({ ...against('bob'), ...told })).of['given']).toBe('unknown');
  });

  test('a comment that says no-go is one, and what is neither is nobody\u2019s go', async () => {
    const { ask, tried } = await onGithub();
    const say = (login: string, words: string) =>
      ask(
        answersFor(tried, tried, [review('per-m', 'APPROVED', tried)], [comment(login, `/signoff ${tried} ${words}`)]),
      );
    const refused = await say('per-m', 'no-go: totals are wrong');
    expect([refused.of['given'], refused.why('given')]).toEqual([
      'no-go',
      'Per M. (pm) said no-go, 2 h ago: "totals are wrong"',
    ]);
    const unclear = await say('per-m', 'not yet');
    expect([unclear.of['given'], unclear.why('given')]).toEqual([
      'unknown',
      expect.stringContaining('the /signoff of per-m on PR #7 cannot be read: says neither go nor no-go'),
    ]);
    expect((await say('eve', 'not yet')).of).toEqual(allGo());
  });

  test('more pull requests than are read: nobody knows what was said there', async () => {
    const { ask, tried } = await onGithub();
    const answers = answersFor(tried, tried, [review('per-m', 'APPROVED', tried)]);
    const pulls = Array.from({ length: 11 }, (_, index) => ({ number: 7 + index, head: { sha: tried } }));
    const found = await ask({ ...answers, [`${repo}/commits/${tried}/pulls?per_page=100`]: { body: pulls } });
    expect([found.of['given'], found.why('given')]).toEqual([
      'unknown',
      expect.stringContaining('in 11 pull requests'),
    ]);
  });

  test('an approval of the commit before it', async () => {
    const { ask, commit, tried } = await onGithub();
    const more = commit('One more', { 'more.ts': '1' });
    const found = await ask(answersFor(more, more, [review('per-m', 'APPROVED', tried)]));
    expect(found.of).toMatchObject({ given: 'go', same_commit: 'no-go' });
    expect(found.why('same_commit')).toContain('the release has 1 more commit');
  });

  test('what GitHub does not say is unknown, and never nobody', async () => {
    const { ask, tried } = await onGithub();
    const answers = answersFor(tried, tried, [review('per-m', 'APPROVED', tried)]);
    const unknown = async (changed: Answers): Promise<string> => {
      const found = await ask({ ...answers, ...changed });
      expect(found).toMatchObject({ again: 30_000, of: { given: 'unknown', same_commit: 'n/a' } });
      return found.why('given');
    };
    const pulls = `${repo}/commits/${tried}/pulls?per_page=100`;
    expect(await unknown({ [pulls]: { status: 404, body: { message: 'Not Found' } } })).toContain('is it pushed?');
    expect(await unknown({ [pulls]: { body: [] } })).toContain('GitHub knows no pull request with');
    expect(await unknown({ [pulls]: { body: [{ number: 'x' }] } })).toBe('what GitHub said could not be understood');
    const comments = `${repo}/issues/7/comments?per_page=100`;
    expect(await unknown({ [comments]: { status: 500, body: {} } })).toContain('gh ended with exit 1');
  });
});
