import { expect, test } from 'vitest';
import { orderOptions } from '../../../src/checks/order/options.js';
import { changeId, checklistOf, live, look, needing, several, stepNamed, verdicts } from './several.js';

const short = (commit: string): string => commit.slice(0, 7);

test('O1, O2, O3, O6: live is go, merged is not enough, and the order of the steps counts', async () => {
  const all = several();
  const needed = all.schemas.commit(`Add a field\n\nChange-Id: ${changeId('a')}`, { 'schemas/click.json': '{}' });
  all.events.commit(needing(changeId('a'), 'Depends-on'), { 'src/click.js': '1' });

  const merged = await look(all, ['wiki', 'events']);
  expect(merged.facet('live')).toMatchObject({
    verdict: 'no-go',
    findings: [{ key: `schemas:${short(needed)}`, verdict: 'no-go' }],
  });
  expect(merged.summary).toMatch(
    /^events needs schemas Iaaaaaaaa: merged, but [0-9a-f]{7} runs, without it, .*: deploy schemas first, then events$/,
  );

  const late = await look(all, [
    'wiki',
    stepNamed('events', { undo: 'none' }),
    stepNamed('schemas', { run: ['ops/sync', '$x'] }),
  ]);
  expect(verdicts(late)).toMatchObject({ live: 'go', scheduled: 'no-go', cycle: 'go' });
  expect(late.summary).toMatch(
    /^events needs schemas Iaaaaaaaa, and goes out before it: [0-9a-f]{7} runs, without it$/,
  );
  expect(late.facet('scheduled').detail).toEqual([
    'This order works; copy it into the checklist:',
    'deploy:',
    '  steps:',
    '    - step: wiki',
    '      run: ops/sync wiki',
    '    - step: schemas',
    '      run: [ops/sync, "$x"]',
    '    - step: events',
    '      run: ops/sync events',
    '      undo: none',
  ]);

  const planned = await look(all, ['wiki', 'schemas', 'events']);
  expect(verdicts(planned)).toMatchObject({ live: 'go', scheduled: 'go', cycle: 'go', in_between: 'unknown' });
  expect(planned.facet('scheduled').summary).toBe('events needs schemas Iaaaaaaaa: goes out before, in this run');
  expect(planned.facet('undo_order:events+schemas')).toMatchObject({
    human: true,
    verdict: 'unknown',
    question: 'If events is rolled back, may schemas stay?',
  });

  live(all.schemas);
  const isLive = await look(all, ['wiki', 'events']);
  expect(isLive.facet('live')).toMatchObject({ verdict: 'go', summary: 'events needs schemas Iaaaaaaaa: live' });
  expect(isLive.facts).toMatchObject({ edges: [{ from: 'events', repo: 'schemas', needed, state: 'live' }] });
});

test('O4: A needs B, B needs C, C needs A is a circle, named in full', async () => {
  const all = several();
  all.wiki.commit(`One\n\nDepends-On: ${changeId('b')}\nChange-Id: ${changeId('a')}`);
  all.events.commit(`Two\n\nDepends-On: ${changeId('c')}\nChange-Id: ${changeId('b')}`);
  all.schemas.commit(`Three\n\nDepends-On: ${changeId('a')}\nChange-Id: ${changeId('c')}`);
  const found = await look(all, ['schemas', 'events', 'wiki']);
  expect(found.facet('cycle')).toMatchObject({
    verdict: 'no-go',
    summary: 'they wait for each other: wiki → events → schemas → wiki',
    findings: [{ key: 'events+schemas+wiki' }],
  });
  expect(found.facet('cycle').detail).toHaveLength(4);
  expect(found.facet('scheduled').detail).toContain('No order of these steps works.');
});

test('O5: a change on a branch that nobody merged is not something to wait for', async () => {
  const all = several();
  all.schemas.git('switch', '--quiet', '-c', 'idea');
  all.schemas.commit(`Maybe\n\nChange-Id: ${changeId('d')}`);
  all.schemas.git('switch', '--quiet', 'main');
  all.events.commit(needing(changeId('d')));
  const found = await look(all, ['schemas', 'events']);
  expect(verdicts(found)).toMatchObject({ abandoned: 'no-go' });
  expect(found.facet('abandoned')).toMatchObject({
    summary: 'events needs schemas Idddddddd: on no branch that is merged',
  });
});

test('O7: what runs cannot be read: unknown, never nothing; planned before it does not matter', async () => {
  const all = several();
  all.schemas.commit(`Add\n\nChange-Id: ${changeId('a')}`);
  all.events.commit(needing(changeId('a')));
  all.schemas.git('update-ref', '-d', 'refs/shipit/deployed/production');
  const found = await look(all, ['events']);
  expect(found.facet('live')).toMatchObject({ verdict: 'unknown' });
  expect(JSON.stringify(found.facet('live').findings)).toContain('give `repos.schemas` a `revision`');
  const planned = await look(all, ['schemas', 'events']);
  expect(planned.facet('scheduled').verdict).toBe('go');
  // Its own commits may need anything.
  expect(planned.facet('live').verdict).toBe('unknown');
});

test('rules: files of one wait for files of the other, live or earlier in this run', async () => {
  const all = several();
  const written = { rules: [{ if: 'events:schemas/**', first: 'schemas:schemas/**' }] };
  const rules = async (...steps: readonly string[]) => (await look(all, steps, { written })).facet('rules');
  all.events.commit('Elsewhere', { 'src/x.js': '1' });
  all.schemas.commit('Change', { 'schemas/a.json': '1' });
  expect(await rules('events')).toMatchObject({
    verdict: 'warn',
    summary: 'no file of events is like schemas/**: is the rule written as it is meant?',
    findings: [{ key: 'matches-nothing:events:schemas/**>schemas:schemas/**' }],
  });
  live(all.events, all.events.commit('Begin', { 'schemas/old.json': '1' }));
  expect(await rules('events')).toMatchObject({ verdict: 'n/a' });
  all.events.commit('Change', { 'schemas/a.json': '1' });
  written.rules = [{ if: 'events:schemas/**', first: 'schemas:Schemas/**' }];
  expect(await rules('schemas', 'events')).toMatchObject({ verdict: 'warn' });
  written.rules = [{ if: 'events:schemas/**', first: 'schemas:schemas/**' }];
  expect(await rules('events')).toMatchObject({
    verdict: 'no-go',
    findings: [{ key: 'events:schemas/**>schemas:schemas/**' }],
  });
  expect((await rules('events', 'schemas')).detail).toContain('    - step: schemas');
  expect(await rules('schemas', 'events')).toMatchObject({ verdict: 'go' });
  live(all.schemas);
  expect(await rules('events')).toMatchObject({ verdict: 'go', summary: 'nothing of schemas:schemas/** waits' });
});

test.each(['/events/**', './events/**', '../events/**', '..'])(
  'a rule about %s would never apply, and is a mistake',
  (glob) => {
    for (const rule of [
      { if: `wiki:${glob}`, first: 'schemas:a/**' },
      { if: 'wiki:a/**', first: `schemas:${glob}` },
    ]) {
      expect(orderOptions.safeParse({ rules: [rule] }).error?.issues[0]?.message).toContain('can match no file');
    }
    expect(orderOptions.safeParse({ rules: [{ if: 'wiki:.github/**', first: 'schemas:..a' }] }).success).toBe(true);
  },
);

test('what is in a needed change that touches only ignored files does not count; merged may be enough', async () => {
  const all = several();
  const docs = all.schemas.commit('Docs', { 'docs/a.md': 'a' });
  all.events.commit(needing(`schemas@${docs}`));
  expect((await look(all, ['events'])).facet('live').verdict).toBe('no-go');
  expect((await look(all, ['events'], { written: { ignore: ['docs/**'] } })).facet('live').verdict).toBe('n/a');
  expect((await look(all, ['events'], { written: { require: 'merged' } })).facet('live')).toMatchObject({
    verdict: 'go',
    summary: `events needs schemas ${short(docs)}: merged`,
  });
  all.events.commit(needing(`schemas@${docs}`, 'Needs-Deployed'));
  expect((await look(all, ['events'], { written: { require: 'merged' } })).facet('live').verdict).toBe('no-go');
});

test('what goes out is what the run froze; a repository that moved since is told', async () => {
  const all = several();
  const frozen = all.schemas.git('rev-parse', 'HEAD');
  const moved = all.schemas.commit(`Later\n\nChange-Id: ${changeId('e')}`);
  all.schemas.git('push', '--quiet');
  all.events.commit(needing(changeId('e')));
  const repos = { schemas: frozen, events: all.events.git('rev-parse', 'HEAD') };
  const found = await look(all, ['schemas', 'events'], { repos });
  expect(found.facet('moved')).toMatchObject({
    verdict: 'warn',
    summary: `schemas is now at ${short(moved)}, this run is about ${short(frozen)}`,
  });
  expect(found.facet('live')).toMatchObject({ verdict: 'no-go' });
  expect(found.facet('live').summary).toContain('check out a commit of schemas that has it');
});

test('a repository that is not there leaves it unknown if it is to go out; without any other there is nothing to wait for', async () => {
  const all = several();
  const base = checklistOf(all, ['schemas', 'wiki']);
  const broken = { ...base, repos: { schemas: { path: '../nowhere', revision: [] } } };
  const live = async (checklist: typeof base) => (await look(all, [], { checklist })).facet('live');
  expect(await live(broken)).toMatchObject({ verdict: 'unknown', findings: [{ key: 'schemas:unread' }] });
  const { deploy } = checklistOf(all, ['wiki']);
  expect(await live({ ...broken, deploy })).toMatchObject({ verdict: 'go', summary: 'there is no new commit of wiki' });
  expect(await live({ ...base, deploy, repos: {} })).toMatchObject({ verdict: 'go' });
});

test('O1: what commits need is read anywhere in their messages, and of a part that never ran in its whole history', async () => {
  const all = several();
  const needed = all.schemas.commit(`Add a field\n\nChange-Id: ${changeId('a')}`, { 'schemas/click.json': '{}' });
  const squashed = all.events.commit(`All (#7)\n\n* Use it\n\nDepends-On: ${changeId('a')}\n\n* Fix lint`);
  const early = await look(all, ['events', 'schemas']);
  expect(early.facet('scheduled')).toMatchObject({ verdict: 'no-go', findings: [{ key: `schemas:${short(needed)}` }] });

  live(all.events, squashed);
  const first = { previous: null, previousFound: { previous: null, serversNotAsked: false } };
  expect((await look(all, ['wiki', 'schemas'], first)).facet('live')).toMatchObject({
    verdict: 'go',
    summary: 'no commit of wiki and schemas says that it needs anything',
  });
  all.wiki.commit(needing(changeId('a')));
  all.wiki.commit('Later');
  expect(verdicts(await look(all, ['wiki', 'schemas'], first))).toMatchObject({ live: 'go', scheduled: 'no-go' });
});

test('hostile trailers are words, and too many of them are not looked for', async () => {
  const all = several();
  const hostile = [
    '$(touch /tmp/shipit-owned)',
    '--upload-pack=touch',
    '\u001B[31mred',
    `schemas@${'0'.repeat(40)}`,
    'x'.repeat(2000),
  ];
  const many = Array.from({ length: 10_000 }, (_none, index) => `Depends-On: nothing-${index}`);
  const message = ['Evil', '', ...hostile.map((value) => `Depends-On: ${value}`), ...many].join('\n');
  all.events.write({ '.git/message': message });
  all.events.git('commit', '--quiet', '--allow-empty', '--file', '.git/message');
  const found = await look(all, ['schemas', 'events']);
  const live = found.facet('live');
  expect(live.verdict).toBe('unknown');
  expect(
    live.detail?.filter((line) => /it names no change|has no commit|longer than/.test(line)).length,
  ).toBeGreaterThan(100);
  expect(live.detail?.at(-1)).toContain('the first 200 were looked at');
});
