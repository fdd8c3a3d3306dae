/** Everything shipit knows the migrations of; `raw` are those under the project's own globs. */
export const frameworkNames = [
  'rails',
  'django',
  'alembic',
  'prisma',
  'flyway',
  'liquibase',
  'laravel',
  'knex',
  'sequelize',
  'typeorm',
  'mikroorm',
  'drizzle',
  'ecto',
  'golang-migrate',
  'goose',
  'dbmate',
  'efcore',
  'doctrine',
] as const;

export type FrameworkName = (typeof frameworkNames)[number];
