import { expect, test } from 'vitest';
import { headsFacet } from '../../../src/checks/migrations/heads.js';
import { labelsFacet } from '../../../src/checks/migrations/labels.js';
import type { FacetLook, MigrationsLook } from '../../../src/checks/migrations/model.js';
import { modelsFacet } from '../../../src/checks/migrations/models.js';
import { namesFacet } from '../../../src/checks/migrations/names.js';
import { migrationsOptions } from '../../../src/checks/migrations/options.js';
import { pendingFacet } from '../../../src/checks/migrations/pending.js';
import { readMigrations } from '../../../src/checks/migrations/read.js';
import { type Files, repository, type TestRepository } from '../../helpers/repository.js';
import { contextIn } from '../gathering.js';

const feed = (namespace: string): string => `module ${namespace}\n  class RssFeedItem < Notification\n  end\nend\n`;

/** A project of Rails in which a class went from one namespace to another. */
function renamed(more: Files = {}): TestRepository & { readonly from: string } {
  const made = repository({
    'config/application.rb': 'module Shop; end\n',
    'app/models/notification.rb': 'class Notification < ApplicationRecord\nend\n',
    'app/models/notifications/rss_feed_item.rb': feed('Notifications'),
    'db/migrate/20260101000000_create_notifications.rb': 'create_table :notifications\n',
  });
  const from = made.git('rev-parse', 'HEAD');
  made.git('mv', 'app/models/notifications', 'app/models/notification');
  made.commit('Rename', { 'app/models/notification/rss_feed_item.rb': feed('Notification'), ...more });
  return { ...made, from };
}

async function lookIn(
  { root, from }: { readonly root: string; readonly from: string },
  options: unknown,
): Promise<MigrationsLook> {
  const context = await contextIn(root);
  const previous = { commit: from, sources: ['log'] };
  const read = await readMigrations(migrationsOptions.parse(options), { ...context, previous }, previous);
  if (!read.known) {
    throw new Error(read.why);
  }

  return read.look;
}

const said = ({ facet }: FacetLook): string => `${facet.verdict}: ${facet.summary}`;
const keys = ({ facet }: FacetLook): readonly string[] =>
  (facet.findings ?? []).map(({ key, verdict }) => `${verdict} ${key}`);

const name = 'Notifications::RssFeedItem';
const data = 'db/data/20261119000000_feeds.rb';

test('D2 a renamed class of single-table inheritance, by what production says about its rows', async () => {
  const project = renamed();
  const ask = async (stored_names?: string): Promise<FacetLook> =>
    namesFacet(await lookIn(project, stored_names === undefined ? {} : { stored_names }));
  const many = await ask('test "$SHIPIT_NAME" = Notifications::RssFeedItem && echo 214');
  expect(said(many)).toBe(
    `no-go: 214 rows store ${name}, which is now Notification::RssFeedItem; no migration rewrites them`,
  );
  expect(keys(many)).toEqual([`no-go ${name}`]);
  expect(many.facts).toMatchObject({
    names: [{ name, became: 'Notification::RssFeedItem', rows: 214, rewritten_by: null }],
  });
  expect(said(await ask('echo 0'))).toBe(`go: 0 rows store ${name}`);
  expect(said(await ask('echo 1'))).toContain(`no-go: 1 row stores ${name}`);
  expect(said(await ask('echo cannot connect >&2; exit 3'))).toBe(
    `unknown: nobody knows how many rows store ${name}, which is now Notification::RssFeedItem: exit 3: cannot connect`,
  );
  expect(said(await ask('no-such-program-here'))).toContain('exit 127');
  expect(said(await ask('echo ok'))).toContain('unknown: nobody knows');
  const none = await ask();
  expect(said(none)).toBe(
    `warn: ${name}, which is now Notification::RssFeedItem: rows may hold its name; nothing counts them (\`stored_names\`)`,
  );
  expect(none.facet.detail).toContain('  was app/models/notifications/rss_feed_item.rb:2; rows may hold its name');
});

test('D2 a migration that holds the old name as a string makes it go; one that only says it in a comment does not', async () => {
  const stored_names = 'echo 214';
  const rewrites = `execute "UPDATE notifications SET type = 'Notification::RssFeedItem' WHERE type = '${name}'"\n`;
  expect(said(await namesFacet(await lookIn(renamed({ [data]: rewrites }), { stored_names })))).toBe(
    `go: 214 rows store ${name}, which is now Notification::RssFeedItem; ${data} rewrites them`,
  );
  const comments = await lookIn(renamed({ [data]: `# '${name}'\nRow.touch_all\n` }), { stored_names });
  expect(said(await namesFacet(comments))).toContain('no-go: 214 rows');
  expect(said(await modelsFacet(comments))).toContain('go: ');
  const uses = await lookIn(renamed({ [data]: 'Notification::RssFeedItem.find_each(&:touch)\n' }), {});
  expect(said(await modelsFacet(uses))).toBe(
    `warn: ${data} uses Notification::RssFeedItem, which this release changes`,
  );
});

test('a migration that only says the old name rewrites nothing, and of one that nobody understands nobody knows', async () => {
  const schema = 'db/migrate/20261119000000_feeds.rb';
  const look = async (text: string): Promise<string> =>
    said(await namesFacet(await lookIn(renamed({ [schema]: text }), { stored_names: 'echo 3' })));
  expect(await look(`def change\n  add_column :a, :b, :text\n  say "${name} is left alone"\nend\n`)).toContain(
    'no-go: 3 rows',
  );
  expect(await look(`def change\n  say "${name} is left alone"\nend\n`)).toBe(
    `unknown: 3 rows store ${name}, which is now Notification::RssFeedItem; nobody can see whether ${schema} rewrites them`,
  );
});

test('Django: a renamed model is asked about by its content type; what nothing seems to store is told', async () => {
  const model = (name: string): string => `class ${name}(models.Model):\n    class Meta:\n        ordering = ['id']\n`;
  const operation = (text: string): string =>
    `class Migration(migrations.Migration):\n    operations = [\n        migrations.${text},\n    ]\n`;
  const made = repository({
    'manage.py': '',
    'orders/models.py': `${model('OldInvoice')}\n\nclass Unsaved:\n    pass\n`,
    'orders/migrations/0001_a.py': operation("CreateModel('OldInvoice')"),
  });
  const from = made.git('rev-parse', 'HEAD');
  const look = async (models: string, migration: string, stored_names?: string): Promise<FacetLook> => {
    made.commit('Next', { 'orders/models.py': models, 'orders/migrations/0002_b.py': operation(migration) });
    return namesFacet(await lookIn({ ...made, from }, stored_names === undefined ? {} : { stored_names }));
  };
  const count = 'test "$SHIPIT_NAME" = orders.OldInvoice && echo 214';
  const rename = "RenameModel('OldInvoice', 'Invoice')";
  const asked = await look(model('Invoice'), rename, count);
  expect(said(asked)).toBe(
    'go: 214 rows store orders.OldInvoice, which is now orders.Invoice; orders/migrations/0002_b.py rewrites them',
  );
  expect(asked.facet.detail?.at(-1)).toBe(
    'orders.Unsaved is gone or renamed, and nothing seems to store that name: `stored_names` was not asked',
  );
  const byHand = "AlterField('invoice', 'x')";
  expect(said(await look(model('Invoice'), byHand, count))).toContain('no-go: 214 rows store orders.OldInvoice');
  expect(said(await look(model('Invoice'), byHand))).toContain('warn: orders.OldInvoice, which is now orders.Invoice');
  expect(said(await look('', "DeleteModel('OldInvoice')"))).toContain('go: orders.OldInvoice, a model, is gone');
  expect(said(await look(model('OldInvoice'), byHand, count))).toBe(
    'go: orders.Unsaved is gone or renamed, and nothing seems to store that name: `stored_names` was not asked',
  );
});

test('hostile names are asked about as they are, never run; only so many are asked, and the rest is unknown', async () => {
  const hostile = '$(touch owned)\u001b[31m;--help.rb';
  const classes = (prefix: string): string =>
    Array.from(
      { length: 22 },
      (_none, index) => `class ${prefix}${String(index).padStart(2, '0')} < Notification\nend\n`,
    ).join('');
  const made = repository({ 'app/models/a.rb': classes('Old'), [`app/models/${hostile}`]: 'class Zed < Base; end\n' });
  const from = made.git('rev-parse', 'HEAD');
  made.git('rm', '-q', '--', `app/models/${hostile}`);
  made.commit('Rename', { 'app/models/a.rb': classes('New') });
  const found = await namesFacet(
    await lookIn({ ...made, from }, { stored_names: ['sh', '-c', 'echo 0; : "$SHIPIT_NAME"'] }),
  );
  expect(keys(found)).toEqual(['unknown Old20', 'unknown Old21', 'unknown Zed']);
  expect(said(found)).toContain('only 20 names are asked about (and 2 more)');
  expect(made.git('status', '--porcelain')).toBe('');
});

test('what the database waits for, as a tool prints it here, and where the release is not yet', async () => {
  const project = renamed({ [data]: 'x\n', 'db/migrate/20261119000001_rename.rb': 'x\n' });
  const table = (...lines: readonly string[]): string =>
    `printf '%s\\n' ' Status   Migration ID    Migration Name' ${lines.map((line) => `'${line}'`).join(' ')}`;
  const pending = async (command: string): Promise<FacetLook> =>
    pendingFacet(await lookIn(project, { pending: command }));
  const here = await pending(
    table('up 20260101000000 Create', 'down 20261119000001 Rename', 'down 20261119000000 Feeds'),
  );
  expect(said(here)).toBe('go: the database waits for exactly the 2 new migrations (asked here, db:migrate:status)');
  expect(said(await pending(table('up 20260101000000 Create')))).toBe(
    'go: nothing is left over; 2 new migrations are not known there yet (asked here, db:migrate:status)',
  );
  const left = await pending(table('down 20260101000000 Create'));
  expect(said(left)).toContain('warn: 20260101000000 has still to run, and is not of this release');
  expect(keys(left)).toEqual(['warn left:20260101000000']);
  expect(said(await pending('echo Nothing to say; echo more'))).toBe(
    'unknown: asked here: no list of migrations that is known; it begins with: Nothing to say',
  );
  expect(said(await pending('exit 1'))).toContain('unknown: asked here: exit 1, no list of migrations');
  expect(said(await pending('kill -9 $$'))).toContain('unknown: asked here: died with SIGKILL');
  expect(said(await headsFacet(await lookIn(project, {})))).toBe(
    'go: every number stands once, and the new ones come last',
  );
});

test('Alembic says where the database stands; the files of the release say what has still to run', async () => {
  const revision = (id: string, down: string): string => `revision = '${id}'\ndown_revision = ${down}\n`;
  const made = repository({
    'alembic.ini': '[alembic]\nscript_location = migrations\n',
    'migrations/versions/a1_first.py': revision('a1b2c3', 'None'),
    'migrations/versions/b2_second.py': revision('b2c3d4', "'a1b2c3'"),
  });
  const from = made.git('rev-parse', 'HEAD');
  made.commit('Third', { 'migrations/versions/c3_third.py': revision('c3d4e5', "'b2c3d4'") });
  const pending = async (command: string): Promise<FacetLook> =>
    pendingFacet(await lookIn({ ...made, from }, { pending: command }));
  expect(said(await pending('echo "b2c3d4"'))).toContain('go: the database waits for exactly the new migration');
  expect(said(await pending('echo "a1b2c3"'))).toContain('warn: b2c3d4 has still to run, and is not of this release');
  expect(said(await pending('echo "c3d4e5 (head)"'))).toContain(
    'warn: migrations/versions/c3_third.py is new, and has run already',
  );
  expect(said(await pending('echo "ffff00 (head)"'))).toContain('unknown: asked here: the database stands at ffff00');
  expect(said(await headsFacet(await lookIn({ ...made, from }, {})))).toContain(
    'go: one line of migrations, ending with c3d4e5',
  );
  made.commit('Fourth', { 'migrations/versions/d4_fourth.py': revision('d4e5f6', "'b2c3d4'") });
  const forked = await headsFacet(await lookIn({ ...made, from }, {}));
  expect(said(forked)).toBe('no-go: c3d4e5 and d4e5f6 both come last in migrations/versions');
  expect(keys(forked)).toEqual(['no-go fork:migrations/versions:c3d4e5+d4e5f6']);
});

test('labels: nobody can be asked where the remote is no forge that is known', async () => {
  const project = renamed({ [data]: 'x\n' });
  const labels = await labelsFacet(await lookIn(project, { labels: ['migration'] }));
  expect(said(labels)).toContain('unknown: the remote looks like neither GitHub nor GitLab');
  expect(said(await labelsFacet(await lookIn(project, {})))).toBe('n/a: no `labels` are asked for');
});
