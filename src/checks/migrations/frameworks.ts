import { alembic } from './alembic.js';
import { inCsharp, inJavascript, inPhp } from './braces.js';
import type { Dialect } from './dialect.js';
import { django } from './django.js';
import { ecto } from './ecto.js';
import { liquibase } from './liquibase.js';
import type { FrameworkName } from './model.js';
import { rails } from './rails.js';
import { flyway, forwardsOnly, sections, upAndDown } from './sql.js';

/** Where a framework keeps its migrations, and how they are read. Globs are from the top of the tree. */
export interface Framework {
  readonly name: FrameworkName;
  /** A file of these in the release says that it is used; none: what a file says itself does. */
  readonly markers: readonly string[];
  readonly files: readonly string[];
  /** Among the others: those that hold data whatever is in them. */
  readonly data?: readonly string[];
  readonly without?: readonly string[];
  readonly dialect: Dialect;
}

const scripts = '{js,cjs,mjs,ts,cts,mts}';
/** `src/migration` may hold anything; what is of a migration tool begins with its instant there. */
const javascriptFiles = [`**/migrations/**/*.${scripts}`, `**/migration/**/{,Migration}[0-9]*.${scripts}`];
const declarations = ['**/*.d.{ts,cts,mts}'];
/** Where classes are handed over by name, a file that only names the others lies beside them. */
const withIndex = [...declarations, `**/index.${scripts}`];

/** checks.md section 10.1. Where two would claim a file, the first does. */
export const frameworks: readonly Framework[] = [
  {
    name: 'rails',
    markers: ['**/config/application.rb'],
    files: ['**/db/migrate/**/*.rb', '**/db/*_migrate/*.rb', '**/db/data/*.rb', '**/lib/tasks/deployment/*.rake'],
    data: ['**/db/data/*.rb', '**/lib/tasks/deployment/*.rake'],
    dialect: rails,
  },
  {
    name: 'django',
    markers: ['**/manage.py'],
    // Django runs every module but those; `env.py` is Alembic's.
    files: ['**/migrations/[!_~]*.py'],
    without: ['**/migrations/env.py'],
    dialect: django,
  },
  {
    name: 'alembic',
    markers: ['**/alembic*.ini', '**/script.py.mako'],
    // What its configuration says is added to these: see places.ts.
    files: [],
    dialect: alembic,
  },
  {
    name: 'prisma',
    markers: ['**/schema.prisma', '**/prisma/schema/*.prisma'],
    files: ['**/migrations/*/migration.sql'],
    dialect: forwardsOnly,
  },
  {
    name: 'flyway',
    markers: ['**/flyway.{conf,toml}', '**/V[0-9]*__*.{sql,java,kt}', '**/db/migration/**/V*__*.sql'],
    // Nobody else names files like this, wherever `flyway.locations` has them.
    files: ['**/{V[0-9]*,R}__*.{sql,java,kt}', '**/db/migration/**/V*__*.sql'],
    dialect: flyway,
  },
  {
    name: 'liquibase',
    markers: [
      ...['**/liquibase.properties', '**/db.changelog*.{xml,yaml,yml,json,sql}', '**/changelog-master.*'],
      '**/liquibase/**/*.{xml,yaml,yml,json,sql}',
    ],
    // Whether one is a changelog its text tells.
    files: [
      ...['**/{changelog,liquibase}/**/*.{xml,yaml,yml,json,sql}', '**/db.changelog*.{xml,yaml,yml,json,sql}'],
      '**/src/main/resources/**/*.{xml,yaml,yml,json}',
    ],
    dialect: liquibase,
  },
  { name: 'laravel', markers: ['**/artisan'], files: ['**/database/migrations/**/*.php'], dialect: inPhp },
  {
    name: 'knex',
    markers: [`**/knexfile.${scripts}`],
    files: javascriptFiles,
    without: declarations,
    dialect: inJavascript,
  },
  {
    name: 'sequelize',
    markers: ['**/.sequelizerc'],
    files: javascriptFiles,
    without: declarations,
    dialect: inJavascript,
  },
  {
    name: 'mikroorm',
    markers: [`**/mikro-orm.config.${scripts}`, `**/mikro-orm.*.config.${scripts}`],
    files: javascriptFiles,
    without: withIndex,
    dialect: inJavascript,
  },
  {
    name: 'typeorm',
    markers: [
      `**/ormconfig.{json,yml,yaml,xml,env}`,
      `**/ormconfig.${scripts}`,
      `**/{data-source,datasource}.${scripts}`,
    ],
    files: javascriptFiles,
    without: withIndex,
    dialect: inJavascript,
  },
  {
    name: 'drizzle',
    markers: [`**/drizzle.config.${scripts}`, '**/drizzle.config.json'],
    files: ['**/drizzle/**/*.sql'],
    dialect: forwardsOnly,
  },
  {
    name: 'ecto',
    markers: ['**/mix.exs'],
    files: ['**/priv/*/migrations/**/*.exs', '**/priv/*/data_migrations/**/*.exs'],
    data: ['**/priv/*/data_migrations/**/*.exs'],
    dialect: ecto,
  },
  { name: 'golang-migrate', markers: [], files: ['**/*.up.sql'], dialect: upAndDown },
  {
    name: 'goose',
    markers: [],
    files: ['**/*.sql', '**/[0-9]*_*.go'],
    without: ['**/*_test.go'],
    dialect: sections,
  },
  { name: 'dbmate', markers: [], files: ['**/*.sql'], dialect: sections },
  {
    name: 'efcore',
    markers: ['**/*.csproj'],
    files: ['**/Migrations/**/*.cs'],
    without: ['**/*.Designer.cs', '**/*Snapshot.cs'],
    dialect: inCsharp,
  },
  {
    name: 'doctrine',
    markers: ['**/migrations.php', '**/doctrine_migrations.{yaml,yml,xml,php}'],
    files: ['**/{migrations,Migrations,DoctrineMigrations}/**/Version*.php'],
    dialect: inPhp,
  },
];

/** Nobody deploys what lies here; what the project names itself counts wherever it lies. */
export const leftOut: readonly string[] = [
  '**/{test,tests,__tests__,spec,fixtures,testdata,node_modules,vendor}/**',
  `**/*.{test,spec}.${scripts}`,
  '**/__init__.py',
];
