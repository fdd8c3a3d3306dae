import { expect, test } from 'vitest';
import { csvAnswers } from '../../../src/review/export/csv-answers.js';
import { csvRuns } from '../../../src/review/export/csv-runs.js';
import { htmlPage } from '../../../src/review/export/html/page.js';
import { markdownList } from '../../../src/review/export/markdown-list.js';
import { markdownRun } from '../../../src/review/export/markdown-run.js';
import { ndjson } from '../../../src/review/export/ndjson.js';
import { fullRun, runId } from './full-run.js';
import { readCsv } from './read-csv.js';
import { readHtml, type Tag } from './read-html.js';

const options = { tz: 'Europe/Istanbul', now: new Date('2026-11-20T10:00:00Z'), asked: '', context: [] };

function pageOf(text: string): string {
  const { run, page } = fullRun(text);
  const shown = { ...run, checked: () => run };
  return [...htmlPage([shown], { ...options, asked: text, pageOf: () => page })].join('');
}

const hostile: readonly (readonly [string, string])[] = [
  ['a script behind the style', '</style><script>alert(1)</script>'],
  ['a way out of an attribute', '" onmouseover="alert(1)" x=\'`'],
  ['half a tag', '<img src=x onerror=alert(1)//'],
  ['a comment', '<!-- --><![CDATA[ ]]>'],
  ['entities that are escaped already', '&lt;script&gt;&#60;script&#62;'],
  ['a picture that runs', '<svg><style><img src=x onerror=alert(1)></style></svg>'],
  ['a page that leads away', '<base href="//x"><meta http-equiv="refresh" content="0;url=//x">'],
  ['escape codes', '\u001b]8;;https://x\u0007link\u001b]8;;\u0007\u001b[31mred\u001b[2J\u009b5n'],
  ['a formula', '=HYPERLINK("http://x?"&A1,"look")'],
  ['half a character', 'a\ud800b\udc00'],
  ['a text that runs backwards', '\u202egnp.exe\u2066\u200b\u2028\u2029'],
  ['lines', 'a\r\nb\n\n| c | d |\n# e\n```\nf\n```\n---'],
];

const plainTags = shapeOf(readHtml(pageOf('harmless')).tags);

test.each(hostile)(
  'a page of HTML that meets %s everywhere has the same tags and attributes as any other',
  (_, text) => {
    const page = pageOf(text);
    const { tags, styles } = readHtml(page);
    expect(shapeOf(tags)).toEqual(plainTags);
    expect(styles).toHaveLength(1);
    expect(page).not.toContain('It cannot be shown');
    expect(harmful(page)).toEqual([]);
  },
);

test('a page of HTML names nothing outside of it, and nothing that could run', () => {
  const { tags } = readHtml(pageOf('https://x'));
  const attributes = tags.flatMap((tag) => tag.attributes);
  expect(
    tags.filter(({ name }) => /^(?:script|link|img|iframe|object|embed|base|form|input|use|image)$/.test(name)),
  ).toEqual([]);
  expect(attributes.filter(([name]) => /^(?:on.*|style|src|srcset|action|data)$/i.test(name))).toEqual([]);
  expect(attributes.filter(([name, value]) => name === 'href' && !value.startsWith('#run-'))).toEqual([]);
  const ids = attributes.filter(([name]) => name === 'id').map(([, value]) => value);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain(`run-${runId}`);
});

test.each(hostile)('CSV that meets %s everywhere has as many cells as columns, and no formula', (_, text) => {
  const { run, events } = fullRun(text);
  for (const file of [[...csvRuns([run])], [...csvAnswers([{ run: runId, events }])]]) {
    const rows = readCsv(file.join(''));
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(harmful(file.join(''))).toEqual([]);
  }
});

test.each(hostile)('NDJSON that meets %s everywhere stays one object a line', (_, text) => {
  const { run } = fullRun(text);
  const lines = [...ndjson([run])].join('');
  expect(lines.split('\n')).toHaveLength(2);
  expect(JSON.parse(lines)).toMatchObject({ schema: 1, run: runId, operator: text, problem: text });
  expect(harmful(lines)).toEqual([]);
});

const plainMarkdown = markdownShape(markdownOf('harmless'));

test.each(hostile)('Markdown that meets %s everywhere has the same headings and rows as any other', (_, text) => {
  const markdown = markdownOf(text);
  expect(markdownShape(markdown)).toEqual(plainMarkdown);
  expect(harmful(markdown)).toEqual([]);
  const unescaped = outsideBlocks(markdown).replaceAll(/\\[!-/:-@[-`{-~]/g, '');
  expect(unescaped.match(/[<>[\]`]|https?:\/\//g) ?? []).toEqual([]);
});

test('a megabyte in every field is cut, and that is said', () => {
  const text = `${'x'.repeat(2 ** 20)}\u{1f600}`;
  const { run } = fullRun(text);
  const page = pageOf(text);
  expect(page).toContain('… [cut: 1,048,578 characters in all]');
  expect(page.length).toBeLessThan(2 ** 20);
  for (const made of [[...csvRuns([run])].join(''), [...ndjson([run])].join(''), markdownOf(text)]) {
    expect(made).toContain('[cut: 1,048,578 characters in all]');
    expect(made.length).toBeLessThan(2 ** 20);
  }
});

test('a record that is no event any more hides neither its run nor the ones after it', () => {
  const { run, page } = fullRun('harmless');
  const other = { ...run, digest: { ...run.digest, run: '20261119T080000Z-8f3a1c22d0' } };
  const made = [
    ...htmlPage(
      [run, other].map((one) => ({ ...one, checked: () => one })),
      {
        ...options,
        pageOf: (id) => {
          if (id === runId) {
            throw new Error('<b>no list');
          }

          return page;
        },
      },
    ),
  ].join('');
  expect(made).toContain('It cannot be shown: &#60;b&#62;no list');
  expect(made).toContain('<article id="run-20261119T080000Z-8f3a1c22d0">');
  readHtml(made);
});

function markdownOf(text: string): string {
  const { run, page } = fullRun(text);
  return [...markdownRun(page, options), ...markdownList([run], { ...options, asked: text })].join('\n');
}

/** Control characters, and those that cannot be seen or turn the direction; line breaks are fine. */
const harmful = (text: string): readonly string[] =>
  text.match(
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
  ) ?? [];

function shapeOf(tags: readonly Tag[]): readonly string[] {
  return tags.map(
    ({ name, closes, attributes }) => `${closes ? '/' : ''}${name} ${attributes.map(([key]) => key).join(' ')}`,
  );
}

/** What kind of line each is that does not stand in a block. */
function markdownShape(text: string): readonly string[] {
  return outsideBlocks(text)
    .split('\n')
    .map((line) => /^(?:#+ |\s*- |\| )/.exec(line)?.[0] ?? (line === '' ? '' : 'text'))
    .filter((kind) => kind !== '');
}

function outsideBlocks(text: string): string {
  return text.replaceAll(/^(`{3,})\n[\s\S]*?\n\1$/gm, '');
}
