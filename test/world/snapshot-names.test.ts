import { expect, test } from 'vitest';
import { fileName } from '../../src/world/snapshot-names.js';

test.each([
  ['web1', 'web1'],
  ['web1.example.org', 'web1.example.org'],
  ['deploy@web1', 'deploy%40web1'],
  ['[::1]', '%5b%3a%3a1%5d'],
  ['..', '%2e.'],
  ['.hidden', '%2ehidden'],
  ['a/../b', 'a%2f..%2fb'],
  ['Web1', '%57eb1'],
  ['ü', '%c3%bc'],
  ['', `~e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855`],
])('%j lies under the name %s', (text, name) => {
  expect(fileName(text)).toBe(name);
});

test('different names never meet, however long, and whatever the file system makes of capitals', () => {
  const long = 'h'.repeat(300);
  const texts = [
    'web1',
    'WEB1',
    'Web1',
    '%57eb1',
    'web1.',
    'web%31',
    'a~b',
    long,
    `${long}x`,
    `${long}y`,
    long.slice(0, 160),
  ];

  const names = texts.map((text) => fileName(text).toLowerCase());

  expect(new Set(names).size).toBe(texts.length);
  expect(names.every((name) => name.length <= 160)).toBe(true);
});
