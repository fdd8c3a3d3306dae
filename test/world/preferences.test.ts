import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configDirectory, readPreferences } from '../../src/world/preferences.js';
import { temporaryDirectory } from '../helpers/repository.js';

function withFile(text: string) {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'config.json'), text);
  return { SHIPIT_CONFIG_DIR: directory };
}

test('preferences are read, and nothing else of the file', async () => {
  const text = JSON.stringify({ name: 'Ada L.', email: 'ada@x.test', plain: true, theme: 'dark', other: 1 });
  const env = withFile(text);
  expect(await readPreferences(env)).toEqual({ name: 'Ada L.', email: 'ada@x.test', plain: true, theme: 'dark' });
  expect(readFileSync(join(env.SHIPIT_CONFIG_DIR, 'config.json'), 'utf8')).toBe(text);
});

test('B68 values of the wrong type are left out', async () => {
  expect(await readPreferences(withFile('{"name": 7, "email": "", "plain": "yes"}'))).toEqual({});
});

test('without a file there are none, and no directory is made', async () => {
  const directory = join(temporaryDirectory(), 'not-there');
  expect(await readPreferences({ SHIPIT_CONFIG_DIR: directory })).toEqual({});
  expect(existsSync(directory)).toBe(false);
});

test.each(['{', '[]x', 'name: Ada'])('B68 a broken file (%j) is one warning, and no preferences', async (text) => {
  const { warning, ...rest } = await readPreferences(withFile(text));
  expect(rest).toEqual({});
  expect(warning).toMatch(/^Your preferences in .*config\.json could not be read \(it is not JSON\)/);
});

test.each<[string, (file: string) => void, string]>([
  ['a pipe', (file) => execFileSync('mkfifo', [file]), 'it is no regular file'],
  ['a device', (file) => symlinkSync('/dev/zero', file), 'it is no regular file'],
  ['a megabyte', (file) => writeFileSync(file, ' '.repeat(1e6)), 'it has more than 64 KB'],
])('B68 preferences that are %s are one warning at once, and none', async (_what, make, why) => {
  const directory = temporaryDirectory();
  make(join(directory, 'config.json'));
  const { warning, ...rest } = await readPreferences({ SHIPIT_CONFIG_DIR: directory });
  expect(rest).toEqual({});
  expect(warning).toContain(`could not be read (${why})`);
});

test('B68 a path that cannot be read is one warning', async () => {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, 'config.json'));
  chmodSync(directory, 0o700);
  expect((await readPreferences({ SHIPIT_CONFIG_DIR: directory })).warning).toMatch(/it is no regular file/);
  const file = join(temporaryDirectory(), 'file');
  writeFileSync(file, '');
  expect((await readPreferences({ SHIPIT_CONFIG_DIR: file })).warning).toMatch(/ENOTDIR/);
});

test.each([
  [{ SHIPIT_CONFIG_DIR: '/x' }, 'linux', '/x'],
  [{ HOME: '/home/ada' }, 'linux', '/home/ada/.config/shipit'],
  [{ HOME: '/home/ada', XDG_CONFIG_HOME: '/conf' }, 'linux', '/conf/shipit'],
  [{ HOME: '/Users/ada' }, 'darwin', '/Users/ada/Library/Preferences/shipit'],
] as const)('%j on %s means %s', (env, platform, directory) => {
  expect(configDirectory(env, platform)).toBe(directory);
});
