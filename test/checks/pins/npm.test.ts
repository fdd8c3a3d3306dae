import { expect, test } from 'vitest';
import { isExactNpm } from '../../../src/checks/pins/npm-manifest.js';
import { npmReader } from '../../../src/checks/pins/npm-reader.js';
import { pnpmPackage, pnpmPackages } from '../../../src/checks/pins/pnpm-packages.js';
import { cpuMs } from './cpu-time.js';
import { readBy, texts, told } from './files-of.js';

const manifest = (more: object): string => JSON.stringify({ name: 'shop', version: '1.0.0', ...more });
const entry = (version: string, more: object = {}) => ({
  version,
  resolved: `https://registry.npmjs.org/x/-/x-${version}.tgz`,
  integrity: 'sha512-abc',
  ...more,
});
const lock = (root: object, packages: object = {}, lockfileVersion = 3): string =>
  JSON.stringify({ name: 'shop', lockfileVersion, packages: { '': { name: 'shop', ...root }, ...packages } });
const leftPad = { dependencies: { 'left-pad': '^1.3.0' } };
const locked = { 'node_modules/left-pad': entry('1.3.0') };

test('I1 package.json and its lock agree', () => {
  const [part] = readBy(npmReader, { 'package.json': manifest(leftPad), 'package-lock.json': lock(leftPad, locked) });
  expect(part?.findings).toEqual([]);
  expect(part?.whole).toBe(true);
  expect(part?.fine).toEqual({
    ranges: '1 dependency, locked by package-lock.json',
    transitive: 'package-lock.json holds 1 package',
    lock: 'package-lock.json agrees with its manifest',
  });
  expect([...(part?.locked ?? [])]).toEqual([['left-pad', '1.3.0']]);
});

test('I5 package.json was edited without its lock', () => {
  const parts = readBy(npmReader, {
    'web/package.json': manifest({ dependencies: { 'left-pad': '^1.4.0', 'is-odd': '3.0.1' } }),
    'web/package-lock.json': lock({ dependencies: { 'left-pad': '^1.3.0', gone: '1.0.0' } }, locked),
  });
  expect(told(parts)).toEqual([
    'lock no-go npm:web:left-pad:^1.4.0:^1.3.0',
    'lock no-go npm:web:is-odd:3.0.1:none',
    'lock no-go npm:web:gone:none:1.0.0',
  ]);
  expect(texts(parts)).toEqual([
    'web/package.json wants left-pad ^1.4.0, and web/package-lock.json was made for ^1.3.0',
    'web/package.json wants is-odd 3.0.1, and web/package-lock.json does not know it',
    'web/package-lock.json was made for gone 1.0.0, which web/package.json does not name any more',
  ]);
});

test.each([
  ['a lock of npm 6', lock(leftPad, locked, 1), 'package-lock.json is of version 1'],
  ['a version nobody knows', lock(leftPad, locked, 9), 'package-lock.json is of version 9'],
  ['no root', '{"lockfileVersion": 3, "packages": {}}', 'package-lock.json holds no packages[""]'],
  ['broken JSON', '{\n"a": 1\n"b"', 'package-lock.json:3 is not valid JSON'],
  ['a cut file', '{\n"a":', 'package-lock.json:2 is not valid JSON'],
  ['a list', '[]', 'package-lock.json:1 is not a JSON object'],
  ['no text', null, 'package-lock.json could not be read'],
])('a lock that cannot be read is unknown: %s', (_name, text, said) => {
  const parts = readBy(npmReader, { 'package.json': manifest(leftPad), 'package-lock.json': text });
  expect(told(parts)).toEqual(['ranges', 'transitive', 'lock'].map((facet) => `${facet} unknown npm:package.json`));
  expect(texts(parts)[0]).toContain(said);
  expect(parts[0]?.fine).toEqual({});
});

test('a package.json that cannot be read is unknown, never without dependencies', () => {
  expect(told(readBy(npmReader, { 'package.json': '{,}' }))).toContain('lock unknown npm:package.json');
  expect(told(readBy(npmReader, { 'package.json': null }))).toContain('ranges unknown npm:package.json');
});

test('without a lock every range is a finding, and so is what the packages bring', () => {
  const parts = readBy(npmReader, { 'package.json': manifest({ dependencies: { a: '^1.0.0', b: '1.0.0', c: '' } }) });
  expect(texts(parts)).toEqual([
    'a ^1.0.0 in package.json is not one version',
    'c in package.json has no version: any may come',
    'package.json has no lock file: what 3 dependencies bring along is chosen at every install',
  ]);
  expect(readBy(npmReader, { 'package.json': manifest({}) })).toEqual([]);
});

test.each([
  ['1.2.3', true],
  ['=1.2.3', true],
  ['v1.2.3-rc.1', true],
  ['npm:@s/b@1.2.3', true],
  ['file:../x', true],
  [`github:a/b#${'0'.repeat(40)}`, true],
  ['^1.2.3', false],
  ['1.2', false],
  ['1.2.x', false],
  ['latest', false],
  ['', false],
  ['>=1.0.0 <2', false],
  ['github:a/b#main', false],
  ['https://x/y.tgz', false],
])('%s is one version: %s', (wanted, isExact) => {
  expect(isExactNpm(wanted)).toBe(isExact);
});

test('what is optional, too, is only optional, and a package without a checksum is a warning', () => {
  const both = { dependencies: { fsevents: '^2.0.0' }, optionalDependencies: { fsevents: '^2.0.0' } };
  const parts = readBy(npmReader, {
    'package.json': manifest(both),
    'npm-shrinkwrap.json': lock(
      { optionalDependencies: { fsevents: '^2.0.0' } },
      { 'node_modules/fsevents': { version: '2.3.3', resolved: 'https://r/f.tgz' } },
    ),
    'package-lock.json': 'not looked at',
  });
  expect(told(parts)).toEqual([expect.stringMatching(/^lock warn npm:package\.json:integrity:[0-9a-f]{12}$/)]);
  expect(texts(parts)[0]).toContain('npm-shrinkwrap.json has no checksum (integrity) of fsevents');
});

test('workspaces are compared with their copies, and one that the lock does not know is told', () => {
  const root = { workspaces: ['packages/*', '!packages/old'] };
  const files = {
    'package.json': manifest(root),
    'packages/a/package.json': manifest({ name: 'a', dependencies: { x: '^2.0.0', b: '*' } }),
    'packages/b/package.json': manifest({ name: 'b' }),
    'packages/old/package.json': manifest({ name: 'old', dependencies: { y: '1.0.0' } }),
    'package-lock.json': lock(root, {
      'packages/a': { name: 'a', dependencies: { x: '^1.0.0', b: '*' } },
      'packages/c': { name: 'c' },
      'packages/gone': { name: 'gone', extraneous: true },
      'node_modules/a': { resolved: 'packages/a', link: true },
      'node_modules/x': entry('1.0.0'),
    }),
  };
  const parts = readBy(npmReader, files);
  expect(parts.map(({ name }) => name)).toEqual(['package.json', 'packages/old/package.json']);
  expect(texts(parts)).toEqual([
    'packages/a/package.json wants x ^2.0.0, and package-lock.json was made for ^1.0.0',
    'packages/b/package.json is a workspace that package-lock.json does not know',
    'package-lock.json knows the workspace packages/c, and it has no package.json any more',
    'packages/old/package.json has no lock file: what 1 dependency bring along is chosen at every install',
  ]);
});

test('several versions of one package stand together, and who wants them is told', () => {
  const [part] = readBy(npmReader, {
    'package.json': manifest({ dependencies: { a: '^1.0.0', alias: 'npm:real@2.0.0' } }),
    'package-lock.json': lock(
      { dependencies: { a: '^1.0.0', alias: 'npm:real@2.0.0' } },
      {
        'node_modules/a': entry('1.1.0', { dependencies: { b: '~2.0.0' } }),
        'node_modules/alias': entry('2.0.0', { name: 'real' }),
        'node_modules/b': entry('2.0.1'),
        'node_modules/a/node_modules/b': entry('2.0.2'),
      },
    ),
  });
  expect(part?.findings).toEqual([]);
  expect(part?.locked?.get('b')).toBe('2.0.1, 2.0.2');
  expect(part?.locked?.get('real')).toBe('2.0.0');
  expect(part?.wantedBy?.get('b')).toBe('a wants ~2.0.0');
});

test.each([
  ['another version than the range', { 'node_modules/a': entry('1.3.0') }, ['a:^2.0.0:1.3.0']],
  [
    'nothing of what a package needs',
    { 'node_modules/a': entry('2.1.0', { dependencies: { 'is-odd': '^3.0.0' } }) },
    ['is-odd:^3.0.0:none'],
  ],
  [
    'another version than a package needs',
    { 'node_modules/a': entry('2.1.0', { dependencies: { b: '~1.1.0' } }), 'node_modules/b': entry('1.2.0') },
    ['b:~1.1.0:1.2.0'],
  ],
  ['what is needed somewhere else only', { 'node_modules/b/node_modules/a': entry('2.1.0') }, ['a:^2.0.0:none']],
  [
    'what is needed beside, above, optional, bundled, of an address, or locked by the package itself',
    {
      'node_modules/a': entry('2.1.0', {
        dependencies: { b: '1.x', c: 'https://x/y.tgz', '@s/d': '*', o: '1.0.0' },
        optionalDependencies: { o: '1.0.0' },
        peerDependencies: { p: '^9.0.0' },
      }),
      'node_modules/a/node_modules/b': entry('1.9.0'),
      'node_modules/b': entry('3.0.0', { dependencies: { e: '^1.0.0' } }),
      'node_modules/e': entry('9.0.0', { inBundle: true, dependencies: { none: '1.0.0' } }),
      'node_modules/c': entry('7.0.0', { hasShrinkwrap: true, dependencies: { none: '1.0.0' } }),
      'node_modules/@s/d': entry('1.0.0-beta.1', { optional: true, dependencies: { none: '1.0.0' } }),
    },
    [],
  ],
  // As npm locks @tailwindcss/oxide-wasm32-wasi on any other platform.
  [
    'what a package for another platform brings itself, of which there is another version',
    {
      'node_modules/a': entry('2.1.0', { optionalDependencies: { wasm: '1.0.0' } }),
      'node_modules/wasm': entry('1.0.0', {
        optional: true,
        bundleDependencies: ['tslib'],
        dependencies: { tslib: '^2.8.1', b: '^2.0.0' },
      }),
      'node_modules/tslib': entry('1.0.0'),
      'node_modules/b': entry('1.0.0'),
    },
    ['b:^2.0.0:1.0.0'],
  ],
])('I1 a package-lock that holds %s', (_name, packages, keys) => {
  const root = { dependencies: { a: '^2.0.0' } };
  const parts = readBy(npmReader, { 'package.json': manifest(root), 'package-lock.json': lock(root, packages) });
  expect(told(parts)).toEqual(keys.map((key) => `lock no-go npm:${key}`));
});

test.each([
  { overrides: { b: '2.0.0' } },
  { overrides: { a: { '.': '1.0.0', 'b@^1': '2.0.0' } } },
  { resolutions: { 'a/b': '2.0.0' } },
  { resolutions: { '**/b': '2.0.0' } },
  { pnpm: { overrides: { 'a@1>b@^1': '2.0.0' } } },
])('what the project itself replaces is right in any version: %j', (more) => {
  const root = { dependencies: { a: '1.0.0' } };
  const packages = {
    'node_modules/a': entry('1.0.0', { dependencies: { b: '^1.0.0' } }),
    'node_modules/b': entry('2.0.0'),
  };
  const files = { 'package.json': manifest({ ...root, ...more }), 'package-lock.json': lock(root, packages) };
  expect(told(readBy(npmReader, files))).toEqual([]);
});

test('what a workspace needs is looked for from its folder, and other workspaces are there', () => {
  const root = { workspaces: ['packages/*'] };
  const a = { name: '@o/a', dependencies: { x: '^2.0.0', y: '^1.0.0', '@o/b': '^9.0.0' } };
  const files = {
    'package.json': manifest(root),
    'packages/a/package.json': manifest(a),
    'packages/b/package.json': manifest({ name: '@o/b' }),
    'package-lock.json': lock(root, {
      'packages/a': a,
      'packages/b': { name: '@o/b' },
      'node_modules/@o/a': { resolved: 'packages/a', link: true },
      'node_modules/@o/b': { resolved: 'packages/b', link: true },
      'node_modules/x': entry('1.0.0'),
      'packages/a/node_modules/x': entry('2.0.0'),
    }),
  };
  expect(texts(readBy(npmReader, files))).toEqual([
    'package-lock.json holds no package y, which packages/a/package.json wants (^1.0.0)',
  ]);
});

const yarn1 = `# THIS IS AN AUTOGENERATED FILE. DO NOT EDIT THIS FILE DIRECTLY.
# yarn lockfile v1


"@babel/core@^7.0.0", "@babel/core@^7.1.0":
  version "7.24.0"
  resolved "https://registry.yarnpkg.com/@babel/core/-/core-7.24.0.tgz#abc"
  integrity sha512-x
  dependencies:
    left-pad "^1.3.0"

left-pad@^1.3.0:
  version "1.3.0"
`;
const berry = `__metadata:
  version: 8
  cacheKey: 10c0

"left-pad@npm:^1.3.0, left-pad@npm:^1.2.0":
  version: 1.3.0
  resolution: "left-pad@npm:1.3.0"
  checksum: 10c0/abc
  languageName: node
  linkType: hard

"shop@workspace:.":
  version: 0.0.0-use.local
  resolution: "shop@workspace:."
  dependencies:
    left-pad: "npm:^1.3.0"
  languageName: unknown
  linkType: soft
`;

test.each([
  ['yarn 1', yarn1, { 'left-pad': '^1.3.0', '@babel/core': '^7.1.0' }, []],
  [
    'yarn 1',
    yarn1,
    { 'left-pad': '^1.4.0', b: '1.0.0' },
    [
      'package.json wants left-pad ^1.4.0, and yarn.lock was made for ^1.3.0',
      'package.json wants b 1.0.0, and yarn.lock does not know it',
    ],
  ],
  ['yarn 4', berry, { 'left-pad': '^1.2.0' }, []],
  [
    'yarn 4',
    berry,
    { 'left-pad': '~1.2.0' },
    ['package.json wants left-pad ~1.2.0, and yarn.lock was made for ^1.3.0 and ^1.2.0'],
  ],
])('%s: %#', (_name, text, dependencies, said) => {
  const parts = readBy(npmReader, { 'package.json': manifest({ dependencies }), 'yarn.lock': text });
  expect(texts(parts)).toEqual(said);
  expect(parts[0]?.locked?.get('left-pad')).toBe('1.3.0');
  expect(parts[0]?.locked?.has('shop')).toBe(false);
});

test.each([
  ['yarn 1', yarn1.replace('version "1.3.0"', 'version "2.0.0"'), 'yarn.lock holds left-pad 2.0.0 for left-pad ^1.3.0'],
  ['yarn 4', berry.replace('version: 1.3.0', 'version: 2.0.0'), 'yarn.lock holds left-pad 2.0.0 for left-pad ^1.3.0'],
  [
    'yarn 1',
    yarn1.replace('    left-pad "^1.3.0"', '    "@s/gone" ">= 1 < 2"\n  optionalDependencies:\n    fsevents "^2"'),
    'yarn.lock holds no @s/gone@>= 1 < 2, which @babel/core 7.24.0 wants',
  ],
  [
    'yarn 4',
    berry.replace('  checksum', '  dependencies:\n    gone: "npm:^1.0.0"\n    shop: "workspace:*"\n  checksum'),
    'yarn.lock holds no gone@^1.0.0, which left-pad 1.3.0 wants',
  ],
])('I1 %s, resolved by hand: %#', (_name, text, said) => {
  const files = { 'package.json': manifest(leftPad), 'yarn.lock': text };
  expect(texts(readBy(npmReader, files))).toEqual([said]);
  const replaced = { ...leftPad, resolutions: { 'left-pad': '2.0.0', '**/@s/gone': '1.0.0', gone: '1.0.0' } };
  expect(texts(readBy(npmReader, { ...files, 'package.json': manifest(replaced) }))).toEqual([]);
});

test('a yarn.lock with a merge conflict is unknown at its line', () => {
  const text = yarn1.replace('left-pad@^1.3.0:', '<<<<<<< HEAD\nleft-pad@^1.3.0:');
  const parts = readBy(npmReader, { 'package.json': manifest(leftPad), 'yarn.lock': text });
  expect(texts(parts)[0]).toBe('yarn.lock:12 is not as yarn writes it');
});

const pnpm9 = `lockfileVersion: '9.0'

settings:
  autoInstallPeers: true

overrides:
  forced: 2.0.0

importers:

  .:
    dependencies:
      forced:
        specifier: 2.0.0
        version: 2.0.0
      left-pad:
        specifier: ^1.3.0
        version: 1.3.0(peer@1.0.0)

  apps/web:
    dependencies:
      '@s/x':
        specifier: ~1.0.0
        version: 1.0.4

packages:

  '@s/x@1.0.4':
    resolution: {integrity: sha512-x}

  forced@2.0.0:
    resolution: {integrity: sha512-x}

  left-pad@1.3.0:
    resolution: {integrity: sha512-x}
    peerDependencies:
      peer: ^1.0.0

snapshots:

  '@s/x@1.0.4':
    dependencies:
      left-pad: 1.3.0(peer@1.0.0)
      other: forced@2.0.0
    optionalDependencies:
      fsevents: 2.3.3

  forced@2.0.0: {}

  left-pad@1.3.0(peer@1.0.0): {}
`;
const pnpm5 = `lockfileVersion: 5.4

specifiers:
  left-pad: ^1.3.0

dependencies:
  left-pad: 1.3.0

packages:

  /left-pad/1.3.0:
    resolution: {integrity: sha512-x}
    dev: false
`;

test('pnpm: specifiers of every importer, overrides, and packages of several formats', () => {
  const files = {
    'package.json': manifest({ dependencies: { 'left-pad': '^1.3.0', forced: '^1.0.0' } }),
    'pnpm-workspace.yaml': 'packages:\n  - apps/*\n',
    'apps/web/package.json': manifest({ name: 'web', dependencies: { '@s/x': '~1.1.0' } }),
    'pnpm-lock.yaml': pnpm9,
  };
  const parts = readBy(npmReader, files);
  expect(texts(parts)).toEqual(['apps/web/package.json wants @s/x ~1.1.0, and pnpm-lock.yaml was made for ~1.0.0']);
  expect([...(parts[0]?.locked ?? [])]).toEqual([
    ['@s/x', '1.0.4'],
    ['forced', '2.0.0'],
    ['left-pad', '1.3.0'],
  ]);
  const [old] = readBy(npmReader, { 'package.json': manifest(leftPad), 'pnpm-lock.yaml': pnpm5 });
  expect([old?.findings, [...(old?.locked ?? [])]]).toEqual([[], [['left-pad', '1.3.0']]]);
});

test.each([
  [
    'another version than its range',
    pnpm9.replace('version: 1.0.4', 'version: 1.3.0').replaceAll('x@1.0.4', 'x@1.3.0'),
    ['@s/x:~1.0.0:1.3.0'],
  ],
  [
    'no packages',
    pnpm9.replace(/packages:[\s\S]*/, ''),
    ['forced:2.0.0:none', 'left-pad:1.3.0:none', '@s/x:1.0.4:none'],
  ],
  [
    'no package that another one needs',
    pnpm9.replace('    dependencies:\n      left', '    dependencies:\n      gone: 3.0.0\n      left'),
    ['gone:3.0.0:none'],
  ],
])('I1 a pnpm-lock that holds %s', (_name, text, keys) => {
  const parts = readBy(npmReader, {
    'package.json': manifest({ dependencies: { 'left-pad': '^1.3.0', forced: '^1.0.0' } }),
    'pnpm-workspace.yaml': 'packages:\n  - apps/*\n',
    'apps/web/package.json': manifest({ name: 'web', dependencies: { '@s/x': '~1.0.0' } }),
    'pnpm-lock.yaml': text,
  });
  expect(told(parts)).toEqual(keys.map((key) => `lock no-go npm:${key}`));
});

test('a pnpm-lock with a merge conflict among its packages is unknown at its line', () => {
  const text = pnpm9.replace('  forced@2.0.0:\n', '<<<<<<< HEAD\n  forced@2.0.0:\n');
  const parts = readBy(npmReader, { 'package.json': manifest(leftPad), 'pnpm-lock.yaml': text });
  expect(texts(parts)[0]).toBe('pnpm-lock.yaml:31 is not as pnpm writes it');
});

test('pnpm: names with another package behind them, peers and addresses of every format', () => {
  expect(pnpmPackage('a', '1.3.0(peer@1.0.0)(b@2.0.0)')).toEqual(['a', '1.3.0']);
  expect(pnpmPackage('a', '1.3.0_peer@1.0.0')).toEqual(['a', '1.3.0']);
  expect(pnpmPackage('a', "'@s/real@2.0.0(peer@1.0.0)'")).toEqual(['@s/real', '2.0.0']);
  expect(pnpmPackage('a', '/@s/real/2.0.0_x')).toEqual(['@s/real', '2.0.0']);
  expect(
    ['link:../b', 'file:../b', 'https://x/y.tgz', 'github.com/a/b/abc'].map((one) => pnpmPackage('a', one)),
  ).toEqual([undefined, undefined, undefined, undefined]);
  const long = `  ? /a@1.0.0(${'p@1.0.0'.repeat(200)})\n  : resolution: {integrity: x}\n`;
  expect(pnpmPackages(long)).toEqual([['a', '1.0.0']]);
});

test('bun: the text lock is compared, the binary one is unknown', () => {
  const bun = `{
  "lockfileVersion": 1,
  "workspaces": { "": { "name": "shop", "dependencies": { "left-pad": "^1.3.0", }, }, },
  "packages": { "left-pad": ["left-pad@1.3.0", "", {}, "sha512-x"], },
}`;
  const [part] = readBy(npmReader, { 'package.json': manifest(leftPad), 'bun.lock': bun });
  expect([part?.findings, part?.locked?.get('left-pad')]).toEqual([[], '1.3.0']);
  expect(told(readBy(npmReader, { 'package.json': manifest(leftPad), 'bun.lockb': null }))).toContain(
    'lock unknown npm:package.json',
  );
});

test('of several locks the one of packageManager counts', () => {
  const [part] = readBy(npmReader, {
    'package.json': manifest({ ...leftPad, packageManager: 'yarn@1.22.22' }),
    'package-lock.json': lock({}),
    'yarn.lock': yarn1,
  });
  expect(part?.findings).toEqual([]);
});

test('names that mean something to JavaScript or a terminal are names like any other', () => {
  const text = '{"dependencies": {"__proto__": "1", "constructor": "^1", "a\\u001b[31m": "2"}}';
  const parts = readBy(npmReader, { 'package.json': text, 'package-lock.json': lock({}) });
  expect(told(parts)).toEqual([
    'lock no-go npm:__proto__:1:none',
    'lock no-go npm:constructor:^1:none',
    'lock no-go npm:a%1B%5B31m:2:none',
  ]);
});

test('30,000 packages and deep nesting are read quickly, and findings are bounded', () => {
  const many = Object.fromEntries(Array.from({ length: 30_000 }, (_none, at) => [`p${at}`, '^1.0.0']));
  const started = process.cpuUsage();
  const parts = readBy(npmReader, {
    'package.json': manifest({ dependencies: many }),
    'package-lock.json': lock({}),
    'deep/package.json': `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    'y/package.json': manifest(leftPad),
    'y/yarn.lock': `left-pad@${'^1, left-pad@'.repeat(50_000)}:\n`,
    'p/package.json': manifest(leftPad),
    'p/pnpm-lock.yaml': `lockfileVersion: 9.0\nimporters:\n${Array.from({ length: 300 }, (_none, at) => `${' '.repeat(at + 1)}a:\n`).join('')}packages:\n${'  a@1.0.0:\n'.repeat(100_000)}`,
  });
  expect(cpuMs(started)).toBeLessThan(4000);
  expect(parts[0]?.findings.length).toBe(301);
});

test('a text of four megabytes in a bun.lock is no obstacle', () => {
  const parts = readBy(npmReader, {
    'package.json': manifest(leftPad),
    'bun.lock': `{"a": "${'x'.repeat(4_000_000)}",}`,
  });
  expect(texts(parts)[0]).toContain('bun.lock is not as bun writes it');
});
