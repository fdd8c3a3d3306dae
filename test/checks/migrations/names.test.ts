import { expect, test } from 'vitest';
import { inGlobs } from '../../../src/checks/migrations/globs.js';
import { usedClasses } from '../../../src/checks/migrations/models-used.js';
import { changedNames, compare } from '../../../src/checks/migrations/names-classes.js';
import { readCount } from '../../../src/checks/migrations/names-count.js';
import { formatChanges } from '../../../src/checks/migrations/names-format.js';
import { mentionsName, rewritesName } from '../../../src/checks/migrations/names-mention.js';
import { changedPart } from '../../../src/checks/migrations/names-part.js';
import { migrationsOptions } from '../../../src/checks/migrations/options.js';

const item = (namespace: string, more = ''): string =>
  `module ${namespace}\n  class RssFeedItem < Notification\n${more}  end\nend\n`;

test.each([
  [
    'D2 a class that went to another namespace in another file',
    [
      { path: 'app/models/notifications/rss_feed_item.rb', before: item('Notifications') },
      { path: 'app/models/notification/rss_feed_item.rb', after: item('Notification') },
    ],
    { removed: ['Notifications::RssFeedItem'], added: ['Notification::RssFeedItem'] },
  ],
  [
    'the same name in another file is no other name',
    [
      { path: 'app/models/a.rb', before: item('Notifications') },
      { path: 'app/models/b.rb', after: item('Notifications') },
    ],
    { removed: [], added: [] },
  ],
  [
    'a model of Django that went from models.py into a package',
    [
      { path: 'shop/models.py', before: 'class Gift(Basket):\n    pass\n' },
      { path: 'shop/models/gift.py', after: 'class Gift(Basket):\n    pass\n' },
    ],
    { removed: [], added: [] },
  ],
  [
    'a task that was made of a function',
    [{ path: 'shop/tasks.py', before: 'x = 1\nlater = app.task(send)\n', after: 'x = 1\n' }],
    { removed: ['shop.tasks.send'], added: [] },
  ],
])('%s', async (_name, files, expected) => {
  const { removed, added } = await compare(files);
  expect({ removed: removed.map(({ name }) => name), added: added.map(({ name }) => name) }).toEqual(expected);
});

test.each([
  ['shop/tasks.py', true],
  ['backend/shop/tasks/mail.py', true],
  ['backend/app/jobs/mail_job.rb', true],
  ['packs/billing/app/jobs/old_job.rb', true],
  ['lib/jobs/a.rb', true],
  ['lib/mail_worker.rb', true],
  ['lib/shop/mail.ex', true],
  ['app/models/a.rb', true],
  ['lib/parser.rb', false],
])('without `names_in`, %s is looked at for names that are stored: %s', (path, isIn) => {
  expect(inGlobs(migrationsOptions.parse({}).names_in)(path)).toBe(isIn);
});

test('of several classes in a file, those count as changed whose text is another one', async () => {
  const file = (total: string): string =>
    `class Basket(Model):\n    total = ${total}\n\nclass Gift(Model):\n    x = 1\n`;
  const files = [{ path: 'shop/models.py', before: file('Integer()'), after: file('Decimal()') }];
  expect([...(await changedNames(files, new Set(['Basket', 'Gift'])))]).toEqual(['shop.Basket']);
});

test.each([
  ['a\nb\nc\n', 'a\nx\nc\n', ['b\n', 'x\n', 1]],
  ['a\nb\n', 'a\nb\nc\n', ['', 'c\n', 2]],
  ['b\nc\n', 'a\nb\nc\n', ['', 'a\n', 0]],
  ['aa\nab\n', 'aa\n', ['ab\n', '', 1]],
  ['x\nx\nx\n', 'x\nx\n', ['x\n', '', 2]],
  ['a', 'a', ['', '', 0]],
  ['a\nfoo b', 'a\nbar b', ['foo b', 'bar b', 1]],
  ['a\nb\nend', 'a\nc\nend', ['b\n', 'c\n', 1]],
  ['', 'a\n', ['', 'a\n', 0]],
])('only what differs is looked at: %j and %j', (before, after, expected) => {
  const part = changedPart({ before, after });
  expect([part.before, part.after, part.above]).toEqual(expected);
});

test('a class that was opened in two files is not gone with one of them', async () => {
  const opened = 'class Gift < Basket\nend\n';
  const files = [
    { path: 'app/models/a.rb', before: opened },
    { path: 'app/models/b.rb', before: `${opened}x\n`, after: `${opened}y\n` },
  ];
  expect((await compare(files)).removed).toEqual([]);
});

const old = 'Notifications::RssFeedItem';

test.each([
  [
    'SQL in a heredoc',
    'db/data/1.rb',
    `execute <<~SQL\n  UPDATE n SET type = 'X' WHERE type = '${old}'\nSQL\n`,
    old,
    true,
  ],
  ['a string', 'db/migrate/1.rb', `Row.where(type: "${old}").update_all(type: 'X')`, old, true],
  ['within a longer string', 'db/1.sql', `UPDATE n SET y = replace(y, '!ruby/object:${old} {}', 'X')`, old, false],
  ['in YAML after a space', 'db/1.sql', `UPDATE n SET y = replace(y, '--- !x ${old}', 'X');`, old, true],
  ['a comment', 'db/migrate/1.rb', `# "${old}" is now another\nadd_column :a, :b, :text\n`, old, false],
  ['a comment of SQL', 'db/1.sql', `-- '${old}'\nSELECT 1;`, old, false],
  ['a constant', 'db/migrate/1.rb', `${old}.delete_all`, old, false],
  ['a longer name', 'db/migrate/1.rb', `x("${old}Old")`, old, false],
  ['a name within a longer one', 'db/migrate/1.rb', `x("${old}::Deep")`, old, false],
  ['the end of a longer name', 'db/migrate/1.rb', 'x("My::RssFeedItem")', 'RssFeedItem', false],
  [
    'PHP doubles its backslashes',
    'database/migrations/1.php',
    "<?php DB::table('n')->where('type', 'App\\\\Models\\\\Post');",
    'App\\Models\\Post',
    true,
  ],
  ['PHP, with one each', 'database/migrations/1.php', "<?php $x = 'App\\Models\\Post';", 'App\\Models\\Post', true],
  [
    'Celery, by its module',
    'shop/migrations/0042_x.py',
    "rename('shop.tasks.send', 'shop.mail.send')",
    'shop.tasks.send',
    true,
  ],
  [
    'Django renames what stores it',
    'shop/migrations/0042_x.py',
    "migrations.RenameModel(old_name='Gift', new_name='Present')",
    'shop.Gift',
    true,
  ],
  [
    'Django, a content type',
    'shop/migrations/0042_x.py',
    "ContentType.objects.filter(app_label='shop', model='gift')",
    'shop.Gift',
    true,
  ],
  [
    'Django: what removes the model leaves the rows',
    'shop/migrations/0042_x.py',
    "migrations.DeleteModel(name='Gift')",
    'shop.Gift',
    false,
  ],
  [
    'Django: a field of it',
    'shop/migrations/0042_x.py',
    "migrations.AddField(model_name='gift', name='x', field=F())",
    'shop.Gift',
    false,
  ],
  ['Django: apps.get_model alone', 'shop/migrations/0042_x.py', "apps.get_model('shop', 'Gift')", 'shop.Gift', false],
])('whether a migration speaks of an old name: %s', (_name, path, text, name, expected) => {
  expect(mentionsName({ path, text }, name)).toBe(expected);
});

const rewriting = (text: string, more: object = {}): string =>
  rewritesName({ path: 'db/migrate/1.rb', is: 'schema', text, ...more }, old);

test('only who changes rows rewrites those that hold a name; of one that nobody understands nobody knows', () => {
  expect(rewriting(`say "${old} is left alone"\nadd_column :a, :b, :text`)).toBe('no');
  expect(rewriting(`Row.where(type: "${old}").delete_all`, { is: 'data' })).toBe('yes');
  expect(rewriting(`Rename.run("${old}")`, { is: 'data', guessed: true })).toBe('unknown');
  const renames = "operations = [migrations.RenameModel('Gift', 'Present')]";
  expect(rewritesName({ path: 'a/migrations/1.py', is: 'schema', text: renames }, 'a.Gift')).toBe('yes');
});

test.each([
  ['a constant', 'db/migrate/1.rb', 'User.find_each { |user| user.touch }', ['User'], ['User']],
  ['with its namespace', 'db/migrate/1.rb', '::Shop::User.count', ['Shop::User', 'User'], ['Shop::User']],
  ['in a string or a comment', 'db/migrate/1.rb', '# User\nexecute "UPDATE User"', ['User'], []],
  [
    'a small model of its own',
    'db/migrate/1.rb',
    'class M\n  class User < ActiveRecord::Base; end\n  User.count\nend',
    ['User'],
    [],
  ],
  [
    'Django, imported',
    'shop/migrations/1.py',
    'from shop.models import (\n    Gift,\n    Basket as B,\n)\n',
    ['shop.Basket', 'shop.Gift'],
    ['shop.Basket', 'shop.Gift'],
  ],
  [
    'Django, imported from beside',
    'shop/migrations/1.py',
    'from ..models import Basket\n',
    ['shop.Basket'],
    ['shop.Basket'],
  ],
  [
    'Django, the module',
    'shop/migrations/1.py',
    'from shop import models\nmodels.Basket.objects.all()\n',
    ['shop.Basket'],
    ['shop.Basket'],
  ],
  [
    'Django, as it was',
    'shop/migrations/1.py',
    "Basket = apps.get_model('shop', 'Basket')\nBasket.objects.all()\n",
    ['shop.Basket'],
    [],
  ],
  ['Django, of another application', 'shop/migrations/1.py', 'from stock.models import Basket\n', ['shop.Basket'], []],
  [
    'Laravel',
    'database/migrations/1.php',
    '<?php\nuse App\\Models\\Post;\nPost::all();',
    ['App\\Models\\Post'],
    ['App\\Models\\Post'],
  ],
  [
    'TypeORM',
    'src/migrations/1.ts',
    "import { User } from '../entities/user';\nawait run(User);",
    ['User', 'Row'],
    ['User'],
  ],
  ['a name of a package', 'src/migrations/1.ts', "import { Table } from 'typeorm';\nnew Table();", ['Table'], []],
  ['Ecto', 'priv/repo/migrations/1.exs', 'alias Shop.Basket\nRepo.all(Basket)', ['Shop.Basket'], ['Shop.Basket']],
  ['SQL uses none', 'db/1.sql', 'SELECT * FROM User', ['User'], []],
])('what a migration takes from the application: %s', (_name, path, text, names, expected) => {
  expect(usedClasses(path, text, names)).toEqual(expected);
});

const format = (before: string, after: string, path = 'app/models/user.rb'): readonly string[] =>
  formatChanges([{ path, before, after }], new Set()).map(({ what, line }) => `${line} ${what}`);

test.each([
  ['serialize', 'class U\nend\n', 'class U\n  serialize :settings, JSON\nend\n', undefined, ['2 settings']],
  ['another coder', '  serialize :settings\n', '  serialize :settings, JSON\n', undefined, ['1 settings']],
  ['the same line elsewhere', '  store :a\n  x\n', '  x\n  store :a\n', undefined, []],
  ['a typed attribute', '', '  attribute :price, :json\n', undefined, ['1 price']],
  ['a plain attribute', 'x\n', '  attribute :price, :integer\n', undefined, []],
  ['polymorphic', 'x\n', '  belongs_to :owner, polymorphic: true\n', undefined, ['1 owner']],
  ['a comment', 'x\n', '  # serialize :a\n', undefined, []],
  ['Django', 'x\n', '    data = models.JSONField(default=dict)\n', 'shop/models.py', ['1 data']],
  [
    'a choice with another value',
    'class S(TextChoices):\n    NEW = "n", "New"\n',
    'class S(TextChoices):\n    NEW = "new", "New"\n',
    'shop/models.py',
    ['2 NEW'],
  ],
  [
    'one more choice',
    'class S(TextChoices):\n    NEW = "n"\n',
    'class S(TextChoices):\n    NEW = "n"\n    OLD = "o"\n',
    'shop/models.py',
    [],
  ],
  ['no enumeration of Elixir', 'Enum.map(a)\n  id = "a"\n', 'Enum.map(a)\n  id = "b"\n', 'lib/web/page.ex', []],
  ['markup', 'zodEnum()\n  <A\n  id="a"\n', 'zodEnum()\n  <A\n  id="b"\n', 'src/page.tsx', []],
  ['arguments', 'x = Enum()\nf(\n  a="b",\n)\n', 'x = Enum()\nf(\n  a="c",\n)\n', 'shop/types.py', []],
  ['JSON that is read', 'x\n', '  body = JSON.parse(text)\n', 'app/jobs/a.rb', []],
  ['Laravel', 'x\n', "        'options' => 'array',\n", 'app/Models/Post.php', ['1 options']],
])('a changed format: %s', (_name, before, after, path, expected) => {
  expect(format(before, after, path)).toEqual(expected);
});

test('a file that is wholly new has stored nothing yet, unless it took the place of another', () => {
  const files = [{ path: 'app/models/new.rb', after: '  serialize :a\n' }];
  expect(formatChanges(files, new Set())).toEqual([]);
  expect(formatChanges(files, new Set(['app/models/new.rb']))).toHaveLength(1);
});

test.each([
  ['214\n', { rows: 214 }],
  ['0', { rows: 0 }],
  [' count \n-------\n   214\n(1 row)\n', { rows: 214 }],
  ['+-----+\n| 214 |\n+-----+\n', { rows: 214 }],
  ['', { unknown: 'it printed nothing' }],
  ['214\n3\n', { unknown: 'it printed several numbers' }],
  ['-1\n', { unknown: 'it printed no count: -1' }],
  ['many', { unknown: 'it printed no count: many' }],
])('a count is one number: %j', (stdout, expected) => {
  expect(readCount(stdout)).toEqual(expected);
});

test('hostile texts are read in no time', () => {
  const started = performance.now();
  mentionsName({ path: 'a/1.py', text: '"'.repeat(60_000) }, 'shop.Gift');
  mentionsName({ path: 'a/1.sql', text: `'${'a '.repeat(400_000)}` }, old);
  mentionsName({ path: 'a/1.rb', text: '<<A\n'.repeat(2000) }, old);
  mentionsName({ path: 'a/1.py', text: 'RenameModel('.repeat(15_000) }, 'shop.Gift');
  usedClasses('a/1.rb', 'A::'.repeat(30_000), ['User']);
  usedClasses('a/1.py', `from a import ${'('.repeat(15_000)}`, ['shop.User']);
  usedClasses('a/1.ts', 'import a '.repeat(15_000), ['User']);
  formatChanges([{ path: 'a.rb', before: '', after: 'belongs_to :a '.repeat(15_000) }], new Set());
  expect(performance.now() - started).toBeLessThan(5000);
});
