import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { kinds } from '../../src/checks/index.js';
import { run } from '../../src/checks/run.js';
import { type Files, repository } from '../helpers/repository.js';
import { contextIn, gather, optionsOf } from './gathering.js';

const facts = { release: { commit: 'a'.repeat(40), tree: 'b'.repeat(40), subject: 'x' }, target: 'production' };
const question = (written: unknown): string => run.question(facts, optionsOf(run, written));

test.each([
  ['make check', 'Does `make check` pass?'],
  [['make', 'check'], 'Does `make check` pass?'],
  [{ command: 'ops/x --all', name: 'the smoke test' }, 'Does `the smoke test` pass?'],
])('%j asks: %s', (written, asked) => {
  expect(question(written)).toBe(asked);
});

test('a long command is cut to a question of 90 characters', () => {
  const asked = question(`docker manifest inspect "registry.test/agents/linux:$SHIPIT_PREVIOUS" ${'x'.repeat(100)}`);
  expect(asked).toMatch(/^Does `docker .*…` pass\?$/);
  expect(asked.length).toBeLessThanOrEqual(90);
});

test.each(['', [], {}, { command: 'x', styel: 'nagios' }, { command: 'x', style: 'icinga' }, 7])(
  '%j is refused',
  (written) => {
    expect(run.options.safeParse(written).success).toBe(false);
  },
);

test('it runs in the project with the operator’s environment and what the run says', async () => {
  process.env['SHOP_DATABASE_URL'] = 'postgres://test';
  onTestFinished(() => {
    delete process.env['SHOP_DATABASE_URL'];
  });
  const { root } = repository();
  const found = await gather(run, 'pwd; echo $SHOP_DATABASE_URL $SHIPIT_TARGET', await contextIn(root));
  expect(found).toMatchObject({ verdict: 'go', detail: [root, 'postgres://test production'] });
  expect(found.summary).toMatch(/^exit 0 in < 1 s: postgres/);
  expect(found.sources?.find(({ cmd }) => cmd.includes('pwd'))).toMatchObject({ rc: 0 });
});

test('what a nagios plugin calls a warning is one, in its own words', async () => {
  const { root } = repository();
  const written = { command: 'echo WARNING: disk 91 %; exit 1', style: 'nagios' };
  const found = await gather(run, written, await contextIn(root));
  expect(found).toMatchObject({ verdict: 'warn', findings: [{ key: 'failed', verdict: 'warn' }] });
  expect(found.summary).toBe('exit 1 (WARNING) in < 1 s: WARNING: disk 91 %');
});

test('a JSON verdict is told in its own words; the line itself stays in the full text', async () => {
  const { root } = repository();
  const finding = '{"key": "web3", "text": "web3 is behind"}';
  const json = `{"verdict": "warn", "summary": "1 host behind", "findings": [${finding}]}`;
  const found = await gather(run, `echo asking 3 hosts; echo '${json}'`, await contextIn(root));
  expect(found).toMatchObject({ verdict: 'warn', summary: '1 host behind' });
  expect(found.detail).toEqual(['web3 is behind  [web3]', 'asking 3 hosts']);
  expect(found.text).toContain(json);
});

test('JSON that is no verdict is shown as it is', async () => {
  const { root } = repository();
  const found = await gather(run, `echo '{"verdict": "fine"}'`, await contextIn(root));
  expect(found).toMatchObject({ verdict: 'unknown', detail: ['{"verdict": "fine"}'] });
});

test('a command that takes too long is unknown', async () => {
  const { root } = repository();
  const found = await gather(run, 'sleep 60', await contextIn(root, { timeoutMs: 200 }));
  expect(found).toMatchObject({ verdict: 'unknown', findings: [] });
  expect(found.summary).toContain('no result after 0.2 s');
});

describe('approved is one commit, and the files here are those of another', () => {
  const moved = async (command: string, files: Files = {}) => {
    const { root, commit } = repository({ 'a.txt': '1' });
    const context = await contextIn(root);
    const newer = commit('Two', files);
    const words = `the files here are those of ${newer.slice(0, 7)}: commands run here see them, not ${context.release.commit.slice(0, 7)}`;
    return { words, found: await gather(run, command, context) };
  };

  test.each(['true', 'exit 77'])('`%s` is a warning in words', async (command) => {
    const { found, words } = await moved(command, { 'a.txt': '2' });
    expect(found).toMatchObject({ verdict: 'warn', findings: [{ key: 'files', verdict: 'warn', text: words }] });
    expect(found.summary).toContain(words);
  });

  test('what fails stays a no-go', async () => {
    expect((await moved('false')).found.verdict).toBe('no-go');
  });
});

test.each([
  ['a commit', 'git -c user.name=x -c user.email=x@x.test commit -q --allow-empty -m two', /^the checkout moved from/],
  ['a change of a tracked file', 'echo 2 > a.txt', /^tracked files changed while it ran: a\.txt/],
])('%s while it ran says nothing', async (_name, command, words) => {
  const { root } = repository({ 'a.txt': '1' });
  const found = await gather(run, command, await contextIn(root));
  expect(found).toMatchObject({ verdict: 'unknown', summary: expect.stringMatching(words) });
});

test('files that were changed before stand in nobody’s way: `release` asks about them', async () => {
  const { root, write } = repository({ 'a.txt': '1' });
  write({ 'a.txt': '2', 'new.txt': '1' });
  expect((await gather(run, 'touch other', await contextIn(root))).verdict).toBe('go');
});

test('every kind has a name of its own, a reason, and options that JSON can hold', () => {
  expect(kinds.map(({ name }) => name)).toEqual([
    'ask',
    'run',
    'window',
    'absence',
    'release',
    'tests',
    'servers',
    'patches',
    'migrations',
    'pins',
    'lane',
    'people',
    'signoff',
    'order',
    'watch',
  ]);
  for (const kind of kinds) {
    expect(kind.why).toMatch(/\.$/);
  }

  const options = optionsOf(run, ['make', 'check']);
  expect(JSON.parse(JSON.stringify(options))).toEqual(options);
});

test.each(kinds.map((kind) => [kind.name, kind] as const))('the options of %s have a JSON Schema', (_name, kind) => {
  expect(() => z.toJSONSchema(kind.options, { io: 'input', target: 'draft-7' })).not.toThrow();
});
