import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checklist, target } from '../gathering.js';
import { allGo, people, per, shop, sshKey } from './confirming.js';

test('P1: the product manager confirmed it, and staging runs it', async () => {
  const told = shop();
  const file = told.record({ link: 'https://chat.x.test/1' });
  const found = await told.look();
  expect(found.of).toEqual(allGo({ signed: 'no-go' }));
  const words = `Per M. (pm), 2 h ago: "checkout tried with two cards"; staging runs ${told.tried.slice(0, 7)}`;
  expect(found.summary).toBe(words);
  expect(found.detail).toEqual(['Where: https://chat.x.test/1', `From: ${file.slice(told.root.length + 1)}`]);
  expect(found.facts).toMatchObject({
    staging: [{ host: 'staging', commit: told.tried }],
    confirmation: { person: 'per', commit: told.tried, seen: told.tried, signature: { state: 'none' } },
  });
});

test('P2: staging moved on', async () => {
  const told = shop();
  told.git('checkout', '--quiet', 'staging');
  told.commit('Try something', { 'try.ts': '1' });
  told.commit('Try more', { 'try.ts': '2' });
  const moved = told.id('staging').slice(0, 7);
  told.git('checkout', '--quiet', 'main');
  told.record();
  const found = await told.look();
  expect(found.of).toEqual(allGo({ staging: 'no-go' }));
  expect(found.summary).toBe(`staging runs ${moved}, 2 commits ahead`);
  expect(found.detail).toEqual(expect.arrayContaining([`  ${moved} Try more (Ada L)`]));
  expect(found.facets?.['staging']?.findings).toMatchObject([{ key: `${moved}:staging`, verdict: 'no-go' }]);
});

test('P3: amended after it was confirmed, with the same content, and the commit is gone from here', async () => {
  const told = shop();
  told.record();
  told.git('commit', '--quiet', '--amend', '-m', 'Round half a cent, with a better message');
  const found = await told.look();
  expect(found.of).toEqual(allGo());
  expect(found.why('same_commit')).toBe(
    `${told.tried.slice(0, 7)} was confirmed, which has exactly the content of ${told.id('HEAD').slice(0, 7)}`,
  );
  told.git('branch', '--delete', '--force', 'staging');
  told.git('reflog', 'expire', '--expire=now', '--all');
  told.git('gc', '--quiet', '--prune=now');
  expect((await told.look()).of).toMatchObject({ given: 'go', same_commit: 'go', staging: 'unknown' });
});

test('P4: one more commit: a no-go, or a warning where only ignored paths differ', async () => {
  const told = shop();
  told.record();
  const more = told.commit('Fix a typo', { 'docs/cart.md': 'y\n' });
  const strict = await told.look();
  expect(strict.of).toEqual(allGo({ same_commit: 'no-go', staging: 'no-go' }));
  expect(strict.summary).toBe(`${told.tried.slice(0, 7)} was confirmed, the release has 1 more commit`);
  expect(strict.keys('same_commit')).toEqual([`${more.slice(0, 7)}:${told.tried.slice(0, 7)}:per:more`]);
  expect(strict.facets?.['same_commit']?.detail).toEqual([`${more.slice(0, 7)} Fix a typo (Ada L)`]);
  const lenient = await told.look({ ignore: ['docs/**'] });
  expect(lenient.of).toEqual(allGo({ same_commit: 'warn', staging: 'warn' }));
  expect(lenient.why('staging')).toContain('1 commit behind; only ignored paths differ');
});

test('P6: who confirmed it wrote some of it, or deploys it', async () => {
  const told = shop();
  told.commit('Mine', { 'a.ts': '1' }, { name: 'Per', email: 'PER@x.test' });
  told.git('branch', '--force', 'staging');
  told.record();
  const author = await told.look();
  expect(author.of).toEqual(allGo({ self: 'warn' }));
  expect(author.why('self')).toBe('Per M. confirmed it and wrote 1 of 2 commits');
  const operator = { name: 'Per', email: 'per@x.test', login: 'per', host: 'laptop' };
  expect((await told.look({}, { operator })).why('self')).toBe('Per M. confirmed it and deploys it');
});

test('who runs what now is not known: nor who wrote it', async () => {
  const told = shop();
  told.record();
  const found = await told.look(
    {},
    {
      previous: null,
      previousFound: { previous: null, serversNotAsked: false, unknownCommit: 'abcdef1234' },
    },
  );
  expect(found.of).toEqual(allGo({ self: 'unknown' }));
  expect((await told.look({}, { previous: null })).of['self']).toBe('n/a');
});

test('B67 P7: a record that was edited after it was signed counts for nothing, whether or not it has to be signed', async () => {
  const told = shop();
  const key = sshKey();
  const withKey = { ...checklist, people: { ...people, per: { ...per, key: key.publicKey } } };
  const look = () => told.look({}, { checklist: withKey });
  const file = told.record();
  expect((await look()).of).toEqual(allGo({ signed: 'no-go' }));

  key.sign(file);
  const signed = await look();
  expect(signed.of).toEqual(allGo({ signed: 'go' }));
  expect(signed.why('signed')).toMatch(/^signed by Per M\. with SHA256:/);

  writeFileSync(file, readFileSync(file, 'utf8').replace('two cards', 'ten cards'));
  const edited = await look();
  expect(edited.of).toEqual({
    given: 'no-go',
    same_commit: 'n/a',
    fresh: 'n/a',
    signed: 'n/a',
    self: 'n/a',
    staging: 'go',
  });
  expect(edited.why('given')).toMatch(/^not what Per M\. signed: .*incorrect signature/);

  // Somebody else's key, the right key for something else, and what is no signature at all.
  told.record();
  execFileSync('rm', [`${file}.sig`]);
  sshKey().sign(file);
  expect((await look()).of['given']).toBe('no-go');
  execFileSync('rm', [`${file}.sig`]);
  key.sign(file, 'git');
  expect((await look()).of['given']).toBe('no-go');
  writeFileSync(`${file}.sig`, 'x');
  expect((await look()).of['given']).toBe('no-go');
  // Without a key in `people` nobody can say.
  const unknown = await told.look();
  expect(unknown.of).toEqual(allGo({ signed: 'no-go' }));
  expect(unknown.detail).toContain('Its signature was not checked: `people` has no key of Per M.');
});

test('F60 nobody has said anything yet: a person is asked, and the folder is looked at again', async () => {
  const told = shop();
  const found = await told.look();
  expect(found).toMatchObject({ again: 30_000, of: { given: 'unknown', same_commit: 'n/a', staging: 'go' } });
  expect(found.why('given')).toBe(
    `no pm has confirmed ${told.tried.slice(0, 7)} yet: shipit signoff ${told.tried.slice(0, 7)}`,
  );
});

test('a word about an earlier release, another place or another branch is passed over', async () => {
  const told = shop();
  told.record({ commit: told.live, tree: told.id(told.live, 'tree'), verdict: 'no-go' });
  told.git('checkout', '--quiet', '-b', 'other', told.live);
  const other = told.commit('Elsewhere', { 'b.ts': '1' });
  told.git('checkout', '--quiet', 'main');
  told.record({ commit: other, tree: told.id(other, 'tree') });
  told.record({ env: 'preview' });
  const found = await told.look();
  expect(found.of['given']).toBe('unknown');
  expect(found.facets?.['given']?.detail).toEqual(
    expect.arrayContaining([
      expect.stringContaining('is about another release'),
      expect.stringContaining('is about preview'),
    ]),
  );
});

test('a no-go with its note, and a word of somebody who cannot give it, are no-go', async () => {
  const told = shop();
  told.record({ verdict: 'no-go', note: 'the discount is lost' });
  const refused = await told.look();
  expect(refused.of).toMatchObject({ given: 'no-go', same_commit: 'n/a' });
  expect(refused.why('given')).toBe('Per M. (pm) said no-go, 2 h ago: "the discount is lost"');
  expect(refused.keys('given')).toEqual([`${told.tried.slice(0, 7)}:per`]);
  told.record({ role: 'qa' });
  expect((await told.look()).why('given')).toMatch(/Per M\. confirmed it as qa, not as pm$/);
  rmSync(join(told.root, '.shipit'), { recursive: true });
  told.record({ by: 'eve@x.test' }, 'eve');
  expect((await told.look()).why('given')).toMatch(/eve@x\.test is not in `people`$/);
  told.record({ at: '2026-11-17T04:00:00.000Z' });
  expect((await told.look()).of).toEqual(allGo({ fresh: 'no-go' }));
});

test('two of the role: what one of them refused is not lost behind the go of the other', async () => {
  const told = shop();
  const withPia = { ...people, pia: { ...per, name: 'Pia M.', emails: ['pia@x.test'] } };
  const look = () => told.look({}, { checklist: { ...checklist, people: withPia } });
  told.record({ verdict: 'no-go', note: 'totals are wrong' });
  told.record({ by: 'pia@x.test', at: '2026-11-20T11:00:00.000Z' }, 'pia');
  expect((await look()).summary).toBe('Per M. (pm) said no-go, 2 h ago: "totals are wrong"');
  // Mended since, and only Pia looked at that.
  const mended = told.commit('Mend the totals', { 'cart.ts': '3' });
  told.git('branch', '--force', 'staging');
  rmSync(join(told.root, '.shipit/signoffs', `${told.tried}.pia.json`));
  told.record({ by: 'pia@x.test', at: '2026-11-20T11:00:00.000Z', note: 'tried again' }, 'pia');
  const found = await look();
  expect(found.of).toEqual(allGo({ given: 'warn', signed: 'no-go' }));
  expect(found.why('given')).toContain('"tried again"; Per M. (pm) said no-go, 2 h ago: "totals are wrong", about');
  expect(found.keys('given')).toEqual([`${told.tried.slice(0, 7)}:per`]);
  expect(found.keys('signed')).toEqual([`${mended.slice(0, 7)}:pia`]);
});

test('it was confirmed while staging ran something else, or before it was there', async () => {
  const told = shop();
  told.record({ seen: told.live });
  const other = await told.look();
  expect(other.why('same_commit')).toBe(
    `staging ran ${told.live.slice(0, 7)} when Per M. confirmed ${told.tried.slice(0, 7)}`,
  );
  told.record();
  const run = { run: 'r', commit: told.tried, operator: 'Bob', outcome: 'deployed', target: 'staging', tried: true };
  const at = (time: string) => ({ ...run, at: `2026-11-20T${time}:00.000Z`, started: `2026-11-20T${time}:00.000Z` });
  const early = await told.look({}, { history: { sameCommit: [], runs: [at('10:40')] } });
  expect([early.of['same_commit'], early.why('same_commit')]).toEqual([
    'no-go',
    `Per M. confirmed ${told.tried.slice(0, 7)} before it was on staging: it was deployed there only at 2026-11-20 10:40 UTC`,
  ]);
  expect((await told.look({}, { history: { sameCommit: [], runs: [at('10:40'), at('09:00')] } })).of).toEqual(allGo());
  told.record({ seen: null });
  expect((await told.look()).of).toEqual(allGo({ same_commit: 'unknown' }));
});

test('B67 a record that is none, is huge, of other types or says what is not so, is unknown by its name', async () => {
  const told = shop();
  const file = told.record();
  const text = JSON.parse(readFileSync(file, 'utf8'));
  const name = file.slice(told.root.length + 1);
  const why = async (written: unknown): Promise<string> => {
    writeFileSync(file, typeof written === 'string' ? written : JSON.stringify(written));
    const found = await told.look();
    expect(found.of).toMatchObject({ given: 'unknown', same_commit: 'n/a' });
    const [named, reason = ''] = found.why('given').split(' cannot be read: ');
    expect(named).toBe(name.replace(told.tried, `${told.tried.slice(0, 7)}…`));
    return reason;
  };
  expect(await why('{')).toBe('it is not JSON');
  expect(await why('x'.repeat(20_000))).toBe('it has more than 16 KiB');
  expect(await why([text])).toMatch(/expected object/);
  expect(await why(null)).toMatch(/expected object/);
  expect(await why({ ...text, verdict: true })).toMatch(/^verdict: /);
  expect(await why({ ...text, by: { toString: 'per@x.test' } })).toMatch(/^by: /);
  expect(await why(`\u001b]0;go\u0007${JSON.stringify(text)}`)).toBe('it is not JSON');
  expect(await why({ ...text, commit: 'a'.repeat(40) })).toBe('it is about another commit than its name says');
  expect(await why({ ...text, by: 'bob@x.test' })).toBe('it is by bob@x.test, who is not per of `people`');
  expect(await why({ ...text, tree: 'b'.repeat(40) })).toMatch(/^its tree is not that of/);
});

test('B67 a folder, a link, a pipe or a file of another name in its place is no sign-off', async () => {
  const told = shop();
  const folder = join(told.root, '.shipit/signoffs');
  mkdirSync(join(folder, `${told.tried}.per.json`), { recursive: true });
  expect((await told.look()).why('given')).toContain('it is no plain file');
  symlinkSync('/etc/passwd', join(folder, `${told.tried}.bob.json`));
  writeFileSync(join(folder, 'mine.json'), '{}');
  execFileSync('mkfifo', [join(folder, `${told.tried}.pia.json`)]);
  expect((await told.look()).facets?.['given']?.findings?.map(({ text }) => text.split(': ')[1])).toEqual([
    'it is a link',
    'it is no plain file',
    'it is no plain file',
    'its name is not COMMIT.PERSON.json',
  ]);
});

test('staging: the target of that name says how to ask; nobody said how; nobody answers', async () => {
  const told = shop();
  told.record();
  const staging = (revision: { readonly ref: string }[]) => ({
    checklist: { ...checklist, people, targets: [{ ...target, name: 'staging', revision }] },
  });
  expect((await told.lookAs({}, staging([{ ref: 'staging' }]))).of).toEqual(allGo());
  const silent = await told.lookAs({}, staging([]));
  expect([silent.of['staging'], silent.why('staging')]).toEqual([
    'unknown',
    'nobody said how to ask staging what it runs: give it `revision`',
  ]);
  const gone = await told.look({ revision: { ref: 'nowhere' } });
  expect(gone.facets?.['staging']?.findings).toMatchObject([{ key: 'unasked:nowhere', verdict: 'unknown' }]);
});

test('the record was committed: a commit of nothing but sign-offs is no other release', async () => {
  const told = shop();
  told.record();
  told.commit('Per M. says go');
  const found = await told.look();
  expect(found.of).toEqual(allGo());
  expect(found.why('staging')).toContain('1 commit behind; only sign-offs differ');
  told.commit('Something else beside it', { '.shipit/signoffs/run.sh': 'echo\n' });
  expect((await told.look()).of).toEqual(allGo({ same_commit: 'no-go', staging: 'no-go' }));
});

test('B67 a record under another name is never passed over where it may be about this release', async () => {
  const told = shop();
  told.record();
  const folder = join(told.root, '.shipit/signoffs');
  writeFileSync(join(folder, 'README.md'), 'notes');
  writeFileSync(join(folder, `${told.live}.pia.json.txt`), '{}');
  const found = await told.look();
  expect(found.of).toEqual(allGo());
  expect(found.detail?.filter((one) => one.includes('its name is not COMMIT.PERSON.json')).length).toBe(2);
  writeFileSync(join(folder, `${told.tried}.pia.json.txt`), '{}');
  expect((await told.look()).of['given']).toBe('unknown');
});

test('via ask: the operator says who, when and where; staging is asked all the same', async () => {
  const told = shop();
  const calendar = { ...checklist.calendar, tz: 'Europe/Berlin' };
  const found = await told.look({ via: 'ask' }, { checklist: { ...checklist, people, calendar } });
  expect(found.facts).toMatchObject({ via: 'ask', verified: false });
  expect(found.facets?.['given']).toMatchObject({
    verdict: 'unknown',
    human: true,
    form: {
      choice: { name: 'who', options: [{ value: 'per', label: 'Per M.' }] },
      lines: [
        { name: 'when', is: 'instant', least: 0, maxAgeMs: 72 * 3_600_000, tz: 'Europe/Berlin' },
        { name: 'where', is: 'link', least: 0 },
      ],
    },
  });
  expect(found.of).toMatchObject({ staging: 'go', fresh: 'n/a' });
  const { form } = (await told.look({ via: 'ask', role: 'qa' })).facets?.['given'] ?? {};
  expect([form?.choice, form?.lines?.[0]]).toMatchObject([undefined, { name: 'who', least: 2 }]);
});
