import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const docs = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .map((file) => `docs/${file}`);

/** The parts by hand are read where they end up: beside the page they become part of. */
const pages = ['README.md', 'CONTRIBUTING.md', ...docs].filter((file) => !file.includes('/parts/'));

test.each(pages)('every link of %s leads somewhere', (page) => {
  expect(linksOf(page).filter((link) => !leadsSomewhere(page, link))).toEqual([]);
});

test('every page of the documentation can be reached from its index', () => {
  const seen = new Set<string>();
  const visit = (page: string): void => {
    if (seen.has(page) || !existsSync(path.join(root, page))) {
      return;
    }
    seen.add(page);
    for (const link of linksOf(page).filter((one) => one.split('#')[0]?.endsWith('.md'))) {
      visit(targetOf(page, link).file);
    }
  };
  visit('docs/README.md');
  expect(pages.filter((page) => page.startsWith('docs/') && !seen.has(page))).toEqual([]);
});

test('the README leads to the documentation', () => {
  expect(linksOf('README.md')).toContain('docs/README.md');
});

const textOf = (page: string): string => readFileSync(path.join(root, page), 'utf8');

/** Relative ones, pictures included; not those in code. */
const linksOf = (page: string): readonly string[] =>
  [...withoutCode(textOf(page)).matchAll(/\]\(([^)\s]+)\)|(?:href|src)="([^"]+)"/g)]
    .map(([, link, html]) => link ?? html ?? '')
    .filter((link) => !/^[a-z]+:/.test(link));

const withoutCode = (text: string): string => text.replace(/^```.*?^```/gms, '').replace(/`[^`\n]*`/g, 'code');

function targetOf(page: string, link: string): { readonly file: string; readonly anchor: string | undefined } {
  const [file = '', anchor] = link.split('#');
  return { file: file === '' ? page : path.join(path.dirname(page), file), anchor };
}

function leadsSomewhere(page: string, link: string): boolean {
  const { file, anchor } = targetOf(page, link);
  return existsSync(path.join(root, file)) && (anchor === undefined || anchorsOf(file).includes(anchor));
}

/** As forges make them of headings. */
const anchorsOf = (page: string): readonly string[] =>
  [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
