import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ExportedRun } from '../../../../src/review/export/export-run.js';
import { htmlPage } from '../../../../src/review/export/html/page.js';
import { markdownList } from '../../../../src/review/export/markdown-list.js';
import { fullRun } from '../full-run.js';
import { readHtml } from '../read-html.js';

const options = { tz: 'UTC', now: new Date('2026-11-20T10:00:00Z'), asked: '', context: [] };
const { run, page } = fullRun('harmless');

const many = (count: number): readonly ExportedRun[] =>
  Array.from({ length: count }, (_, n) => ({
    digest: { ...run.digest, run: `20261119T090000Z-${String(n).padStart(10, '0')}` },
    facts: run.facts,
    damaged: false,
  }));

const pageOf = (runs: readonly ExportedRun[], shown = page): string =>
  [
    ...htmlPage(
      runs.map((one) => ({ ...one, checked: () => one })),
      { ...options, pageOf: () => shown },
    ),
  ].join('');

test('a page allows its own style by its digest, and nothing else', () => {
  const made = pageOf(many(1));
  const { tags, styles } = readHtml(made);
  const digest = createHash('sha256')
    .update(styles[0] ?? '')
    .digest('base64');
  const policy = tags.flatMap(({ attributes }) => attributes).find(([name]) => name === 'content')?.[1];
  expect(policy).toBe(`default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`);
  expect(made.indexOf('Content-Security-Policy')).toBeLessThan(made.indexOf('<style>'));
});

test('under each picture stand its figures as a table', () => {
  const { tags } = readHtml(pageOf(many(2)));
  const order = tags
    .filter(({ name, closes }) => !closes && ['svg', 'table', 'details'].includes(name))
    .map(({ name, attributes }) => (attributes.some(([, value]) => value === 'img') ? 'picture' : name));
  for (const [index, what] of order.entries()) {
    if (what === 'picture') {
      expect(order.slice(index + 1, index + 3)).toEqual(['details', 'table']);
    }
  }

  expect(order.filter((what) => what === 'picture')).toHaveLength(3);
});

test('the picture of hours counts the launch at its hour, and that it was bad', () => {
  const made = pageOf(many(1));
  expect(made).toContain('<title>Thu 9:00: 1 launch, 1 bad</title>');
  expect(made).toContain('<td class="number">1 (1 bad)</td>');
});

test('up to 500 runs are told one by one; of more only their lines, and how to ask for fewer is said', () => {
  const few = pageOf(many(500), { ...page, records: page.records.slice(0, 1) });
  expect(few.match(/<article/g)).toHaveLength(500);
  const more = pageOf(many(501));
  expect(more).not.toContain('<article');
  expect(more.match(/<tr id="run-/g)).toHaveLength(501);
  expect(more).toContain(
    'With more than 500 runs (here 501) only their lines are shown. To read single runs, ask for fewer: --since',
  );
  const markdown = [...markdownList(many(501), options)].join('');
  expect(markdown).toContain('With more than 500 runs (here 501) only their lines are shown.');
  expect(markdown).not.toContain('\n## ');
});
