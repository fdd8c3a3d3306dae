import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { npmAnswer } from '../../../src/checks/pins/npm-answer.js';
import { freshNode } from '../../../src/checks/pins/npm-fresh.js';
import { npmReader } from '../../../src/checks/pins/npm-reader.js';
import { npmSettings } from '../../../src/checks/pins/npm-settings.js';
import { runCommand } from '../../../src/world/commands.js';
import { filesOf, readBy, told } from './files-of.js';
import { write } from './written.js';

const hasNpm = spawnSync('npm', ['--version']).status === 0;

describe.skipIf(!hasNpm)('npm, for real', () => {
  let folder = '';
  let texts: Record<string, string> = {};

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'shipit-test-npm-'));
    texts = {
      'package.json': JSON.stringify({
        name: 'shop',
        version: '1.0.0',
        dependencies: { fine: 'file:vendor/fine', broken: 'file:vendor/broken', typed: 'file:vendor/typed' },
      }),
      'vendor/fine/package.json': '{"name": "fine", "version": "1.0.0", "type": "module", "exports": "./a.js"}',
      'vendor/fine/a.js': 'export default 1;',
      'vendor/broken/package.json':
        '{"name": "broken", "version": "2.0.0", "main": "b.js", "scripts": {"postinstall": "touch /tmp/never"}}',
      'vendor/broken/b.js': "require('./lost.js');",
      'vendor/typed/package.json': '{"name": "typed", "version": "1.0.0", "types": "t.d.ts", "main": ""}',
    };
    write(folder, texts);
    execFileSync(
      'npm',
      ['install', '--package-lock-only', '--offline', '--no-audit', '--no-fund', '--ignore-scripts'],
      {
        cwd: folder,
        stdio: 'ignore',
      },
    );
    texts['package-lock.json'] = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const fresh = (files: Record<string, string>) =>
    freshNode({
      commands: runCommand,
      files: filesOf(files),
      parts: readBy(npmReader, files),
      timeoutMs: 60_000,
      signal: new AbortController().signal,
      progress: () => undefined,
    });

  test('a lock that npm itself wrote agrees, and names nothing without a checksum', () => {
    const parts = readBy(npmReader, texts);
    expect(told(parts)).toEqual([]);
  });

  test('I4 a fresh install works and one package cannot be imported after it', async () => {
    vi.stubEnv('TMPDIR', mkdtempSync(join(folder, 'tmp-')));
    const [answer] = await fresh(texts);
    expect(answer?.fresh.verdict).toBe('go');
    expect(answer?.tried).toBe(3);
    expect(answer?.imports.map(({ key }) => key)).toEqual(['npm:broken']);
    expect(answer?.imports[0]?.text).toContain(
      "broken cannot be imported after npm ci: Cannot find module './lost.js'",
    );
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('shipit-'))).toEqual([]);
    vi.unstubAllEnvs();
  });

  test('I5 npm ci refuses a package.json that was edited without its lock', async () => {
    const edited = JSON.parse(texts['package.json'] ?? '') as { dependencies: Record<string, string> };
    edited.dependencies['extra'] = 'file:vendor/typed';
    const [answer] = await fresh({ ...texts, 'package.json': JSON.stringify(edited) });
    expect(answer?.fresh.verdict).toBe('no-go');
    expect(answer?.fresh.text).toBe('package.json cannot be installed today: Missing: extra@1.0.0 from lock file');
  });

  test('I6 a registry that cannot be reached is unknown', async () => {
    const lock = JSON.parse(texts['package-lock.json'] ?? '') as { packages: Record<string, Record<string, unknown>> };
    const root = { name: 'shop', dependencies: { far: '1.0.0' } };
    const files = {
      'package.json': JSON.stringify(root),
      '.npmrc': 'registry=http://127.0.0.1:9/\ngit=./evil\n',
      'package-lock.json': JSON.stringify({
        ...lock,
        packages: {
          '': root,
          'node_modules/far': {
            version: '1.0.0',
            resolved: 'http://127.0.0.1:9/far-1.0.0.tgz',
            integrity: 'sha512-AAAA',
          },
        },
      }),
    };
    const [answer] = await fresh(files);
    expect(answer?.fresh.verdict).toBe('unknown');
    expect(answer?.fresh.text).toContain('nobody knows whether package.json installs today');
  });
});

test.each([
  ['npm error code ETARGET\nnpm error notarget No matching version found for x@9.', 'no-go', 'No matching version'],
  ['npm ERR! code EUSAGE\nnpm ERR! \nnpm ERR! Missing: a@1 from lock file', 'no-go', 'Missing: a@1 from lock file'],
  ['npm error code EINTEGRITY\nnpm error sha512-a integrity checksum failed when using sha512', 'no-go', 'checksum'],
  ['npm error code ENOTFOUND\nnpm error network request to https://r failed', 'unknown', 'network request'],
  ['npm error code E401\nnpm error Unable to authenticate', 'unknown', 'authenticate'],
  ['killed', 'unknown', 'npm ended with 1 and said nothing'],
])('%s', (all, verdict, said) => {
  const answer = npmAnswer('package.json', { end: { how: 'exit', code: 1 }, all }, 0);
  expect(answer.verdict).toBe(verdict);
  expect(answer.text).toContain(said);
});

test('without npm nobody knows', () => {
  expect(npmAnswer('p', { end: { how: 'not-started', error: 'spawn npm ENOENT' }, all: '' }, 0)).toEqual({
    verdict: 'unknown',
    text: 'nobody knows whether p installs today: there is no npm on this machine',
  });
});

test('of a .npmrc only where packages come from is taken', () => {
  const text =
    'registry=https://r/\n@s:registry=https://s/\n//r/:_authToken=x\ngit=./evil\nnode-options=--require ./x\nscript-shell=/bin/x\n';
  expect(npmSettings(text)).toBe('registry=https://r/\n@s:registry=https://s/\n//r/:_authToken=x\n');
});
