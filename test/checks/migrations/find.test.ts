import { expect, test } from 'vitest';
import { candidatesIn, migrationsFrom } from '../../../src/checks/migrations/find.js';
import { inGlobs } from '../../../src/checks/migrations/globs.js';
import { lookFor } from '../../../src/checks/migrations/look-for.js';
import { frameworksIn } from '../../../src/checks/migrations/places.js';
import { suspectsIn, unclaimedAmong } from '../../../src/checks/migrations/unclaimed.js';
import { shortName } from '../../../src/checks/migrations/words.js';
import type { NetChange } from '../../../src/world/git-contents.js';

const id = (text: string): string => Buffer.from(text).toString('hex').padEnd(40, '0').slice(0, 40);

/** What is found where these files are in the release and all of them are new. Texts by path; empty unless given. */
function found(files: Readonly<Record<string, string>>, options: { schema?: string[]; data?: string[] } = {}) {
  const tree = Object.keys(files).map((path) => ({ path, blob: id(path), mode: '100644' }));
  const changes = tree.map(({ path, blob }): NetChange => ({ path, status: 'A', after: blob, mode: '100644' }));
  const texts = new Map(tree.map(({ path, blob }) => [blob, files[path] ?? '']));
  const names = frameworksIn(tree, texts);
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

const django = (text: string): string => `class Migration(migrations.Migration):\n    operations = [${text}]\n`;

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  [
    'Django runs every module of the directory, and env.py is none of its',
    {
      ...all('manage.py', 'a/migrations/_x.py', 'migrations/env.py'),
      'a/migrations/fix.py': django('RunPython(f, g)'),
    },
    ['a/migrations/fix.py django data'],
  ],
  [
    'an application of Django called vendor or tests; what lies with tests is none',
    all(
      ...[
        'manage.py',
        'vendor/models.py',
        'vendor/migrations/0002_x.py',
        'tests/apps.py',
        'tests/migrations/0001_a.py',
      ],
      ...['tests/shop/models.py', 'tests/shop/migrations/0001_a.py', 'shop/tests/migrations/0001_a.py'],
    ),
    ['tests/migrations/0001_a.py django schema', 'vendor/migrations/0002_x.py django schema'],
  ],
  [
    'Sequelize by package.json',
    { 'package.json': '{"devDependencies": {"sequelize-cli": "6"}}', 'migrations/20240102-b.js': '' },
    ['migrations/20240102-b.js sequelize schema'],
  ],
  [
    'TypeORM by package.json; tests, indexes and a wizard are none',
    {
      'package.json': '{"dependencies": {"typeorm": "0.3"}}',
      ...all('src/migrations/index.ts', 'src/migrations/a.spec.ts', 'src/migrations/__tests__/1_b.ts'),
      ...all('src/migration/1700000000000-Drop.ts', 'src/migration/wizard.ts'),
    },
    ['src/migration/1700000000000-Drop.ts typeorm schema'],
  ],
  [
    'Knex, where its configuration says',
    {
      'knexfile.js':
        "module.exports = { migrations: { directory: './dist/db/changes' }, seeds: { directory: './migrations' } }",
      ...all('src/db/changes/1_a.ts', 'migrations/2_seed.js'),
    },
    ['src/db/changes/1_a.ts knex schema'],
  ],
  [
    'Knex, where its configuration computes it',
    { 'knexfile.js': "({ migrations: { directory: path.join(__dirname, 'db/x') } })", 'api/migrations/a.js': '' },
    ['api/migrations/a.js knex schema'],
  ],
  [
    'Alembic by pyproject.toml',
    {
      'pyproject.toml':
        '[tool.alembic]\nscript_location = "%(here)s/db"\nversion_locations = [\n  "more/a",\n]\n[tool.x]\n',
      ...all('db/versions/a.py', 'more/a/b.py', 'db/env.py'),
    },
    ['db/versions/a.py alembic schema', 'more/a/b.py alembic schema'],
  ],
  [
    'Liquibase by pom.xml, wherever its changelogs lie',
    {
      'pom.xml': '<artifactId>liquibase-core</artifactId>',
      'src/main/resources/database/2.xml':
        '<databaseChangeLog><changeSet id="1" author="a"><delete tableName="x"/></changeSet></databaseChangeLog>',
      'src/main/resources/logback.xml': '<configuration/>',
    },
    ['src/main/resources/database/2.xml liquibase data'],
  ],
  [
    'Flyway by the names of its files, and its programs',
    {
      'sql/V3__c.sql': 'DELETE FROM a;',
      'src/main/java/db/migration/V2__Fill.java': 's.execute("UPDATE a SET x=1")',
      'src/main/kotlin/db/migration/R__Views.kt': '',
    },
    [
      'sql/V3__c.sql flyway data',
      'src/main/java/db/migration/V2__Fill.java flyway data',
      'src/main/kotlin/db/migration/R__Views.kt flyway data',
    ],
  ],
  [
    'goose in Go, and behind the mark of an editor',
    {
      'db/schema/00002_b.go': 'func init() { goose.AddMigrationContext(up, down) }',
      'db/schema/00003_c.go': 'package schema',
      'db/schema/4_d.sql': '\ufeff-- +goose Up\nDELETE FROM users;\n',
    },
    ['db/schema/00002_b.go goose data', 'db/schema/4_d.sql goose data'],
  ],
])('%s', (_name, files, expected) => {
  expect(found(files)).toEqual(expected);
});

test.each([
  ['a.sql', undefined],
  ['db/schema/00002_b.sql', 'data'],
  ['db/migrations/b.sql', 'data'],
])('%s, too long to be read: %s', (path, is) => {
  const change: NetChange = { path, status: 'A', after: id(path), mode: '100644' };
  const candidates = candidatesIn([change], [], { schema: [], data: [] }, ['goose', 'dbmate'], new Map());
  expect(migrationsFrom(candidates, new Map(), [], ['goose', 'dbmate'])[0]?.is).toBe(is);
});

/** What of these new files looks like a migration of no framework that is known, and what lies with tests or packages. */
async function unclaimed(files: Readonly<Record<string, string>>, framework?: readonly ['django']) {
  const tree = Object.keys(files).map((path) => ({ path, blob: id(path), mode: '100644' }));
  const changes = tree.map(({ path, blob }): NetChange => ({ path, status: 'A', after: blob, mode: '100644' }));
  const texts = new Map(tree.map(({ path, blob }) => [blob, files[path] ?? '']));
  const blobs = async () => ({ known: true as const, value: texts, source: { cmd: 'git', ms: 0 } });
  const options = { schema: [], data: [], ...(framework === undefined ? {} : { framework }) };
  const looked = await lookFor(changes, tree, options, { blobs }, new AbortController().signal);
  if (!looked.known) {
    throw new Error(looked.why);
  }

  const { candidates, frameworks, suspects, leftOut } = looked.value;
  const claimed = migrationsFrom(candidates, texts, tree, frameworks).map(({ path }) => path);
  return {
    unclaimed: unclaimedAmong(suspects, texts, (path) => claimed.includes(path)).map(({ path }) => path),
    leftOut,
  };
}

test.each<[string, string, boolean]>([
  ['migrations/0002_x.sql', '', true],
  ['db/migrations/2024-01-01-000000_a/up.sql', '', true],
  ['db/migrations/2024-01-01-000000_a/down.sql', '', false],
  ['supabase/migrations/20240101_a.sql', '', true],
  ['migrations/20240101-mongo.js', '', true],
  ['db/data_migrations/20240101_x.rb', '', true],
  ['scripts/migrate_users.sql', '', true],
  ['src/migration/Drop.ts', 'export class Drop implements MigrationInterface {}', true],
  ['internal/migrations/all.go', 'var first = `ALTER TABLE users ADD COLUMN a int`', true],
  ['internal/migrate/run.go', '\t// Update the password, if set\n\tdb.Ping()', false],
  ['src/migration/wizard.js', 'export const steps = ["up", "down"];', false],
  ['src/migrations/wizard.js', 'export function Wizard() { return update(set) }', false],
  ['src/immigration/form.ts', '', false],
  ['docs/migrations/001_move.sql', '', false],
  ['docs/migration-guide.md', 'UPDATE users SET a = 1', false],
  ['test/migrations/001_a.sql', '', false],
  ['src/migrations/__tests__/001_a.js', '', false],
  ['src/migrations/001_a.test.js', '', false],
  ['internal/migrations/001_test.go', '', false],
  ['reports/sales.sql', 'DELETE FROM a', false],
])('%s, which no framework has, looks like a migration: %s', async (path, text, is) => {
  expect((await unclaimed({ [path]: text })).unclaimed).toEqual(is ? [path] : []);
});

test('what a framework has is no suspect, nor what one has that the project does not name; what is left out is told', async () => {
  const files = all(
    ...['manage.py', 'shop/migrations/0001_a.py', 'knexfile.js', 'web/migrations/20240101_a.js'],
    ...['vendor/x/migrations/0001_a.py', 'vendor/x/a.py', 'shop/tests/migrations/__init__.py'],
  );
  expect(await unclaimed(files)).toEqual({ unclaimed: [], leftOut: ['vendor/x/migrations/0001_a.py'] });
  expect(await unclaimed(files, ['django'])).toMatchObject({ unclaimed: [] });
  expect(await unclaimed({ ...files, 'x/migrations/1.sql': '' }, ['django'])).toMatchObject({
    unclaimed: ['x/migrations/1.sql'],
  });
});

test.each<[string, string, string, boolean]>([
  ['what runs them', 'func Up() {}\nfunc ping() { a() }\n', 'func Up() {}\nfunc ping() { b() }\n', false],
  ['what runs them, and changes rows itself', 'func a() {}\n', 'func a() {}\nvar b = `DELETE FROM a`\n', true],
  ['a list of them', 'gormigrate.New(a)\n', 'gormigrate.New(a)\nb()\n', true],
])('of a program that was there before, the changed lines tell: %s', (_name, before, after, is) => {
  const change: NetChange = { path: 'db/migrations/run.go', status: 'M', mode: '100644', before: 'a', after: 'b' };
  const suspects = suspectsIn([change], () => false, new Set());
  const texts = new Map([
    ['a', before],
    ['b', after],
  ]);
  expect(unclaimedAmong(suspects, texts, () => false)).toHaveLength(is ? 1 : 0);
});

test('a migration that is put away, and a framework has run, is none of another one', async () => {
  const moved = (from: string): readonly NetChange[] => [
    { path: from, status: 'D', before: 'a', mode: '100644' },
    { path: 'db/old_migrations/2012_a.rb', status: 'A', after: 'a', mode: '100644' },
  ];
  const tree = [{ path: 'config/application.rb', blob: 'c', mode: '100644' }];
  const blobs = async () => ({ known: true as const, value: new Map(), source: { cmd: 'git', ms: 0 } });
  const sure = async (from: string) => {
    const options = { schema: [], data: [], framework: ['rails' as const] };
    const looked = await lookFor(moved(from), tree, options, { blobs }, new AbortController().signal);
    return looked.known ? looked.value.suspects.sure.map(({ path }) => path) : looked;
  };
  expect(await sure('db/migrate/2012_a.rb')).toEqual([]);
  expect(await sure('scripts/2012_a.rb')).toEqual(['db/old_migrations/2012_a.rb']);
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
  ['stars in one part', `${'*a'.repeat(40)}[b-d]?`, `${'a'.repeat(200)}bx`],
  ['stars in several parts', 'x*y*/x*y*/x*y*/z', 'xyxyxyxyxy/xyxyxyxyxy/xyxyxyxyxy/z'],
])('B38 a glob of many %s is answered at once', (_, glob, path) => {
  expect(inGlobs([glob])(path)).toBe(true);
  expect(inGlobs([glob])(`${path}/no`)).toBe(false);
});

test('B38 braces that stand for millions of globs are taken as they are written', () => {
  expect(inGlobs(['{a,b}'.repeat(60)])('ab'.repeat(30))).toBe(false);
});

test.each([
  ['shop/migrations/0042_fix_total.py', '0042'],
  ['db/migrate/20260101120000_rename_feed_items.rb', 'rename_feed_items'],
  ['prisma/migrations/20260101_add_name/migration.sql', 'add_name'],
  ['db/migration/V12__x.sql', 'V12'],
  ['db/migration/V1_2__x.sql', 'V1_2'],
  ['database/migrations/2024_06_06_000000_add_total.php', 'add_total'],
  ['db/migrations/2024-06-06-add-total.js', 'add-total'],
  ['m/000003_a.up.sql', '000003'],
  ['x/a\u001b[31mb\nc.sql', 'ab c'],
])('%j is called %j', (path, name) => {
  expect(shortName(path)).toBe(name);
});

const rails = { 'config/application.rb': '' };
const inChange = (line: string): string =>
  `class A < ActiveRecord::Migration[7.1]\n  def change\n    ${line}\n  end\nend\n`;
const inPython = (line: string): string =>
  `class Migration(migrations.Migration):\n    dependencies = [('a', '0001')]\n    operations = [\n        ${line}\n    ]\n`;
const inUpgrade = (line: string): string =>
  `revision = 'b'\n\ndef upgrade() -> None:\n    """Go."""\n    ${line}\n\n\ndef downgrade() -> None:\n    pass\n`;
const inUp = (line: string): string =>
  `exports.up = async function (knex) {\n  ${line}\n};\nexports.down = async () => { throw new Error('no'); };\n`;
const inLaravel = (line: string): string =>
  `<?php\nreturn new class extends Migration {\n    public function up(): void\n    {\n        ${line}\n    }\n};\n`;
const inEf = (line: string): string =>
  `partial class A : Migration\n{\n    protected override void Up(MigrationBuilder migrationBuilder)\n    {\n        ${line}\n    }\n}\n`;
const inEcto = (line: string): string =>
  `defmodule A do\n  use Ecto.Migration\n\n  def change do\n    ${line}\n  end\nend\n`;

test.each<[string, Readonly<Record<string, string>>, string, string]>([
  ...[
    ['User.last.update!(a: 1)', 'data'],
    ['BackfillUsersJob.perform_now', 'data'],
    ['backfill_users', 'data'],
    ['load Rails.root.join("db/fix.rb")', 'data'],
    ['safety_assured { remove_column :users, :name, :text }', 'schema'],
    ['dir.up { change_column_null :users, :name, false }', 'schema'],
    ['add_concurrent_index :users, :name', 'schema'],
    ['create_view :active_users, version: 2', 'schema'],
    ['create_enum :mood, %w[a b]', 'schema'],
    ['add_exclusion_constraint :a, "b WITH ="', 'schema'],
    ['', 'schema'],
    ['# nothing yet', 'schema'],
  ].map(([line = '', is = '']): [string, Readonly<Record<string, string>>, string, string] => [
    `Rails: ${line}`,
    { ...rails, 'db/migrate/20260101000000_a.rb': inChange(line) },
    'db/migrate/20260101000000_a.rb',
    is,
  ]),
  ...[
    ['SomethingOfTheirs(),', 'data'],
    ['pgtrigger.migrations.AddTrigger(model_name="a", trigger=x),', 'schema'],
    ['migrations.AlterModelManagers(name="a", managers=[]),', 'schema'],
    ['# merged', 'schema'],
    ['', 'schema'],
  ].map(([line = '', is = '']): [string, Readonly<Record<string, string>>, string, string] => [
    `Django: ${line}`,
    { 'manage.py': '', 'a/migrations/0002_a.py': inPython(line) },
    'a/migrations/0002_a.py',
    is,
  ]),
  ...[
    ['op.execute(sa.update(users).values(a=1))', 'data'],
    ['op.execute(users_update)', 'data'],
    ['op.execute("SELECT backfill()")', 'data'],
    ['op.execute("ALTER TYPE mood ADD VALUE \'x\'")', 'schema'],
    ['mood.create(op.get_bind(), checkfirst=True)', 'schema'],
    ['op.create_entity(view)', 'schema'],
    ['pass', 'schema'],
  ].map(([line = '', is = '']): [string, Readonly<Record<string, string>>, string, string] => [
    `Alembic: ${line}`,
    { 'migrations/script.py.mako': '', 'migrations/versions/b_x.py': inUpgrade(line) },
    'migrations/versions/b_x.py',
    is,
  ]),
  ...[
    ['await backfill(knex);', 'data'],
    ["await knex.raw('CALL fix_all()');", 'data'],
    ['await q.createIndices("a", []);', 'schema'],
    ['await q.createCheckConstraints("a", []);', 'schema'],
    ['// nothing', 'schema'],
  ].map(([line = '', is = '']): [string, Readonly<Record<string, string>>, string, string] => [
    `Knex: ${line}`,
    { 'knexfile.js': '', 'migrations/20260101_a.js': inUp(line) },
    'migrations/20260101_a.js',
    is,
  ]),
  ...[
    ["Artisan::call('db:seed');", 'data'],
    ["$this->schema->create('a', fn () => 1);", 'schema'],
    ['//', 'schema'],
  ].map(([line = '', is = '']): [string, Readonly<Record<string, string>>, string, string] => [
    `Laravel: ${line}`,
    { artisan: '', 'database/migrations/2026_01_01_000000_a.php': inLaravel(line) },
    'database/migrations/2026_01_01_000000_a.php',
    is,
  ]),
  ...[
    ['migrationBuilder.Sql(Text);', 'data'],
    ['migrationBuilder.EnsureSchema("a");', 'schema'],
    ['', 'schema'],
  ].map(([line = '', is = '']): [string, Readonly<Record<string, string>>, string, string] => [
    `Entity Framework: ${line}`,
    { 'A.csproj': '', 'Migrations/1_A.cs': inEf(line) },
    'Migrations/1_A.cs',
    is,
  ]),
  ...[
    ['Shop.Release.backfill()', 'data'],
    ['Oban.Migration.up(version: 12)', 'schema'],
    ['create unique_index(:a, [:b])', 'schema'],
    [':ok', 'schema'],
  ].map(([line = '', is = '']): [string, Readonly<Record<string, string>>, string, string] => [
    `Ecto: ${line}`,
    { 'mix.exs': '', 'priv/repo/migrations/1_a.exs': inEcto(line) },
    'priv/repo/migrations/1_a.exs',
    is,
  ]),
  ...[
    ['SELECT backfill_names(); CALL fix_all();', 'data'],
    ['DO $$ BEGIN PERFORM purge_users(); END $$;', 'data'],
    ['DO $$ BEGIN purge_users(); END $$;', 'data'],
    ['ALTER TABLE a ADD b int;\nSELECT fill(a.b);', 'both'],
    ['CREATE VIEW v AS\n  SELECT lower(b) FROM a;\n', 'schema'],
    ["SELECT pg_catalog.set_config('search_path', '', false);\nCREATE TABLE a (b int);", 'schema'],
    ["DO $$ BEGIN CREATE TYPE m AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN null; END $$;", 'schema'],
    ['GRANT SELECT ON a TO b;', 'schema'],
    ['REFRESH MATERIALIZED VIEW a;', 'schema'],
    ['-- This is an empty migration.', 'schema'],
    ['BEGIN;\nCOMMIT;\n', 'schema'],
  ].map(([line = '', is = '']): [string, Readonly<Record<string, string>>, string, string] => [
    `SQL: ${line}`,
    { 'm/1_a.up.sql': line },
    'm/1_a.up.sql',
    is,
  ]),
  ...[
    ['<changeSet id="1" author="a"><theirs:thing/></changeSet>', 'data'],
    ['<changeSet id="1" author="a"><setTableRemarks tableName="a"/></changeSet>', 'schema'],
    ['<changeSet id="1" author="a"><tagDatabase tag="a"/></changeSet>', 'schema'],
    ['<include file="a.xml"/>', 'schema'],
  ].map(([line = '', is = '']): [string, Readonly<Record<string, string>>, string, string] => [
    `Liquibase: ${line}`,
    { 'changelog/db.changelog-1.xml': `<databaseChangeLog>${line}</databaseChangeLog>` },
    'changelog/db.changelog-1.xml',
    is,
  ]),
])('what is not known as a change of the schema counts as data: %s', (_name, files, path, is) => {
  expect(
    found(files)
      .find((one) => one.startsWith(`${path} `))
      ?.split(' ')
      .at(-1),
  ).toBe(is);
});

test('what the project itself calls schema is schema, whatever is in it', () => {
  expect(found({ 'ops/1.sh': 'bin/change' }, { schema: ['ops/*'] })).toEqual(['ops/1.sh raw schema']);
});
