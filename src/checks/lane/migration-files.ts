const folders = [
  'db/(migrate|data|post_migrate)/[^/]+\\.rb',
  'lib/tasks/deployment/[^/]+\\.rake',
  'migrations/[0-9][^/]*\\.py',
  'versions/[^/]+\\.py',
  'migrations/.*migration\\.sql',
  'db/migrations?/[^/]+\\.(sql|rb|js|ts)',
  'changelog/.*\\.(xml|ya?ml|json|sql)',
  'migrations/[^/]+\\.(php|js|ts|exs|sql)',
  'data_migrations/[^/]+\\.exs',
  'drizzle/[^/]+\\.sql',
  '[^/]+\\.(up|down)\\.sql',
  'Migrations/[^/]+\\.cs',
];

const migration = new RegExp(`(^|/)(${folders.join('|')})$`);

const elsewhere = /(^|\/)(tests?|specs?|fixtures|testdata|node_modules|vendor)\//;

/** Whether a path looks like a migration of any framework (checks.md section 10.1), in a project of whichever. */
export const looksLikeMigration = (path: string): boolean => migration.test(path) && !elsewhere.test(path);
