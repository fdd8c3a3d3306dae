import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { pages } from '../../build/docs/pages.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

test.each([...pages(root)])('%s is what the product says of itself (else: npm run docs)', (name, text) => {
  expect(readFileSync(path.join(root, name), 'utf8')).toBe(text);
});

test('every file that a page says it is made from is there', () => {
  const lines = [...pages(root).values()].map((text) => /Made by .* from (.*)\. Changes/.exec(text)?.[1] ?? '');
  const named = lines.flatMap((line) => line.match(/[\w-]+\/[\w./-]+/g) ?? [line]);
  expect(named.length).toBeGreaterThan(lines.length);
  expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});
