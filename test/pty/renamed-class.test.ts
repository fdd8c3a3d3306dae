import { expect, test } from 'vitest';
import { answer, read, story } from '../helpers/story.js';
import { keys } from '../helpers/terminal.js';

const feed = (namespace: string): string => `module ${namespace}\n  class RssFeedItem < Notification\n  end\nend\n`;

const question = 'Are there rows that store a renamed class name?';
const items = [
  '{ask: "Is the sky clear?", id: sky}',
  '{migrations: {stored_names: bin/stored-names, facets: {rehearsed: off, reversible: off}}}',
];

/** 214 rows of a table, and how a project counts those of a class. */
const production = {
  'production/types.txt': 'Notifications::RssFeedItem\n'.repeat(214),
  'bin/stored-names': '#!/bin/sh\ngrep -cxF -- "$SHIPIT_NAME" production/types.txt || test $? = 1\n',
};

test('a class was renamed and 214 rows keep the old name: no-go until a migration rewrites them', async () => {
  const project = story(items, '', {
    'config/application.rb': 'module Shop\nend\n',
    'app/models/notification.rb': 'class Notification < ApplicationRecord\nend\n',
    'app/models/notifications/rss_feed_item.rb': feed('Notifications'),
    ...production,
  });
  project.git('update-ref', 'refs/shipit/deployed/production', project.commitId);
  project.git('rm', '-q', '-r', 'app/models/notifications');
  project.commit('Call the namespace as all others', {
    'app/models/notification/rss_feed_item.rb': feed('Notification'),
  });
  {
    await using terminal = project.open({ rows: 40, columns: 120 });
    await answer(terminal, 'Is the sky clear?', 'g');
    const screen = await read(terminal, question);
    expect(screen).toMatch(/NO-GO {2}214 rows store Notifications::RssFeedItem/);
    const words = screen.replaceAll(/\s*│?\n[^\n]*│ |\s+/g, ' ');
    expect(words).toContain('which is now Notification::RssFeedItem; no migration rewrites them');
    expect(words).toContain('was app/models/notifications/rss_feed_item.rb:2; rows may hold its');
    terminal.press('s');
    expect((await terminal.exited).exitCode).toBe(10);
  }

  expect(project.answers()).toEqual(['sky go human', 'migrations/names stop human']);
  expect(project.records().findLast(({ type }) => type === 'answer')).toMatchObject({
    findings: ['migrations:names:Notifications::RssFeedItem'],
  });
  const path = 'db/data/20261119100000_rename_rss_feed_item.rb';
  const sql = `UPDATE notifications SET type = 'Notification::RssFeedItem' WHERE type = 'Notifications::RssFeedItem'`;
  project.commit('Rewrite the rows', {
    [path]: `class RenameRssFeedItem < ActiveRecord::Migration[8.0]\n  def up\n    execute "${sql}"\n  end\nend\n`,
  });
  {
    await using terminal = project.open({ rows: 40, columns: 120 });
    await answer(terminal, 'Is the sky clear?', 'g');
    expect(await read(terminal, 'To launch, type')).toMatch(/✔ go +migrations +1 migration \(1 data\)/);
    terminal.press(keys.escape);
    expect((await terminal.exited).exitCode).toBe(15);
  }

  expect(project.answers().toSorted()).toEqual(['migrations go auto', 'sky go human']);
  const found = project.records().find(({ type, check }) => type === 'evidence' && check === 'migrations');
  expect(JSON.stringify(found?.['facets'])).toContain(
    `214 rows store Notifications::RssFeedItem, which is now Notification::RssFeedItem; ${path} rewrites them`,
  );
  expect(found?.['facts']).toMatchObject({
    names: [{ name: 'Notifications::RssFeedItem', rows: 214, rewritten_by: path }],
  });
});
