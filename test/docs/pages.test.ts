import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { pages } from '../../build/docs/pages.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

test.each([...pages(root)])('%s is what the product says of itself (else: npm run docs)', (name, text) => {
  expect(readFileSync(path.join(root, name), 'utf8')).toBe(text);
});
