import { expect, test } from 'vitest';
import type { Migration } from '../../../src/checks/migrations/model.js';
import { comparePending, freshFor } from '../../../src/checks/migrations/pending-compare.js';
import { readPending } from '../../../src/checks/migrations/pending-formats.js';

/** What the tools print, word for word, cut to a few migrations. */
const outputs = {
  'showmigrations --plan': `[X]  contenttypes.0001_initial
[X]  shop.0001_initial
[ ]  shop.0042_rename_basket
`,
  showmigrations: `contenttypes
 [X] 0001_initial
shop
 [X] 0001_initial
 [X] 0002_squashed_0004 (3 squashed migrations)
 [ ] 0042_rename_basket
sites
 (no migrations)
`,
  'db:migrate:status': `
database: shop_production

 Status   Migration ID    Migration Name
--------------------------------------------------
   up     20200101000000  ********** NO FILE **********
   up     20201119000000  Create users
  down    20261119000001  Rename feeds

`,
  'mix ecto.migrations': `
Repo: Shop.Repo

  Status    Migration ID    Migration Name
--------------------------------------------------
  up        20200101000000  ** FILE NOT FOUND **
  up        20201119000000  create_users
  down      20261119000001  rename_feeds
`,
  'sequelize db:migrate:status': `
Sequelize CLI [Node: 20.19.0, CLI: 6.6.2, ORM: 6.35.0]

Loaded configuration file "config/config.json".
up 20201119000000-create-users.js
down 20261119000001-rename-feeds.js
`,
  'knex migrate:list': `Using environment: production
\u001b[32mFound 1 Completed Migration file/files.
\u001b[39m\u001b[36m20201119000000_users.js \u001b[39m
\u001b[32mFound 1 Pending Migration file/files.
\u001b[39m\u001b[36m20261119000001_feeds.js \u001b[39m
`,
  'knex migrate:list, nothing': `Using environment: production
No Completed Migration files Found. 
No Pending Migration files Found.
`,
  'artisan migrate:status until 8': `+------+------------------------------------------------+-------+
| Ran? | Migration                                      | Batch |
+------+------------------------------------------------+-------+
| Yes  | 2014_10_12_000000_create_users_table           | 1     |
| No   | 2026_11_19_000000_rename_feeds                 |       |
+------+------------------------------------------------+-------+
`,
  'artisan migrate:status since 9': `
  Migration name .............................................. Batch / Status  
  2014_10_12_000000_create_users_table ............................... [1] Ran  
  2026_11_19_000000_rename_feeds ..................................... Pending  

`,
  'goose status': `2026/11/19 10:00:00     Applied At                  Migration
2026/11/19 10:00:00     =======================================
2026/11/19 10:00:00     Thu Nov 19 10:00:00 2020 -- 00001_users.sql
2026/11/19 10:00:00     Pending                  -- 00002_feeds.sql
`,
  'dbmate status': `[X] 20201119000000_users.sql
[ ] 20261119000001_feeds.sql

Applied: 1
Pending: 1
`,
  'typeorm migration:show': ` [X] 1 CreateUsers1605744000000
 [ ] RenameFeeds1795046400000
`,
  'prisma migrate status': `Environment variables loaded from .env
Prisma schema loaded from prisma/schema.prisma
Datasource "db": PostgreSQL database "shop", schema "public" at "localhost:5432"

2 migrations found in prisma/migrations

Following migration have not yet been applied:
20261119000001_feeds

To apply migrations in development run prisma migrate dev.
To apply migrations in production run prisma migrate deploy.
`,
  'prisma migrate status, well': `Prisma schema loaded from prisma/schema.prisma
Datasource "db": SQLite database "dev.db" at "file:./dev.db"

2 migrations found in prisma/migrations


Database schema is up to date!
`,
  'prisma migrate status, failed': `2 migrations found in prisma/migrations
Following migration have failed:
20261119000001_feeds

During development if the failed migration(s) have not been deployed to a production database you can then fix the migration(s) and run prisma migrate dev.
`,
  'prisma migrate status, apart': `2 migrations found in prisma/migrations
Your local migration history and the migrations table from your database are different:

The last common migration is: 20201119000000_users

The migration have not yet been applied:
20261119000001_feeds

The migration from the database are not found locally in prisma/migrations:
20250101000000_lost
`,
  'flyway info': `{
  "schemaVersion": "2",
  "migrations": [
    {"category": "Versioned", "version": "1", "description": "users", "type": "SQL", "state": "Success"},
    {"category": "Versioned", "version": "2.1", "description": "feeds", "type": "SQL", "state": "Pending"},
    {"category": "Versioned", "version": "3", "description": "broken", "type": "SQL", "state": "Failed"},
    {"category": "Versioned", "version": "0.9", "description": "old", "type": "SQL", "state": "Missing"},
    {"category": "Repeatable", "version": "", "description": "all views", "type": "SQL", "state": "Outdated"}
  ]
}
`,
  'liquibase status --verbose': `Liquibase Version: 4.25.0
2 changesets have not been applied to SHOP@jdbc:postgresql://localhost/shop
     db/changelog/2.xml::2::ana
     db/changelog/2.xml::3::ana
Liquibase command 'status' was executed successfully.
`,
  'migrations:list': `+-----------------------------------------+--------------+---------------------+----------------+-------------+
| Migration Versions                      |              |                     |                | Description |
+-----------------------------------------+--------------+---------------------+----------------+-------------+
| Migration                               | Status       | Migrated At         | Execution Time |             |
| DoctrineMigrations\\Version20201119000000 | migrated     | 2020-11-19 10:00:00 | 0.1s           |             |
| DoctrineMigrations\\Version20261119000001 | not migrated |                     |                |             |
+-----------------------------------------+--------------+---------------------+----------------+-------------+
`,
  'dotnet ef migrations list': `Build started...
Build succeeded.
20201119000000_Users
20261119000001_Feeds (Pending)
`,
  'alembic current': `INFO  [alembic.runtime.migration] Context impl PostgresqlImpl.
INFO  [alembic.runtime.migration] Will assume transactional DDL.
ae1027a6acf1 (head)
`,
  'alembic current, empty': `INFO  [alembic.runtime.migration] Context impl SQLiteImpl.
INFO  [alembic.runtime.migration] Will assume non-transactional DDL.
`,
} as const;

const states = (output: string, exit = 0): readonly string[] | undefined =>
  readPending(output, exit)?.listed.map(({ id, state }) => `${state} ${id}`);

test.each([
  [
    'showmigrations --plan',
    'django',
    ['applied contenttypes.0001_initial', 'applied shop.0001_initial', 'pending shop.0042_rename_basket'],
  ],
  [
    'showmigrations',
    'django',
    [
      'applied contenttypes.0001_initial',
      'applied shop.0001_initial',
      'applied shop.0002_squashed_0004',
      'pending shop.0042_rename_basket',
    ],
  ],
  ['db:migrate:status', 'rails', ['gone 20200101000000', 'applied 20201119000000', 'pending 20261119000001']],
  ['mix ecto.migrations', 'ecto', ['gone 20200101000000', 'applied 20201119000000', 'pending 20261119000001']],
  [
    'sequelize db:migrate:status',
    'sequelize',
    ['applied 20201119000000-create-users.js', 'pending 20261119000001-rename-feeds.js'],
  ],
  ['knex migrate:list', 'knex', ['applied 20201119000000_users.js', 'pending 20261119000001_feeds.js']],
  ['knex migrate:list, nothing', 'knex', []],
  [
    'artisan migrate:status until 8',
    'laravel',
    ['applied 2014_10_12_000000_create_users_table', 'pending 2026_11_19_000000_rename_feeds'],
  ],
  [
    'artisan migrate:status since 9',
    'laravel',
    ['applied 2014_10_12_000000_create_users_table', 'pending 2026_11_19_000000_rename_feeds'],
  ],
  ['goose status', 'goose', ['applied 00001_users.sql', 'pending 00002_feeds.sql']],
  ['dbmate status', 'dbmate', ['applied 20201119000000_users.sql', 'pending 20261119000001_feeds.sql']],
  ['typeorm migration:show', 'typeorm', ['applied CreateUsers1605744000000', 'pending RenameFeeds1795046400000']],
  ['prisma migrate status', 'prisma', ['pending 20261119000001_feeds']],
  ['prisma migrate status, well', 'prisma', []],
  ['prisma migrate status, failed', 'prisma', ['failed 20261119000001_feeds']],
  ['prisma migrate status, apart', 'prisma', ['pending 20261119000001_feeds', 'gone 20250101000000_lost']],
  ['flyway info', 'flyway', ['applied 1', 'pending 2.1', 'failed 3', 'gone 0.9', 'pending R__all_views']],
  [
    'liquibase status --verbose',
    'liquibase',
    ['pending db/changelog/2.xml::2::ana', 'pending db/changelog/2.xml::3::ana'],
  ],
  [
    'migrations:list',
    'doctrine',
    ['applied DoctrineMigrations\\Version20201119000000', 'pending DoctrineMigrations\\Version20261119000001'],
  ],
  ['dotnet ef migrations list', 'efcore', ['applied 20201119000000_Users', 'pending 20261119000001_Feeds']],
  ['alembic current', 'alembic', ['applied ae1027a6acf1']],
  ['alembic current, empty', 'alembic', []],
] as const)('%s is read as it is printed', (name, framework, expected) => {
  const exit = name.startsWith('prisma') && !name.endsWith('well') ? 1 : 0;
  expect(readPending(outputs[name], exit)?.framework).toBe(framework);
  expect(states(outputs[name], exit)).toEqual(expected);
});

test.each([
  ['nothing at all', '', 0],
  ['a word', 'done\n', 0],
  ['an error', 'Traceback (most recent call last):\n  File "manage.py", line 22\nOperationalError: no such table\n', 1],
  ['the list of a tool that failed', outputs['db:migrate:status'], 1],
  ['a half list: one line that nobody understands', '[X]  shop.0001_initial\n[ ]  \u001b]0;evil\u0007\n', 0],
  ['JSON of something else', '{"migrations": 12}', 0],
  ['JSON that was cut', outputs['flyway info'].slice(0, 300), 0],
  ['a count that does not fit', outputs['liquibase status --verbose'].replace('2 changesets', '3 changesets'), 0],
  ['Laravel without its table', 'Migration table not found.\n', 0],
  [
    'Entity Framework without the database, which then lists all of them as if they had run',
    `Build succeeded.
An error occurred while accessing the database. Continuing without the information provided by the database. Error: no
20201119000000_Users
20261119000001_Feeds
`,
    0,
  ],
  [
    'Entity Framework that cannot tell',
    '20201119000000_Users\nUnable to determine which migrations have been applied. This can happen when …\n',
    0,
  ],
  [
    'one row of Laravel that is broken in two',
    `${outputs['artisan migrate:status since 9']}  2026_11_19_000001_a_name\n  Pending\n`,
    0,
  ],
  ['one of Laravel in another state', outputs['artisan migrate:status since 9'].replace('Pending', 'Running'), 0],
  ['one row of the old table', outputs['artisan migrate:status until 8'].replace('No ', '?? '), 0],
  ['one of Rails in another state', outputs['db:migrate:status'].replace('down', 'half'), 0],
  ['one of Ecto with another id', outputs['mix ecto.migrations'].replace('20261119000001', '2026x'), 0],
  ['one of Sequelize with a blank in its name', outputs['sequelize db:migrate:status'].replace('-feeds', ' feeds'), 0],
  ['one of Knex with a blank in its name', outputs['knex migrate:list'].replace('_feeds', ' feeds'), 0],
  ['one of goose with another time', outputs['goose status'].replace('Pending ', 'Unknown '), 0],
  ['one of Doctrine in another state', outputs['migrations:list'].replace('not migrated', 'running'), 0],
])('%s is no known list: nothing may be concluded from it', (_name, output, exit) => {
  expect(readPending(output, exit)).toBeUndefined();
});

test.each([
  ['2026_11_19_000000_rename_feeds Pending', 'pending 2026_11_19_000000_rename_feeds'],
  ['2026_11_19_000000_rename_feeds  [12] Ran', 'applied 2026_11_19_000000_rename_feeds'],
  ['rename_feeds ... Pending', 'pending rename_feeds'],
  ['rename_feeds ... Skipped', 'pending rename_feeds'],
])('Laravel writes dots where there is room for them: %s', (row, expected) => {
  expect(states(`  Migration name ... Batch / Status\n  ${row}\n`)).toEqual([expected]);
});

const added = (path: string, framework: Migration['framework'], more: Partial<Migration> = {}): Migration => ({
  path,
  framework,
  status: 'A',
  text: '',
  is: 'schema',
  because: [],
  undo: { can: 'yes' },
  authors: [],
  ...more,
});

test.each([
  ['showmigrations --plan', added('backend/shop/migrations/0042_rename_basket.py', 'django')],
  ['showmigrations', added('shop/migrations/0042_rename_basket.py', 'django')],
  ['db:migrate:status', added('db/migrate/20261119000001_rename_feeds.rb', 'rails')],
  ['mix ecto.migrations', added('priv/repo/migrations/20261119000001_rename_feeds.exs', 'ecto')],
  ['sequelize db:migrate:status', added('migrations/20261119000001-rename-feeds.ts', 'sequelize')],
  ['knex migrate:list', added('db/migrations/20261119000001_feeds.js', 'knex')],
  ['artisan migrate:status since 9', added('database/migrations/2026_11_19_000000_rename_feeds.php', 'laravel')],
  ['goose status', added('migrations/00002_feeds.sql', 'goose')],
  ['dbmate status', added('db/migrations/20261119000001_feeds.sql', 'dbmate')],
  ['typeorm migration:show', added('src/migrations/1795046400000-RenameFeeds.ts', 'typeorm')],
  ['prisma migrate status', added('prisma/migrations/20261119000001_feeds/migration.sql', 'prisma')],
  ['migrations:list', added('migrations/Version20261119000001.php', 'doctrine')],
  ['dotnet ef migrations list', added('src/Migrations/20261119000001_Feeds.cs', 'efcore')],
  ['liquibase status --verbose', added('src/main/resources/db/changelog/2.xml', 'liquibase')],
] as const)('%s: what waits is the file of this release, and nothing else', (name, migration) => {
  const read = readPending(outputs[name], name.startsWith('prisma') ? 1 : 0);
  const fresh = freshFor(read?.framework ?? 'rails', [migration]);
  expect(read && comparePending(read, fresh)).toEqual({ findings: [], awaited: [migration.path], unseen: [] });
});

const rails = (status: string, ...files: readonly string[]): unknown => {
  const table = `Status   Migration ID    Migration Name\n${status}`;
  const read = readPending(table, 0);
  const migrations = files.map((file) => added(`db/migrate/${file}.rb`, 'rails'));
  const { findings, unseen } = comparePending(
    read ?? { framework: 'rails', tool: '', listed: [], saysApplied: true },
    migrations,
  );
  return [...findings.map(({ key, verdict }) => `${verdict} ${key}`), ...unseen.map((path) => `unseen ${path}`)];
};

test.each([
  ['exactly the new one', 'up 1 A\ndown 2 B\n', ['2_b'], []],
  ['more: an earlier deploy stopped half way', 'up 1 A\ndown 2 B\ndown 3 C\n', ['3_c'], ['warn left:2']],
  ['fewer: it was run by hand', 'up 1 A\nup 2 B\n', ['2_b'], ['warn ran:db/migrate/2_b.rb']],
  ['asked where the release is not yet', 'up 1 A\n', ['2_b'], ['unseen db/migrate/2_b.rb']],
  ['there, left over from before', 'up 1 A\ndown 2 B\n', ['3_c'], ['warn left:2', 'unseen db/migrate/3_c.rb']],
  [
    'one of two is not listed',
    'up 1 A\ndown 2 B\n',
    ['2_b', '3_c'],
    ['warn unseen:db/migrate/3_c.rb', 'unseen db/migrate/3_c.rb'],
  ],
])('the set must be the release’s own: %s', (_name, status, files, expected) => {
  expect(rails(status, ...files)).toEqual(expected);
});

test('what failed is a no-go, and a repeatable one that changed is awaited', () => {
  const read = readPending(outputs['flyway info'], 0);
  const fresh = freshFor('flyway', [
    added('db/migration/V2_1__feeds.sql', 'flyway'),
    added('db/migration/R__all_views.sql', 'flyway', { status: 'M', repeatable: true }),
  ]);
  expect(read && comparePending(read, fresh)).toEqual({
    findings: [{ key: 'failed:3', verdict: 'no-go', text: '3 began to run and did not end well' }],
    awaited: ['db/migration/V2_1__feeds.sql', 'db/migration/R__all_views.sql'],
    unseen: [],
  });
});

test('a squashed migration of Django whose parts have run counts as run, and nobody ran it by hand', () => {
  const read = readPending('[X]  shop.0001_squashed_0004\n[ ]  shop.0005_gift\n', 0);
  const fresh = [
    added('shop/migrations/0001_squashed_0004.py', 'django', { squashes: ['0001_initial'] }),
    added('shop/migrations/0005_gift.py', 'django'),
  ];
  expect(read && comparePending(read, fresh)).toEqual({
    findings: [],
    awaited: ['shop/migrations/0005_gift.py'],
    unseen: [],
  });
});
