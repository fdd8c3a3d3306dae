import { expect, test } from 'vitest';
import { candidatesIn, migrationsFrom } from '../../../src/checks/migrations/find.js';
import { inGlobs } from '../../../src/checks/migrations/globs.js';
import { frameworksIn } from '../../../src/checks/migrations/places.js';
import { shortName } from '../../../src/checks/migrations/words.js';
import type { NetChange } from '../../../src/world/git-contents.js';

const id = (text: string): string => Buffer.from(text).toString('hex').padEnd(40, '0').slice(0, 40);

/** What is found where these files are in the release and all of them are new. Texts by path; empty unless given. */
function found(files: Readonly<Record<string, string>>, options: { schema?: string[]; data?: string[] } = {}) {
  const tree = Object.keys(files).map((path) => ({ path, blob: id(path), mode: '100644' }));
  const changes = tree.map(({ path, blob }): NetChange => ({ path, status: 'A', after: blob, mode: '100644' }));
  const texts = new Map(tree.map(({ path, blob }) => [blob, files[path] ?? '']));
  const names = frameworksIn(tree);
  const candidates = candidatesIn(changes, tree, { schema: [], data: [], ...options }, names, texts);
  return migrationsFrom(candidates, texts, tree, names).map(({ path, framework, is }) => `${path} ${framework} ${is}`);
}

const all = (...paths: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(paths.map((path) => [path, '']));

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  [
    'Rails, with an engine, data and a task',
    all(
      ...[
        'src/api/config/application.rb',
        'src/api/db/migrate/1_a.rb',
        'engines/b/db/migrate/2_b.rb',
        'src/api/db/schema.rb',
      ],
      ...['src/api/db/data/3_c.rb', 'lib/tasks/deployment/4_d.rake', 'src/api/spec/db/migrate/5_e.rb'],
    ),
    [
      'engines/b/db/migrate/2_b.rb rails schema',
      'lib/tasks/deployment/4_d.rake rails data',
      'src/api/db/data/3_c.rb rails data',
      'src/api/db/migrate/1_a.rb rails schema',
    ],
  ],
  [
    'D6 a file that only speaks of db/migrate',
    { 'config/application.rb': '', '.rubocop_todo.yml': "Exclude:\n  - 'db/migrate/20260101_a.rb'\n" },
    [],
  ],
  [
    'Django, without the tests and the package file',
    all('manage.py', 'shop/migrations/0042_fix.py', 'shop/migrations/__init__.py', 'shop/tests/migrations/0001_a.py'),
    ['shop/migrations/0042_fix.py django schema'],
  ],
  [
    'Alembic, where its configuration says',
    {
      'alembic.ini': '[alembic]\nscript_location = %(here)s/db/alembic\n',
      'db/alembic/versions/ab12_x.py': '',
      'versions/no.py': '',
    },
    ['db/alembic/versions/ab12_x.py alembic schema'],
  ],
  [
    'Alembic without a configuration of its own',
    all('migrations/script.py.mako', 'migrations/versions/ab12_x.py'),
    ['migrations/versions/ab12_x.py alembic schema'],
  ],
  [
    'Prisma',
    all('prisma/schema.prisma', 'prisma/migrations/20260101_a/migration.sql', 'prisma/migrations/migration_lock.toml'),
    ['prisma/migrations/20260101_a/migration.sql prisma schema'],
  ],
  [
    'Knex',
    all('knexfile.ts', 'db/migrations/20260101_a.ts', 'db/migrations/a.d.ts', 'node_modules/x/migrations/b.js'),
    ['db/migrations/20260101_a.ts knex schema'],
  ],
  ['JavaScript without any of them', all('package.json', 'db/migrations/20260101_a.ts'), []],
  [
    'Drizzle, where its configuration says',
    { 'drizzle.config.ts': "export default { out: './sql/out' }", 'sql/out/0001_a.sql': '', 'sql/x.sql': '' },
    ['sql/out/0001_a.sql drizzle schema'],
  ],
  [
    'Flyway by its own files',
    all(
      'src/main/resources/db/migration/V2__a.sql',
      'src/main/resources/db/migration/R__v.sql',
      'db/migration/U2__a.sql',
    ),
    [
      'src/main/resources/db/migration/R__v.sql flyway schema',
      'src/main/resources/db/migration/V2__a.sql flyway schema',
    ],
  ],
  [
    'goose, dbmate and up files, by what they say; other SQL is none',
    {
      'm/1.sql': '-- +goose Up\nDELETE FROM a;\n',
      'm/2.sql': '-- migrate:up\nCREATE TABLE a (b int);\n',
      'm/3.up.sql': 'CREATE TABLE a (b int);',
      'm/3.down.sql': '',
      'reports/sales.sql': 'SELECT 1;\n-- migrate: up\n',
    },
    ['m/1.sql goose data', 'm/2.sql dbmate schema', 'm/3.up.sql golang-migrate schema'],
  ],
  [
    'Liquibase; other files of a directory of that name are none',
    {
      'liquibase.properties': '',
      'changelog/1.yaml': 'databaseChangeLog: []\n',
      'changelog/123.yaml': 'fixed: a bug\n',
    },
    ['changelog/1.yaml liquibase schema'],
  ],
  ['Laravel', all('artisan', 'database/migrations/2026_a.php'), ['database/migrations/2026_a.php laravel schema']],
  [
    'Ecto, Entity Framework and Doctrine at once',
    all(
      ...['mix.exs', 'priv/repo/migrations/1_a.exs', 'priv/repo/data_migrations/2_b.exs'],
      ...['Shop.csproj', 'Migrations/1_A.cs', 'Migrations/1_A.Designer.cs', 'Migrations/ShopModelSnapshot.cs'],
      ...['migrations.php', 'migrations/Version1.php'],
    ),
    [
      'Migrations/1_A.cs efcore schema',
      'migrations/Version1.php doctrine schema',
      'priv/repo/data_migrations/2_b.exs ecto data',
      'priv/repo/migrations/1_a.exs ecto schema',
    ],
  ],
])('%s', (_name, files, expected) => {
  expect(found(files)).toEqual(expected);
});

test('globs of the project add to them, wherever they lie; a data glob makes data of a schema migration', () => {
  const files = {
    'vendor/x/1.sql': 'CREATE TABLE a (b int);',
    'ops/fix.sh': 'psql -c "DELETE FROM a"',
    'manage.py': '',
    'a/migrations/0001_a.py': "migrations.AddField('a', 'b')",
  };
  expect(found(files, { schema: ['vendor/x/[0-9]*.sql'], data: ['ops/**', 'a/migrations/*'] })).toEqual([
    'a/migrations/0001_a.py django both',
    'ops/fix.sh raw data',
    'vendor/x/1.sql raw schema',
  ]);
});

test('what could not be read counts as data that cannot be seen', () => {
  const change: NetChange = { path: 'a/migrations/0001_a.py', status: 'A', after: id('a'), mode: '120000' };
  const candidates = candidatesIn([change], [], { schema: [], data: [] }, ['django'], new Map());
  expect(migrationsFrom(candidates, new Map([[id('a'), '/etc/passwd']]), [], ['django'])).toMatchObject([
    { is: 'data', because: ['it could not be read'], undo: { can: 'unknown' } },
  ]);
});

test.each([
  ['a/*.sql', 'a/b.sql', true],
  ['a/*.sql', 'a/b/c.sql', false],
  ['**/a/**', 'x/a/y/z', true],
  ['a/[0-9]?.sql', 'a/1b.sql', true],
  ['a/[!0-9]*', 'a/1b', false],
  ['a.sql', 'axsql', false],
  ['**/{a,b}.{c,d}', 'x/b.d', true],
  ['*', 'line\nbreak', true],
])('the glob %s and the path %j: %s', (glob, path, fits) => {
  expect(inGlobs([glob])(path)).toBe(fits);
});

test.each([
  ['shop/migrations/0042_fix_total.py', '0042'],
  ['db/migrate/20260101120000_rename_feed_items.rb', 'rename_feed_items'],
  ['prisma/migrations/20260101_add_name/migration.sql', 'add_name'],
  ['db/migration/V12__x.sql', 'V12'],
  ['m/000003_a.up.sql', '000003'],
  ['x/a\u001b[31mb\nc.sql', 'ab c'],
])('%j is called %j', (path, name) => {
  expect(shortName(path)).toBe(name);
});
