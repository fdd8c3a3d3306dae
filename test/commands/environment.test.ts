import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { homeDirectory } from '../../src/audit/home-directory.js';
import { repository, temporaryDirectory } from '../helpers/repository.js';
import { checklistWith, cli } from './cli.js';
import { programInProcess } from './in-process.js';

/** Every variable that shipit reads, with a value that means nothing to it; where it is refused, the table below. */
const senseless = {
  APPDATA: 'some/where',
  HOME: 'some/where',
  LANG: 'nonsense',
  LC_ALL: '\u202eno sense',
  LC_CTYPE: '-17',
  LOGNAME: '\u001b[31mred',
  NO_COLOR: 'perhaps',
  FORCE_COLOR: 'banana',
  PATH: `some/where::${process.env['PATH'] ?? ''}`,
  SHELL: 'nowhere',
  SHIPIT_COMMIT: 'banana',
  SHIPIT_CONFIG_DIR: '/nonexistent/\u001b[31mred',
  SHIPIT_DEBUG: '',
  SHIPIT_NOW: '',
  SHIPIT_PLAIN: 'banana',
  SHIPIT_RUN: 'banana',
  SHIPIT_STATE_DIR: '/nonexistent/\u001b[31mred',
  SUDO_USER: '\u001b[31mred\n'.repeat(5000),
  TERM: 'x'.repeat(5000),
  TZ: 'Mars/Phobos',
  USER: '',
  XDG_CACHE_HOME: 'some/where',
  XDG_CONFIG_HOME: 'some/where',
  XDG_STATE_HOME: 'some/where',
};

test('B65 every variable that is read is among those that are tried here', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const texts = ['src', 'bin'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:tsx?|cjs)$/.test(name))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  );
  const read = texts.flatMap((text) =>
    [...text.matchAll(/env(?:\.|\??\[')([A-Z][A-Z_]+)|\b([A-Z][A-Z_]+): \w+ = ''/g)].map(
      ([, one, other]) => one ?? other,
    ),
  );
  expect([...new Set(read)].filter((name) => name !== undefined && !(name in senseless))).toEqual([]);
});

const fine = checklistWith(['{run: "true", id: it}']);

test.each([
  ['empty', Object.fromEntries(Object.keys(senseless).map((name) => [name, '']))],
  ['senseless', senseless],
])('B65 with %s values everything works, and nothing is left where it was started', (_what, env) => {
  const told = cli(fine);
  const { status, stdout, stderr } = told.shipit(['check'], { env: { ...env, COLUMNS: 'abc', LINES: '-5' } });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('GO');
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  expect(told.git('status', '--porcelain', '--ignored')).toBe('');
});

const long = `/${'x'.repeat(9000)}`;
const add = ['vacation', 'add', '2026-11-02'] as const;

test.each([
  ['SHIPIT_NOW that is no time', { SHIPIT_NOW: 'yesterday' }, 'which is no ISO 8601 time', ['vacation'], 2],
  ['SHIPIT_NOW of no day', { SHIPIT_NOW: '2026-02-30T10:00:00Z' }, 'which is no ISO 8601 time', ['vacation'], 2],
  ['SHIPIT_NOW with a colour', { SHIPIT_NOW: '\u001b[31mred' }, 'is "\\u001b[31mred"', ['vacation'], 2],
  ['SHIPIT_STATE_DIR that is relative', { SHIPIT_STATE_DIR: 'a/b' }, 'which is no absolute path', ['log', 'list'], 2],
  ['SHIPIT_STATE_DIR with a colour', { SHIPIT_STATE_DIR: '\u001b[31mred' }, 'SHIPIT_STATE_DIR is "red"', ['status'], 2],
  ['SHIPIT_STATE_DIR without end', { SHIPIT_STATE_DIR: long }, 'cannot look at /xxx', ['log', 'list'], 16],
  ['SHIPIT_CONFIG_DIR that is relative', { SHIPIT_CONFIG_DIR: 'a/b' }, 'which is no absolute path', ['vacation'], 2],
  ['SHIPIT_CONFIG_DIR without end', { SHIPIT_CONFIG_DIR: long }, ' has too long a name', ['vacation'], 2],
  ['SHIPIT_CONFIG_DIR without end, to write', { SHIPIT_CONFIG_DIR: long }, 'its name is too long', add, 2],
  ['SHIPIT_CONFIG_DIR that is a file', { SHIPIT_CONFIG_DIR: 'FILE' }, 'a part of its path is no directory', add, 2],
  ['SHIPIT_DEBUG below a file', { SHIPIT_DEBUG: 'FILE/x' }, 'nothing can be written there: ENOTDIR', ['vacation'], 2],
  ['SHIPIT_DEBUG that is a directory', { SHIPIT_DEBUG: '/' }, 'nothing can be written there', ['vacation'], 2],
] as const)('B65 a %s is a mistake, told in one sentence', async (_what, variables, words, args, code) => {
  const home = temporaryDirectory();
  writeFileSync(join(home, 'file'), '');
  const given = Object.entries(variables).map(([name, value]) => [name, value.replace('FILE', join(home, 'file'))]);
  const env = { HOME: home, ...Object.fromEntries(given) };
  const { status, stdout, stderr } = await programInProcess({ root: repository().root, env }, args);
  expect({ status, stdout }).toEqual({ status: code, stdout: '' });
  expect(stderr).toContain(words);
  expect(stderr).toMatch(/^shipit: [\x20-\x7e…]{1,500}\n(?: {2}→ [\x20-\x7e]{1,300}\n)?$/);
});

test.each([
  ['/home/ada', '/home/ada'],
  ['', homeDirectory({})],
  ['some/where', homeDirectory({})],
])('B65 with HOME=%j the home is %j', (HOME, home) => {
  expect(homeDirectory({ HOME })).toBe(home);
  expect(home).toMatch(/^\//);
});

test('B68 preferences that cannot be read are told, and nothing is taken from them', async () => {
  const home = temporaryDirectory();
  writeFileSync(join(home, 'config.json'), '{"name": "Eve');
  const env = { HOME: home, SHIPIT_CONFIG_DIR: home };
  const root = repository({ 'shipit.yml': fine }).root;
  const { status, stdout, stderr } = await programInProcess({ root, env }, ['check', '--json']);
  expect({ status, schema: JSON.parse(stdout).schema }).toEqual({ status: 0, schema: 1 });
  expect(stderr).toMatch(
    /^shipit: Your preferences in .* could not be read \(it is not JSON\); going on without them\.\n$/,
  );
});
