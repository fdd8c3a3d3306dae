import { expect, test } from 'vitest';
import type { Person } from '../../../src/checklist/model.js';
import type { Found, GatherContext } from '../../../src/checks/kind.js';
import { migrationPaths } from '../../../src/checks/lane/migration-paths.js';
import { migrations } from '../../../src/checks/migrations/kind.js';
import { lookAtMigrationAuthors } from '../../../src/checks/people/migration-authors.js';
import { release } from '../../../src/checks/release.js';
import {
  cloneOf,
  type Files,
  repository,
  repositoryWithRemote,
  type TestRepository,
} from '../../helpers/repository.js';
import { checklist, contextIn, gather } from '../gathering.js';

const person = (emails: readonly string[], more: Partial<Person> = {}): Person => ({
  ...{ emails, roles: [], left: false, absences: [] },
  ...more,
});

const people = {
  ada: person(['ada@x.test'], { name: 'Ada L.' }),
  bjorn: person(['bjorn@x.test', 'bjorn@home.test'], { name: 'Björn' }),
  cleo: person(['cleo@x.test'], { name: 'Cleo', left: true, instead: 'bjorn' }),
  dan: person(['dan@x.test'], { name: 'Dan', left: true }),
};

const operation = (text: string, ...needs: readonly string[]): string =>
  `from django.db import migrations\n\nclass Migration(migrations.Migration):\n    dependencies = [${needs.map((name) => `('shop', '${name}')`).join(', ')}]\n    operations = [\n        ${text},\n    ]\n`;
const data = operation('migrations.RunPython(forwards)');
const schema = operation("migrations.AddField('a', 'b', None)");
const before: Files = { 'manage.py': '', 'shop/migrations/0041_old.py': schema, 'a.txt': '1' };

const contextSince = async (
  { root }: TestRepository,
  previous: string,
  changes: Partial<GatherContext> = {},
): Promise<GatherContext> =>
  contextIn(root, {
    previous: { commit: previous, sources: ['log'] },
    checklist: { ...checklist, people },
    ...changes,
  });

const verdicts = ({ facets = {} }: Found): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(facets)
      .filter(([, { verdict }]) => verdict !== 'go' && verdict !== 'n/a')
      .map(([name, { verdict, human, level }]) => [
        name,
        `${human ? 'human' : verdict}${level === undefined ? '' : ` ${level}`}`,
      ]),
  );

test('D1, D6, D8 no migrations, a file that speaks of them, a first deploy, and nobody knowing what runs', async () => {
  const made = repository(before);
  const first = made.git('rev-parse', 'HEAD');
  // Added and taken back in between: it is not in the release.
  made.commit('Add', { 'shop/migrations/0042_fix.py': data });
  made.git('rm', '--quiet', 'shop/migrations/0042_fix.py');
  made.commit('Take back', { '.rubocop_todo.yml': 'shop/migrations/0042_fix.py\ndb/migrate/1_a.rb\n' });
  const found = await gather(migrations, {}, await contextSince(made, first));
  expect(found.summary).toBe('no migrations in this release');
  expect(Object.values(found.facets ?? {}).map(({ verdict }) => verdict)).toEqual(['n/a', 'n/a']);

  const context = await contextIn(made.root);
  const nobody = { previous: null, serversNotAsked: false };
  expect(await gather(migrations, {}, { ...context, previousFound: nobody })).toMatchObject({
    verdict: 'n/a',
    summary: 'first deploy to production: every migration is new',
  });
  const silent = { ...nobody, servers: [{ host: 'web1', error: 'no route' }] };
  expect(await gather(migrations, {}, { ...context, previousFound: silent })).toMatchObject({
    verdict: 'unknown',
    summary: expect.stringContaining('web1 could not be asked'),
  });
  const said = { commit: first, sources: ['log'] };
  const older = await gather(
    migrations,
    {},
    { ...context, previous: said, previousFound: { ...silent, previous: said } },
  );
  expect(older.facets?.['rehearsed']).toMatchObject({
    verdict: 'unknown',
    summary: expect.stringMatching(/^there may be more migrations: .*web1 could not be asked/),
  });
  const gone = { commit: `${'0'.repeat(39)}1`, sources: ['log'] };
  expect(await gather(migrations, {}, { ...context, previous: gone })).toMatchObject({
    verdict: 'unknown',
    summary: expect.stringMatching(/^which migrations are new since 0000000 is not known: /),
  });
});

test('D3, D4 a rehearsal is good for the same files, whatever else is committed, and for no others', async () => {
  const made = repository(before);
  const previous = made.git('rev-parse', 'HEAD');
  made.commit('Fix', { 'shop/migrations/0042_fix.py': data });
  const options = { rehearse: { record: 'ops/rehearsals' } };
  const look = async () => gather(migrations, options, await contextSince(made, previous));
  const none = await look();
  expect(none.facets?.['rehearsed']).toMatchObject({
    verdict: 'no-go',
    summary: '0042 was not run on a copy: there is no record in ops/rehearsals',
  });
  expect(none.summary).toBe(
    '1 migration (1 data) by Ada L.; 0042 was not run on a copy: there is no record in ops/rehearsals',
  );

  const record = { key: none.facts?.['key'], at: '2026-11-18T04:00:00Z', ok: true, copy_taken: '2026-11-18T03:00:00Z' };
  made.write({ 'ops/rehearsals/1.json': JSON.stringify(record) });
  expect((await look()).facets?.['rehearsed']?.verdict).toBe('go');
  for (const count of ['2', '3', '4']) {
    made.commit(`Other ${count}`, { 'a.txt': count });
  }

  expect((await look()).facets?.['rehearsed']?.verdict).toBe('go');
  made.commit('One line', { 'shop/migrations/0042_fix.py': `${data}\n` });
  expect((await look()).facets?.['rehearsed']).toMatchObject({
    verdict: 'no-go',
    summary: '0042 was not run on a copy as now: what ran on Wed 18 Nov were other files',
  });
  made.write({ 'ops/rehearsals/2.json': '{' });
  expect((await look()).facets?.['rehearsed']?.verdict).toBe('unknown');
});

test('D5 who wrote them is asked for by name: co-authors, another address, who stands in, and nobody left', async () => {
  const made = repository(before);
  const previous = made.git('rev-parse', 'HEAD');
  const add = (name: string, email: string, more = '', text = data) =>
    made.commit(
      `Add ${name}${more}`,
      { [`shop/migrations/${name}.py`]: text },
      { name: email.split('@')[0] ?? '', email },
    );
  add(
    '0042_fix',
    'bjorn@home.test',
    '\n\nCo-authored-by: Ana B. <ana@y.test>\nCo-authored-by: Eve\nCo-authored-by: Finn\nCo-authored-by: Ada <ada@x.test>',
  );
  add('0043_more', 'cleo@x.test', '', schema);
  add('0044_last', 'dan@x.test', '', schema);
  const found = await gather(migrations, {}, await contextSince(made, previous));
  const asked = Object.entries(found.facets ?? {}).flatMap(([name, { question, verdict, human, summary }]) =>
    name.startsWith('authors:')
      ? [[name.replace(/-[0-9a-f]{6}$/, ''), question, human ? 'human' : verdict, summary]]
      : [],
  );
  expect(asked).toEqual([
    [
      'authors:bjorn',
      'Is Björn, who wrote 0042, here?',
      'human',
      'Björn wrote 0042; only you can say whether they are here',
    ],
    [
      'authors:ana@y.test',
      'Is Ana B., who wrote 0042, here?',
      'human',
      'Ana B. wrote 0042; only you can say whether they are here',
    ],
    ...['Eve', 'Finn'].map((name) => [
      `authors:${name}`,
      `Is ${name}, who wrote 0042, here?`,
      'human',
      `${name} wrote 0042; only you can say whether they are here`,
    ]),
    ['authors:ada', 'Is Ada L., who wrote 0042, here?', 'go', 'Ada L.: that is you'],
    [
      'authors:bjorn.Cleo',
      'Is Björn, for Cleo, who wrote 0043, here?',
      'human',
      'Björn, for Cleo wrote 0043; only you can say whether they are here',
    ],
    [
      'authors:dan.left',
      'Is Dan, who wrote 0044, here?',
      'no-go',
      'Dan, who wrote 0044, has left, and nobody stands in their place (people.dan.instead)',
    ],
  ]);
  expect(found.facts?.['files']).toMatchObject([{ authors: ['bjorn', 'ana@y.test', 'Eve', 'Finn', 'ada'] }, {}, {}]);

  const presence = 'test "$SHIPIT_NAME" = Björn || { echo "out $SHIPIT_EMAIL"; exit 1; }';
  const by = await gather(migrations, { presence }, await contextSince(made, previous));
  expect(verdicts(by)).toMatchObject({ 'authors:ana@y.test': 'no-go', 'authors:dan.left': 'no-go' });
  expect(by.facets?.['authors:bjorn']).toMatchObject({ verdict: 'go', summary: 'Björn is here (`presence`: exit 0)' });
  const broken = await gather(migrations, { presence: 'exit 75' }, await contextSince(made, previous));
  expect(verdicts(broken)).toMatchObject({ 'authors:bjorn': 'unknown' });
});

test('in a shallow clone the commit at which it ends has not written everything that is older', async () => {
  const made = repositoryWithRemote(before);
  const previous = made.git('rev-parse', 'HEAD');
  const write = (name: string): unknown =>
    made.commit(name, { [`shop/migrations/${name}.py`]: schema }, { email: `${name}@y.test`, name });
  ['0042_a', '0043_b', '0044_c'].map(write);
  made.git('push', '--quiet');
  const clone = cloneOf(made.remote, 'shallow', '--depth=2');
  clone.git('fetch', '--quiet', '--depth=1', 'origin', previous);
  const { facets = {} } = await gather(migrations, {}, await contextSince(clone, previous));
  const asked = Object.entries(facets).filter(([name]) => name.startsWith('authors'));
  expect(asked.map(([name, { verdict, summary, detail }]) => [name, verdict, summary, detail])).toEqual([
    ['authors:0044_c@y.test', 'unknown', expect.stringContaining('0044_c wrote 0044'), expect.anything()],
    [
      'authors:nobody',
      'unknown',
      'this clone is shallow, and does not say who wrote 0042 and 0043: git fetch --unshallow',
      ['shop/migrations/0042_a.py', 'shop/migrations/0043_b.py'],
    ],
  ]);
});

test('where no rows are changed, an author who is away is only a warning', async () => {
  const made = repository(before);
  const previous = made.git('rev-parse', 'HEAD');
  made.commit(
    'Add',
    { 'shop/migrations/0042_a.py': operation("migrations.AddField('a', 'c')", '0041_old') },
    { email: 'bjorn@x.test' },
  );
  const context = await contextSince(made, previous);
  expect(verdicts(await gather(migrations, {}, context))).toEqual({
    rehearsed: 'unknown',
    'authors:bjorn': 'human warn',
  });
  // What the release holds says so, too.
  expect((await gather(release, { fetch: false }, context)).summary).toContain(' · 1 migration · 1 file');
});

test('an edited, a removed and a renamed one; squashed ones are only told', async () => {
  const squashed = operation("migrations.AddField('a', 'b')").replace(
    '    operations',
    "    replaces = [('shop', '0041_old')]\n    operations",
  );
  const made = repository({
    ...before,
    ...{
      'blog/migrations/0001_a.py': schema,
      'blog/migrations/0002_b.py': data,
      'blog/migrations/0003_c.py': `${data}#`,
      'shop/migrations/0042_next.py': operation("migrations.AddField('a', 'c')", '0041_old'),
      'shop/migrations/0043_more.py': operation("migrations.AddField('a', 'd')", '0042_next'),
    },
  });
  const previous = made.git('rev-parse', 'HEAD');
  made.git('rm', '--quiet', 'blog/migrations/0002_b.py', 'blog/migrations/0003_c.py', 'shop/migrations/0041_old.py');
  made.commit('Change', {
    'blog/migrations/0001_a.py': data,
    'blog/migrations/0004_b.py': data,
    'shop/migrations/0041_squashed.py': squashed,
    'shop/migrations/0042_next.py': operation("migrations.AddField('a', 'c')", '0041_squashed'),
    'shop/migrations/0043_more.py': operation("migrations.RunSQL('DROP TABLE users')", '0042_next'),
  });
  const { facets = {} } = await gather(migrations, {}, await contextSince(made, previous));
  expect(facets['edited']?.findings).toEqual([
    {
      key: `blog/migrations/0001_a.py:${made.git('rev-parse', 'HEAD:blog/migrations/0001_a.py').slice(0, 12)}`,
      verdict: 'no-go',
      text: expect.stringContaining('0001 was edited'),
    },
    { key: 'blog/migrations/0002_b.py', verdict: 'warn', text: expect.stringContaining('it may run a second time') },
    {
      key: 'blog/migrations/0003_c.py',
      verdict: 'warn',
      text: '0003 is gone, and is deployed already: blog/migrations/0003_c.py',
    },
    {
      key: expect.stringMatching(/^shop\/migrations\/0043_more\.py:[0-9a-f]{12}$/),
      verdict: 'no-go',
      text: expect.stringContaining('0043 was edited'),
    },
  ]);
  expect(facets['edited']?.detail?.slice(-2)).toEqual([
    'shop/migrations/0041_old.py: gone, and squashed',
    'shop/migrations/0042_next.py: edited only in what it names',
  ]);
});

test('a rehearsal that shipit runs gets the key, is judged by what it prints, and says nothing of other files', async () => {
  const made = repository(before);
  const previous = made.git('rev-parse', 'HEAD');
  made.commit('Fix', { 'shop/migrations/0042_fix.py': data });
  const look = async (rehearse: string, changes: Partial<GatherContext> = {}) => {
    const found = await gather(migrations, { rehearse }, await contextSince(made, previous, changes));
    return { ...found.facets?.['rehearsed'], facts: found.facts };
  };
  const print = (json: string): string => `printf '%s\\n' "$SHIPIT_MIGRATIONS" >&2; echo '${json}'`;
  const good = print('{"rows": 214, "copy_taken": "2026-11-18", "seconds": 12}');
  const passed = await look(good);
  expect(passed).toMatchObject({
    verdict: 'go',
    summary: 'run on a copy of production on Thu 19 Nov by shipit in 12 s changing 214 rows',
    detail: expect.arrayContaining(['shop/migrations/0042_fix.py']),
    facts: { rehearsal: { key: expect.stringMatching(/^[0-9a-f]{64}$/), run: true, rows: 214 } },
  });
  expect(await look(print('{"rows": 0}'))).toMatchObject({ verdict: 'warn' });
  expect(await look('test -n "$SHIPIT_MIGRATIONS_KEY" && exit 3')).toMatchObject({ verdict: 'no-go' });
  expect(await look('exit 75')).toMatchObject({ verdict: 'unknown' });
  expect(await look('echo "{\\"rows\\": true}"')).toMatchObject({ verdict: 'unknown' });
  expect(await look(print('{"ok": false, "rows": 3}'))).toMatchObject({
    verdict: 'no-go',
    facts: { rehearsal: { ok: false } },
  });
  expect(await look(print('{"key": "nonsense", "ok": false, "rows": 3}'))).toMatchObject({ verdict: 'unknown' });
  expect(await look(`echo "{\\"key\\": \\"$SHIPIT_MIGRATIONS_KEY\\", \\"ok\\": true}"`)).toMatchObject({
    verdict: 'go',
  });

  // The audit log knows that these files passed by this command: it is not started again. Another one is.
  const value = { ...(passed.facts?.['rehearsal'] as object), by: 'the log' };
  const factsOf = () => [{ target: 'production', value }];
  const again = await look(good, { history: { sameCommit: [], factsOf } });
  expect(again).toMatchObject({ verdict: 'go', summary: expect.stringContaining('by the log') });
  expect(again.facts).toMatchObject({ rehearsal: value });
  expect(await look('exit 3', { history: { sameCommit: [], factsOf } })).toMatchObject({ verdict: 'no-go' });
  const elsewhere = () => [{ target: 'staging', value }];
  const ranAgain = { summary: expect.stringContaining('by shipit') };
  expect(await look(good, { history: { sameCommit: [], factsOf: elsewhere } })).toMatchObject(ranAgain);
  const old = () => [{ target: 'production', value: { ...value, copy_taken: '2026-11-01' } }];
  expect(await look(good, { history: { sameCommit: [], factsOf: old } })).toMatchObject(ranAgain);

  made.write({ 'shop/migrations/0042_fix.py': schema });
  expect(await look('true')).toMatchObject({ verdict: 'unknown', summary: expect.stringContaining('nothing was run') });
});

test('names of files and people are never more than names', async () => {
  const made = repository(before);
  const previous = made.git('rev-parse', 'HEAD');
  const evil = 'shop/migrations/0042_\u001b[31m$(touch pwned)\n--help.py';
  const author = {
    name: '\u001b]0;x\u0007Eve $(touch pwned) of the very long name that goes on and on',
    email: '--upload-pack=x@x.test',
  };
  made.commit('Fix', { [evil]: data }, author);
  const presence = 'printf %s "$SHIPIT_NAME"; exit 1';
  const found = await gather(migrations, { presence }, await contextSince(made, previous));
  expect(found.facts?.['count']).toBe(1);
  const [facet] = Object.entries(found.facets ?? {}).flatMap(([name, one]) =>
    name.startsWith('authors:') ? [one] : [],
  );
  expect(facet?.question).toMatch(/^Is .{10,85}, here\?$/);
  expect(facet?.question?.length).toBeLessThanOrEqual(90);
  expect(`${found.summary}${facet?.question}${facet?.summary}`).not.toMatch(/[\u0000-\u001f]/);
  expect(made.git('status', '--porcelain')).toBe('');
});

test('what looks like a migration of no framework that is known, or lies in a submodule that moved, leaves it unknown', async () => {
  const made = repository(before);
  const inner = repository({ 'a.txt': '1' });
  made.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'billing');
  made.commit('Submodule', {});
  const previous = made.git('rev-parse', 'HEAD');
  const look = async (options: object = {}) => {
    const found = await gather(migrations, options, await contextSince(made, previous));
    const { verdict, summary, findings = [] } = found.facets?.['rehearsed'] ?? {};
    return {
      verdict,
      summary,
      keys: findings.map(({ key }) => key.replace(/:[0-9a-f]{12}$/, ':ID')),
      detail: found.detail,
      facts: found.facts,
    };
  };
  const move = (files: Files) => {
    inner.commit('Move', files);
    made.git('-C', 'billing', 'pull', '--quiet');
    made.commit('Move', {});
  };
  move({ 'a.txt': '2', 'tests/migrations/1.sql': '' });
  made.commit('Left out', { 'vendor/x/migrations/0001_a.py': schema });
  expect(await look()).toMatchObject({
    verdict: 'n/a',
    detail: ['lies with tests or packages, and does not count: vendor/x/migrations/0001_a.py'],
  });

  made.commit('Go', { 'db/migrations/2024_x.sql': 'DELETE FROM users;' });
  expect(await look()).toMatchObject({
    verdict: 'unknown',
    summary:
      'db/migrations/2024_x.sql looks like a migration, of no framework that is known: name it in `schema` or `data`',
    keys: ['unclaimed:db/migrations/2024_x.sql:ID'],
  });
  const named = { data: ['db/migrations/*'] };
  expect(await look(named)).toMatchObject({ verdict: 'unknown', keys: [] });

  // Neither does a hotfix pass with it, nor does anybody know who wrote all migrations.
  const context = await contextSince(made, previous);
  const changes = await context.world.git.changes(previous, context.release.commit);
  expect(changes.known && (await migrationPaths(changes.value, context))).toEqual(['db/migrations/2024_x.sql']);
  const moment = { date: '2026-11-19', minutes: 0 };
  expect((await lookAtMigrationAuthors({ from: moment, until: moment }, context)).facets).toMatchObject({
    migration_authors: { verdict: 'unknown', summary: expect.stringContaining('db/migrations/2024_x.sql') },
  });

  // A rehearsal of what is known says nothing of the rest.
  move({ 'migrations/0002_b.py': data });
  const { key } = (await look(named)).facts ?? {};
  const record = JSON.stringify({ key, at: '2026-11-18T04:00:00Z', ok: true });
  made.write({ 'ops/1.json': record });
  expect(await look({ ...named, rehearse: { record: 'ops' } })).toMatchObject({
    verdict: 'unknown',
    summary:
      'billing is a submodule, and its migrations/0002_b.py may be a migration: migrations of submodules are not read',
  });
  made.write({ 'ops/1.json': record.replace('true', 'false') });
  const failed = await look({ ...named, rehearse: { record: 'ops' } });
  expect(failed).toMatchObject({ verdict: 'no-go' });
  expect(failed.keys).toEqual([expect.any(String), 'unclaimed:billing:ID']);
  made.git('submodule', '--quiet', 'deinit', '--force', 'billing');
  expect((await look(named)).keys).toEqual(['', 'unclaimed:billing:ID']);
  expect(await look()).toMatchObject({ summary: expect.stringContaining('(and 1 more)') });
});

test('an application of Django is known to the database by its label', async () => {
  const made = repository({
    ...before,
    'billing/apps.py': "class Billing(AppConfig):\n    name = 'billing'\n    label = 'acme_billing'\n",
    'billing/migrations/0001_i.py': operation(''),
  });
  const previous = made.git('rev-parse', 'HEAD');
  made.commit('Add', { 'billing/migrations/0002_x.py': schema });
  const look = async (...rows: readonly string[]) => {
    const pending = `printf '%s\\n' ${rows.map((row) => `'${row}'`).join(' ')}`;
    return (await gather(migrations, { pending }, await contextSince(made, previous))).facets?.['pending'];
  };
  expect(await look('[X]  acme_billing.0001_i', '[ ]  acme_billing.0002_x')).toMatchObject({ verdict: 'go' });
  expect(await look('[X]  acme_billing.0001_i', '[ ]  billing.0002_x')).toMatchObject({ verdict: 'warn' });
});
