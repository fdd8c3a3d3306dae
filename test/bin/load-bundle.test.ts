import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shipit-bundle-'));
  writeBundle('first', 'a'.repeat(64));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A bundle of two pieces; `says` is always five characters, so that all of them have the same length. */
const writeBundle = (says: string, fingerprint: string): void => {
  writeFileSync(join(folder, 'cli.cjs'), `exports.say = () => require('./late.cjs').say;\n// build ${fingerprint}\n`);
  writeFileSync(join(folder, 'late.cjs'), `exports.say = '${says}'; require('node:os');\n// build ${fingerprint}\n`);
};

const cache = (): string => join(folder, 'cache');

const start = (env: Readonly<Record<string, string>> = { XDG_CACHE_HOME: cache() }): string =>
  execFileSync(
    process.execPath,
    [
      '-e',
      `console.log(require(${JSON.stringify(resolve('bin/load-bundle.cjs'))}).loadBundle(${JSON.stringify(folder)}, 'cli.cjs').say())`,
    ],
    {
      env: { PATH: process.env['PATH'], ...env },
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 20_000,
    },
  ).trim();

const kept = (): readonly string[] => readdirSync(join(cache(), 'shipit')).sort();

test('the compiled code of every piece is kept for this user alone', () => {
  expect(start()).toBe('first');
  expect(kept()).toEqual([
    expect.stringMatching(/^cli\.cjs-v\d+\.\d+\.\d+-\w+-a{64}\.bin$/),
    expect.stringMatching(/^late\.cjs-v\d+\.\d+\.\d+-\w+-a{64}\.bin$/),
  ]);
  expect(statSync(join(cache(), 'shipit')).mode & 0o777).toBe(0o700);
  expect(statSync(join(cache(), 'shipit', kept()[0] ?? '')).mode & 0o777).toBe(0o600);
  expect(start()).toBe('first');
});

test.each([
  ['replaced', 'writeFileSync("cli.cjs", "exports.say = 1;"); writeFileSync("late.cjs", "exports.say = 1;")'],
  ['removed', 'rmSync("cli.cjs"); rmSync("late.cjs")'],
  ['half replaced', 'rmSync("late.cjs")'],
  ['removed (and asked for it twice)', 'rmSync("late.cjs"); try { require("./late.cjs") } catch {}'],
  [
    'replaced by one that lacks a piece',
    'require("node:fs").renameSync("x.cjs", "late.cjs"); try { require("./late.cjs") } catch {}',
  ],
])('F65 a shipit that is %s while it is open says so, and that what was recorded is kept', (_what, how) => {
  const root = join(folder, 'shipit');
  cpSync(resolve('bin'), join(root, 'bin'), { recursive: true });
  mkdirSync(join(root, 'dist'));
  const main = `process.chdir(__dirname); const { rmSync, writeFileSync } = require('node:fs'); ${how}; return require('./late.cjs').say;`;
  writeFileSync(join(root, 'dist', 'cli.cjs'), `exports.main = async () => { ${main} };\n`);
  writeFileSync(join(root, 'dist', 'late.cjs'), `exports.say = 0;\n`);
  // One that loads another, which is not there.
  writeFileSync(join(root, 'dist', 'x.cjs'), `exports.say = require('./gone.cjs');\n`);
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'bin', 'shipit.cjs')], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({
    status: 15,
    stderr:
      'shipit: shipit was upgraded, or removed, while it was open\n  → what was recorded is kept; go on with a walk: shipit resume\n',
  });
});

test('another build of the same length is never run from the code of the one before', () => {
  start();
  writeBundle('other', 'b'.repeat(64));
  expect(start()).toBe('other');
  expect(kept().every((name) => name.includes('b'.repeat(64)))).toBe(true);
});

test('a damaged code cache is replaced without a word', () => {
  start();
  for (const name of kept()) {
    writeFileSync(join(cache(), 'shipit', name), 'rubbish');
  }
  expect(start()).toBe('first');
  expect(readFileSync(join(cache(), 'shipit', kept()[0] ?? ''), 'latin1')).not.toBe('rubbish');
});

test('nothing is taken from a folder that others can write to', () => {
  mkdirSync(join(cache(), 'shipit'), { recursive: true });
  chmodSync(join(cache(), 'shipit'), 0o777);
  expect(start()).toBe('first');
  expect(kept()).toEqual([]);
});

test.each([
  ['a place where nothing can be made', { XDG_CACHE_HOME: '/proc' }],
  ['a file instead of a folder', { XDG_CACHE_HOME: '/dev/null' }],
  ['no home', { HOME: '/nonexistent' }],
])('it starts without a cache: %s', (_what, env) => {
  expect(start(env)).toBe('first');
});

test.each(['', '.'])(
  'B65 with a HOME of %j nothing is run from the place where it was started, nor kept there',
  (HOME) => {
    expect(start({ HOME })).toBe('first');
    expect(readdirSync(folder).toSorted()).toEqual(['cli.cjs', 'late.cjs']);
  },
);

test('a bundle without a fingerprint is not kept', () => {
  writeFileSync(join(folder, 'cli.cjs'), "exports.say = () => 'plain';\n");
  expect(start()).toBe('plain');
  expect(kept()).toEqual([]);
});
