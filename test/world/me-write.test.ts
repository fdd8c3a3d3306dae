import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { changeMe } from '../../src/world/me-write.js';
import { temporaryDirectory } from '../helpers/repository.js';

function place() {
  const directory = join(temporaryDirectory(), 'deep', 'config');
  return { env: { SHIPIT_CONFIG_DIR: directory }, directory, file: join(directory, 'me.yml') };
}

const mode = (path: string): number => statSync(path).mode & 0o777;

test('file and directory are made, for their owner only', async () => {
  const { env, directory, file } = place();
  expect(await changeMe(env, (text) => `${text}`)).toBe('undefined');
  expect(readFileSync(file, 'utf8')).toBe('undefined');
  expect([mode(directory), mode(file)]).toEqual([0o700, 0o600]);
  expect(readdirSync(directory)).toEqual(['me.yml']);
});

test('a file that others could read becomes private', async () => {
  const { env, directory, file } = place();
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, 'a: 1\n', { mode: 0o644 });
  await changeMe(env, (text) => `${text}b: 2\n`);
  expect(readFileSync(file, 'utf8')).toBe('a: 1\nb: 2\n');
  expect(mode(file)).toBe(0o600);
  expect(readdirSync(directory)).toEqual(['me.yml']);
});

test('nothing is written when nothing changes', async () => {
  const { env, directory, file } = place();
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, 'a: 1\n');
  const { ino } = statSync(file);
  await changeMe(env, (text) => `${text}`);
  expect(statSync(file).ino).toBe(ino);
});

test('what somebody else writes meanwhile is kept', async () => {
  const { env, directory, file } = place();
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, 'a: 1\n');
  let seen = 0;
  await changeMe(env, (text) => {
    seen += 1;
    if (seen === 1) {
      writeFileSync(file, 'a: 1\nby-hand: 2\n');
    }
    return `${text}mine: 3\n`;
  });
  expect(readFileSync(file, 'utf8')).toBe('a: 1\nby-hand: 2\nmine: 3\n');
  expect(seen).toBe(2);
  expect(readdirSync(directory)).toEqual(['me.yml']);
});

test('a file that appears meanwhile is kept', async () => {
  const { env, file } = place();
  await changeMe(env, (text) => {
    if (text === undefined) {
      writeFileSync(file, 'by-hand: 2\n');
    }
    return `${text ?? ''}mine: 3\n`;
  });
  expect(readFileSync(file, 'utf8')).toBe('by-hand: 2\nmine: 3\n');
});

test('twenty at the same time lose nothing', async () => {
  const { env, file } = place();
  const all = Array.from({ length: 20 }, (_, n) => `line-${n}: 1\n`);
  await Promise.all(all.map((line) => changeMe(env, (text = '') => text + line)));
  expect(readFileSync(file, 'utf8').split('\n').filter(Boolean).sort()).toEqual(all.map((line) => line.trim()).sort());
});

test('a file that never holds still is given up, unchanged', async () => {
  const { env, directory, file } = place();
  mkdirSync(directory, { recursive: true });
  let n = 0;
  const busy = changeMe(env, (text) => {
    n += 1;
    writeFileSync(file, `n: ${n}\n`);
    return `${text}mine\n`;
  });
  await expect(busy).rejects.toThrow(/being changed by somebody else/);
  expect(readFileSync(file, 'utf8')).not.toContain('mine');
});

test('nothing but a regular file is written to', async () => {
  const { env, directory, file } = place();
  mkdirSync(directory, { recursive: true });
  const elsewhere = join(temporaryDirectory(), 'elsewhere.yml');
  writeFileSync(elsewhere, 'a: 1\n');
  symlinkSync(elsewhere, file);
  await expect(changeMe(env, () => 'mine')).rejects.toThrow(/is a symbolic link/);
  expect(readFileSync(elsewhere, 'utf8')).toBe('a: 1\n');
  rmSync(file);
  mkdirSync(file);
  await expect(changeMe(env, () => 'mine')).rejects.toThrow(/is a directory/);
});
