import { expect, test } from 'vitest';
import { alembic } from '../../../src/checks/migrations/alembic.js';
import { inCsharp, inJavascript, inPhp } from '../../../src/checks/migrations/braces.js';
import type { Dialect } from '../../../src/checks/migrations/dialect.js';
import { django } from '../../../src/checks/migrations/django.js';
import { djangoLinks } from '../../../src/checks/migrations/django-links.js';
import { ecto } from '../../../src/checks/migrations/ecto.js';
import { liquibase, onlyGrew } from '../../../src/checks/migrations/liquibase.js';
import { rails } from '../../../src/checks/migrations/rails.js';
import { flyway, forwardsOnly, readSql, sections, upAndDown } from '../../../src/checks/migrations/sql.js';
import { cpuMs } from '../pins/cpu-time.js';

type Is = 'schema' | 'data' | 'both' | 'nothing';

/** What a text is, and why it cannot be undone; `yes` where it can. */
function read(dialect: Dialect, text: string, path = 'a/x.sql', there: readonly string[] = []) {
  const { data, schema, undo } = dialect(text, { path, has: (glob) => there.includes(glob) });
  const is: Is =
    data === undefined ? (schema === undefined ? 'nothing' : 'schema') : schema === undefined ? 'data' : 'both';
  return [is, undo.can === 'yes' ? 'yes' : `${undo.can}: ${undo.why}`];
}

const operations = (...lines: readonly string[]): string =>
  `from django.db import migrations, models\n\ndef forwards(apps, editor):\n    pass\n\nclass Migration(migrations.Migration):\n    operations = [\n${lines.map((line) => `        ${line},\n`).join('')}    ]\n`;

test.each<[string, string, Is, string]>([
  ['a column', "migrations.AddField('a', 'b', models.TextField())", 'schema', 'yes'],
  [
    'one argument',
    'migrations.RunPython(forwards)',
    'data',
    'no: RunPython without reverse_code (line 8: migrations.RunPython(forwards),)',
  ],
  ['two arguments', 'migrations.RunPython(forwards, migrations.RunPython.noop)', 'data', 'yes'],
  ['a named way back', 'RunPython(\n  code=forwards,  # ), not the end\n  reverse_code=noop,\n)', 'data', 'yes'],
  [
    'None is no way back',
    'RunPython(forwards, reverse_code=None)',
    'data',
    'no: RunPython without reverse_code (line 8: RunPython(forwards, reverse_code=None),)',
  ],
  [
    'hints are no way back',
    "RunPython(forwards, hints={'a': (1, 2)}, elidable=True)",
    'data',
    "no: RunPython without reverse_code (line 8: RunPython(forwards, hints={'a': (1, 2)}, elidable=True),)",
  ],
  [
    'a comma in brackets and strings',
    "RunPython(make(1, 'a, b'))",
    'data',
    "no: RunPython without reverse_code (line 8: RunPython(make(1, 'a, b')),)",
  ],
  [
    'spread arguments',
    'RunPython(*both)',
    'data',
    'unknown: what RunPython is given cannot be read (line 8: RunPython(*both),)',
  ],
  ['SQL of rows', "migrations.RunSQL('UPDATE shop SET a = 1', migrations.RunSQL.noop)", 'data', 'yes'],
  [
    'SQL of tables',
    "migrations.RunSQL('CREATE INDEX a ON b (c)')",
    'schema',
    "no: RunSQL without reverse_sql (line 8: migrations.RunSQL('CREATE INDEX a ON b (c)'),)",
  ],
  ['SQL that is elsewhere', 'migrations.RunSQL(TEXT, BACK)', 'data', 'yes'],
  ['both', "migrations.RemoveField('a', 'b'),\n        migrations.RunPython(forwards, back)", 'both', 'yes'],
  ['a comment', "# migrations.RunPython(forwards)\n        migrations.RemoveField('a', 'b')", 'schema', 'yes'],
  ['a docstring', "'''migrations.RunPython(forwards)''' and migrations.RemoveField('a', 'b')", 'schema', 'yes'],
])('Django: %s', (_name, text, is, undo) => {
  expect(read(django, operations(text))).toEqual([is, undo]);
});

test('Django: a squashed migration says of which it is, and one that only speaks of it does not', () => {
  const text = (needs: string, replaces = '', does = 'AddField()'): string =>
    `class M:\n    ${replaces}\n    dependencies = [\n        ${needs}\n    ]\n    operations = [${does}]\n`;
  const squash = text('', "replaces = [('a', '0001_a'), ('a', '0002_b')]");
  expect(djangoLinks(undefined, squash)).toEqual({ squashes: ['0001_a', '0002_b'] });
  expect(djangoLinks(squash, text(''))).toEqual({ squashes: ['0001_a', '0002_b'], relinked: [] });
  expect(djangoLinks(undefined, text('', "# replaces = [('a', '0001')]"))).toEqual({});
  const [old, now] = [text("('a', '0002_b'), ('b', '0001')"), text("('a', '0001_all'), ('b', '0001'),")];
  expect(djangoLinks(old, now)).toEqual({ relinked: ['0002_b', '0001_all'] });
  expect(djangoLinks(old, text("('a', '0001_all'), ('b', '0001')", '', 'RunSQL("DROP TABLE users")'))).toEqual({});
  expect(djangoLinks(old, text("('a', '0002_b'), ('b', '0001'), *more()"))).toEqual({});
});

test.each<[string, string, Is, string]>([
  [
    'a table',
    "def upgrade():\n    op.create_table('a')\n\n\ndef downgrade():\n    op.drop_table('a')\n",
    'schema',
    'yes',
  ],
  [
    'pass',
    "def upgrade():\n    op.add_column('a', b)\n\ndef downgrade() -> None:\n    pass\n",
    'schema',
    'no: its downgrade() does nothing',
  ],
  [
    'a docstring alone',
    'def upgrade():\n    op.add_column(b)\n\ndef downgrade():\n    """Not possible."""\n',
    'schema',
    'no: its downgrade() does nothing',
  ],
  [
    'raise',
    "def upgrade():\n    op.execute('UPDATE a SET b = 1')\n\ndef downgrade():\n    raise NotImplementedError('no')\n",
    'data',
    'no: its downgrade() raises',
  ],
  [
    'none',
    "def upgrade():\n    op.bulk_insert(t, [])\n    op.drop_column('a', 'b')\n",
    'both',
    'no: it has no downgrade()',
  ],
  ['a merge of two heads', 'def upgrade():\n    pass\n\ndef downgrade():\n    pass\n', 'nothing', 'yes'],
  [
    'a session',
    'def upgrade():\n    s = Session(bind=op.get_bind())\n    s.commit()\n\ndef downgrade():\n    undo()\n',
    'data',
    'yes',
  ],
])('Alembic: %s', (_name, text, is, undo) => {
  expect(read(alembic, text)).toEqual([is, undo]);
});

const change = (body: string): string =>
  `class A < ActiveRecord::Migration[7.1]\n  def change\n    ${body}\n  end\nend\n`;

test.each<[string, string, Is, string]>([
  ['a column', change('add_column :users, :name, :string'), 'schema', 'yes'],
  [
    'remove_column without its type',
    change('remove_column :users, :name'),
    'schema',
    'no: remove_column without a type (line 3: remove_column :users, :name)',
  ],
  ['remove_column with it', change('remove_column(:users, :name, :string)'), 'schema', 'yes'],
  [
    'remove_column with options alone',
    change('remove_column :users, :name, if_exists: true'),
    'schema',
    'no: remove_column without a type (line 3: remove_column :users, :name, if_exists: true)',
  ],
  [
    'execute',
    change("execute 'UPDATE users SET a = 1'"),
    'data',
    "no: execute in change (line 3: execute 'UPDATE users SET a = 1')",
  ],
  [
    'execute that says how back',
    change('reversible { |d| d.up { execute "CREATE VIEW a AS SELECT 1" } }'),
    'schema',
    'yes',
  ],
  [
    'up alone',
    'class A\n  def up\n    User.where(a: 1).update_all(a: 2)\n  end\nend\n',
    'data',
    'no: it has up and no down',
  ],
  [
    'up and down',
    'class A\n  def up\n    add_column :a, :b, :string\n  end\n\n  def down\n    remove_column :a, :b\n  end\nend\n',
    'schema',
    'yes',
  ],
  [
    'an empty down',
    'class A\n  def up\n    add_column :a, :b, :string\n  end\n\n  def down; end\nend\n',
    'schema',
    'no: its down does nothing',
  ],
  [
    'a down that raises',
    'class A\n  def up\n    drop_table :a\n  end\n\n  def down\n    raise ActiveRecord::IrreversibleMigration\n  end\nend\n',
    'schema',
    'no: line 7: raise ActiveRecord::IrreversibleMigration',
  ],
  [
    'a heredoc',
    change("execute <<~SQL\n      UPDATE notifications -- don't\n         SET a = 1\n    SQL\n    add_index :a, :b"),
    'both',
    'no: execute in change (line 3: execute <<~SQL)',
  ],
  ['a commented line', change('# User.update_all(a: 1)\n    add_index :a, :b'), 'schema', 'yes'],
  ['a list of its own', change('TABLES.each { |name| add_index name, :b }'), 'schema', 'yes'],
  ['a model of capitals', change('SKU.where(a: 1)'), 'data', 'yes'],
])('Rails: %s', (_name, text, is, undo) => {
  expect(read(rails, text, 'db/migrate/20260101000000_a.rb')).toEqual([is, undo]);
});

test.each<[string, string, Is, string]>([
  [
    'Knex',
    "exports.up = (knex) => knex.schema.createTable('a');\nexports.down = (knex) => knex.schema.dropTable('a');\n",
    'schema',
    'yes',
  ],
  [
    'Knex without a down',
    "exports.up = async function (knex) { await knex('users').where({a: 1}).update({a: 2}); };\n",
    'data',
    'no: it has no down',
  ],
  [
    'Knex with an empty one',
    "exports.up = k => k.schema.alterTable('a', t => t.text('b'));\nexports.down = async () => {};\n",
    'schema',
    'no: its down does nothing',
  ],
  [
    'Knex with one that says nothing',
    "exports.up = k => k.raw('DELETE FROM a');\nexports.down = function (knex) {\n  // later\n  return Promise.resolve();\n};\n",
    'data',
    'no: its down does nothing',
  ],
  [
    'Sequelize',
    "module.exports = {\n  async up(q) { await q.bulkUpdate('a', {b: 1}); },\n  down: async (q) => { await q.removeColumn('a', 'b'); },\n};\n",
    'both',
    'yes',
  ],
  [
    'TypeORM',
    'export class A1 {\n  public async up(q: QueryRunner): Promise<void> {\n    await q.query(`UPDATE "a" SET b = 1`);\n  }\n  public async down(q: QueryRunner): Promise<void> {\n  }\n}\n',
    'data',
    'no: its down does nothing',
  ],
  [
    'a typed constant',
    "export const up: Fn = async () => { await x.createTable('a') };\nexport const down: Fn = async ({ context }) => { throw new Error('no') };\n",
    'schema',
    'no: its down throws',
  ],
])('JavaScript: %s', (_name, text, is, undo) => {
  expect(read(inJavascript, text)).toEqual([is, undo]);
});

test.each<[string, Dialect, string, Is, string]>([
  [
    'Laravel',
    inPhp,
    "<?php\nreturn new class {\n  public function up(): void { Schema::table('a', fn ($t) => $t->string('b')); DB::table('a')->where('b', 1)->update(['b' => 2]); }\n  public function down(): void { Schema::dropIfExists('a'); }\n};\n",
    'both',
    'yes',
  ],
  [
    'Laravel with an empty down',
    inPhp,
    "<?php\nclass A {\n  public function up() { User::where('a', 1)->get(); }\n  public function down() { // }\n  }\n}\n",
    'data',
    'no: its down() does nothing',
  ],
  [
    'Doctrine',
    inPhp,
    "<?php\nclass V {\n  public function up(Schema $s): void { $this->addSql('UPDATE a SET b = 1'); }\n  public function down(Schema $s): void { $this->throwIrreversibleMigrationException(); }\n}\n",
    'data',
    'no: its down() throws',
  ],
  [
    'Entity Framework',
    inCsharp,
    'partial class A : Migration {\n  protected override void Up(MigrationBuilder migrationBuilder) { migrationBuilder.Sql("UPDATE a SET b = 1"); migrationBuilder.AddColumn<int>("c", "a"); }\n  protected override void Down(MigrationBuilder migrationBuilder)\n  {\n  }\n}\n',
    'both',
    'no: its Down() does nothing',
  ],
  [
    'Ecto',
    ecto,
    'defmodule A do\n  def change do\n    alter table(:a) do\n      add :b, :text\n    end\n    execute "UPDATE a SET b = 1", ""\n  end\nend\n',
    'both',
    'yes',
  ],
  [
    'Ecto with execute alone',
    ecto,
    'defmodule A do\n  def change do\n    execute("CREATE INDEX a ON b (c)")\n  end\nend\n',
    'schema',
    'no: execute without a way back (line 3: execute("CREATE INDEX a ON b (c)"))',
  ],
  [
    'Ecto without a down',
    ecto,
    'defmodule A do\n  def up do\n    Repo.update_all(A, set: [b: 1])\n  end\nend\n',
    'data',
    'no: it has up and no down',
  ],
  [
    'Prisma',
    forwardsOnly,
    '-- UPDATE in a comment\nALTER TABLE "a" ADD COLUMN "b" TEXT;\n',
    'schema',
    'no: it has no way back',
  ],
  ['SQL of both', forwardsOnly, 'ALTER TABLE a ADD b INT;\n\nupdate a set b = 1;\n', 'both', 'no: it has no way back'],
  [
    'goose',
    sections,
    '-- +goose Up\nDELETE FROM a;\n-- +goose Down\n',
    'data',
    'no: its part for the way back is empty',
  ],
  [
    'dbmate',
    sections,
    '-- migrate:up\nCREATE TABLE a (b int);\n-- migrate:down\nDROP TABLE a;\nDELETE FROM b;\n',
    'schema',
    'yes',
  ],
])('%s', (_name, dialect, text, is, undo) => {
  expect(read(dialect, text)).toEqual([is, undo]);
});

test('the line that is shown is that of the statement, not of the one before it', () => {
  const { data, schema } = readSql('SELECT 1;\n\nUPDATE a\nSET b = 1;\n\nCREATE UNIQUE INDEX c ON a (b);\n', {
    can: 'yes',
  });
  expect([data, schema]).toEqual(['line 3: UPDATE a', 'line 6: CREATE UNIQUE INDEX c ON a (b);']);
});

test('a twin beside it is the way back of Flyway and of up and down files', () => {
  expect(read(flyway, 'DROP TABLE a;', 'db/migration/V2__x.sql')[1]).toBe('no: there is no U2__….sql beside it');
  expect(read(flyway, 'DROP TABLE a;', 'db/migration/V2__x.sql', ['db/migration/U2__*.sql'])[1]).toBe('yes');
  expect(read(upAndDown, 'DROP TABLE a;', 'm/1_a.up.sql')[1]).toBe('no: there is no .down.sql beside it');
  expect(read(upAndDown, 'DROP TABLE a;', 'm/1_a.up.sql', ['m/1_a.down.sql'])[1]).toBe('yes');
});

const xml = (...sets: readonly string[]): string => `<databaseChangeLog>\n${sets.join('\n')}\n</databaseChangeLog>\n`;
const table = '<changeSet id="1" author="ada"><createTable tableName="a"/></changeSet>';
const insert = '<changeSet id="2" author="bob">\n  <insert tableName="a"/>\n</changeSet>';

test.each<[string, string, string, Is, string]>([
  ['xml', 'log.xml', xml(table), 'schema', 'yes'],
  ['xml with rows', 'log.xml', xml(table, insert), 'both', 'no: changeSet bob:2 without a rollback'],
  [
    'yaml',
    'log.yaml',
    'databaseChangeLog:\n  - changeSet: {id: 1, author: ada, changes: [{sql: {sql: x}}], rollback: y}\n',
    'data',
    'yes',
  ],
  [
    'sql',
    'log.sql',
    '--liquibase formatted sql\n--changeset ada:1\nUPDATE a SET b = 1;\n',
    'data',
    'no: changeSet ada:1 without a rollback',
  ],
  ['what cannot be read', 'log.json', '{', 'data', 'unknown: the changelog cannot be read'],
])('Liquibase: %s', (_name, path, text, is, undo) => {
  expect(read(liquibase, text, path)).toEqual([is, undo]);
});

test('Liquibase: a changelog that only grew is told from one whose old part was edited', () => {
  expect(onlyGrew(xml(table), xml(table, insert), 'log.xml')).toBe(true);
  expect(onlyGrew(xml(table), xml(table.replace('"a"', '"b"'), insert), 'log.xml')).toBe(false);
  expect(onlyGrew(xml(table), xml(insert), 'log.xml')).toBe(false);
});

test.each<[string, Dialect, string]>([
  ['operations whose brackets nobody closes', django, 'RunPython(\n'],
  ['calls that go on and on', ecto, '  remove :a,\n'],
  ['lists that nobody closes', rails, '  remove_column [\n'],
  ['blank lines', rails, '\n'],
  ['blank lines of SQL', forwardsOnly, '\n'],
  ['queries that nobody closes', inJavascript, 'k('],
  ['heredocs that nobody closes', inPhp, 'x <<A\n'],
  ['heredocs of many names', rails, Array.from({ length: 9000 }, (_none, index) => `<<A${index}\n`).join('')],
  [
    'comments that nobody closes',
    (text) => ({ data: String(onlyGrew(text, text, 'a.xml')), undo: { can: 'yes' } }),
    '<!--',
  ],
])('a text of 100 KB that was made to be slow takes no time: %s', (_name, dialect, line) => {
  const text = `<databaseChangeLog>\n${line.repeat(Math.ceil(100_000 / line.length))}`;
  const start = process.cpuUsage();
  dialect(text, { path: 'a/x', has: () => false });
  expect(cpuMs(start)).toBeLessThan(2000);
});

test('of more operations than anybody reads nobody can say whether they can be undone', () => {
  const many = (line: string): string => operations(...Array.from({ length: 201 }, () => line));
  expect(read(django, many('migrations.RunPython(a, b)'))).toEqual([
    'data',
    'unknown: it does more than 200 things of one sort',
  ]);
  expect(read(django, many('migrations.RunPython(a)'))[1]).toMatch(/^no: RunPython without reverse_code/);
  expect(read(django, operations(`RunPython(a, "${'x'.repeat(70_000)}")`))[1]).toMatch(
    /^unknown: what RunPython is given/,
  );
});
