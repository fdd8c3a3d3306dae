import { expect, test } from 'vitest';
import { sections } from '../../../src/checklist/sections.js';
import { appName, appNames } from '../../../src/commands/init/app-name.js';
import { seen, told } from './seen.js';

test.each([
  ['package.json', '{\n "version": "1",\n "name": "@acme/shop"\n}', 'shop · package.json:3'],
  ['pyproject.toml', '[tool.black]\nname = "x"\n[project]\nname = "bookings"\n', 'bookings · pyproject.toml:4'],
  ['pyproject.toml', "[tool.poetry]\nname = 'bookings'\n", 'bookings · pyproject.toml:2'],
  ['Cargo.toml', '[package]\nname = "crab" # no\n', 'crab · Cargo.toml:2'],
  ['go.mod', '// x\nmodule github.com/acme/shop/v2\n', 'shop · go.mod:2'],
  ['mix.exs', 'def project do\n  [\n    app: :phoenix_shop,\n', 'phoenix_shop · mix.exs:3'],
  ['composer.json', '{"name": "acme/shop"}', 'shop · composer.json:1'],
  ['fly.toml', "app = 'shop-web'\n[build]\n", 'shop-web · fly.toml:1'],
  ['README.md', 'name: x', 'project · this directory'],
])('%s names the app: %j', (path, text, expected) => {
  expect(appNames(seen({ [path]: text })).map(told)[0]).toBe(expected);
});

test.each([
  ['broken JSON', '{"name": "shop",'],
  ['a name that is no text', '{"name": ["shop"]}'],
  ['an empty name', '{"name": "  "}'],
  ['a list', '["name"]'],
  ['nothing', ''],
  ['brackets without an end', '['.repeat(200_000)],
  ['a name that leads into the prototype', '{"__proto__": {"name": "shop"}}'],
])('%s in package.json leaves the directory', (_what, text) => {
  expect(appNames(seen({ 'package.json': text })).map(told)).toEqual(['project · this directory']);
});

test.each([
  ['no', 'no'],
  ['1e10', '1e10'],
  ['- x', 'x'],
  ['a: b #c', 'a- b -c'],
  ['"quoted"\n\u001b[31m', 'quoted-31m'],
  ['çarşı', 'çarşı'],
  ['x'.repeat(300), 'x'.repeat(64)],
  [`a${'𐌰'.repeat(64)}`, `a${'𐌰'.repeat(31)}`],
  ['\u202Eevil', 'evil'],
  ['\ud800', undefined],
  ['!!!', undefined],
  ['@acme/', 'acme'],
])('the name %j becomes %j, which the grammar takes', (text, expected) => {
  expect(appName(text)).toBe(expected);
  if (expected !== undefined) {
    expect(sections.app.safeParse(expected).success).toBe(true);
  }
});

test('where nothing can be a name, there is still one', () => {
  expect(appNames(seen({}, { directory: '…' })).map(told)).toEqual(['app · nowhere']);
});
