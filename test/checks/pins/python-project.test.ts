import { expect, test } from 'vitest';
import { pythonJson } from '../../../src/checks/pins/python-json.js';
import { pipfileHash } from '../../../src/checks/pins/python-pipfile-hash.js';
import { poetryHashes } from '../../../src/checks/pins/python-poetry-hash.js';
import { pythonProject } from '../../../src/checks/pins/python-project.js';
import { satisfies } from '../../../src/checks/pins/python-satisfies.js';
import { pythonSetup } from '../../../src/checks/pins/python-setup.js';
import { pythonUnread } from '../../../src/checks/pins/python-unread.js';
import { findings, keys, read } from './files.js';

const project = (...dependencies: readonly string[]): string =>
  `[project]\nname = "shop"\ndependencies = ${JSON.stringify(dependencies)}\n`;
const uv = (specifier: string, version = '4.1.0'): string => `version = 1
[[package]]
name = "shop"
version = "0.1.0"
source = { virtual = "." }
[package.metadata]
requires-dist = [{ name = "celery", specifier = "${specifier}" }, { name = "ruff", marker = "extra == 'dev'" }]
[[package]]
name = "celery"
version = "${version}"
dependencies = [{ name = "kombu" }]
[[package]]
name = "kombu"
version = "4.1.0"
`;

test('ranges without a lock are findings; with one that belongs to them they are fine', () => {
  const manifest = project('celery>=4.0,<5');
  expect(findings(read(pythonProject, { 'pyproject.toml': manifest }))).toEqual([
    {
      facet: 'ranges',
      key: 'py:celery',
      text: 'celery in pyproject.toml is not pinned: >=4.0,<5 leaves several versions, and there is no lock file',
    },
  ]);
  const [part] = read(pythonProject, { 'pyproject.toml': manifest, 'uv.lock': uv('>=4.0,<5') });
  expect(part).toMatchObject({ findings: [], whole: true, fine: { lock: 'uv.lock belongs to pyproject.toml' } });
  expect([...(part?.locked ?? [])]).toEqual([
    ['celery', '4.1.0'],
    ['kombu', '4.1.0'],
  ]);
});

test.each([
  [
    'another range than the lock was made for',
    project('celery>=4.1'),
    uv('>=4.0,<5'),
    ['lock py:celery:>=4.1:<5,>=4.0'],
  ],
  ['the same in another order', project('celery <5, >=4.0'), uv('>=4.0,<5'), []],
  [
    'a new dependency',
    project('celery>=4.0', 'redis'),
    uv('>=4.0'),
    ['lock py:redis:any:none', 'lock py:redis:any:none'],
  ],
  ['one that is gone', project(), uv('>=4.0'), ['lock py:celery:none:>=4.0']],
  ['a locked version that does not fit', project('celery>=5'), uv('>=5'), ['lock py:celery:>=5:4.1.0']],
  ['a lock that is none', project('celery>=4'), 'version = ', ['lock py:uv.lock unknown']],
])('uv: %s', (_name, manifest, lock, expected) => {
  expect(keys(read(pythonProject, { 'pyproject.toml': manifest, 'uv.lock': lock }))).toEqual(expected);
});

const poetry = '[tool.poetry.dependencies]\npython = "^3.11"\ncelery = "^4.1"\nacme = {path = "libs/acme"}\n';
const poetryLock = (hash: string, version = '4.1.0'): string =>
  `[[package]]\nname = "celery"\nversion = "${version}"\n[package.dependencies]\nkombu = ">=4.0.2,<5.0"\n[[package]]\nname = "kombu"\nversion = "4.1.0"\n[metadata]\ncontent-hash = "${hash}"\n`;
// What `python3 -c "import json, hashlib; …"` makes of it by the rule of poetry/packages/locker.py.
const content =
  '{"dependencies": {"acme": {"path": "libs/acme"}, "celery": "^4.1", "python": "^3.11"}, "dev-dependencies": null, "extras": null, "source": null}';

test('poetry: the content-hash is made as Poetry makes it, and decides', async () => {
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256').update(content).digest('hex');
  const table = {
    tool: { poetry: { dependencies: { python: '^3.11', celery: '^4.1', acme: { path: 'libs/acme' } } } },
  };
  expect(poetryHashes(table)).toContain(hash);
  const files = (lock: string) => ({ 'pyproject.toml': poetry, 'poetry.lock': lock });
  expect(keys(read(pythonProject, files(poetryLock(hash))))).toEqual([]);
  expect(keys(read(pythonProject, files(poetryLock('other'))))).toEqual(['lock py:poetry.lock warn']);
  expect(keys(read(pythonProject, files(poetryLock('other', '3.9.0'))))).toEqual(['lock py:celery:^4.1:3.9.0']);
  const [part] = read(pythonProject, files(poetryLock(hash)));
  expect(part?.wantedBy?.get('kombu')).toBe('celery wants >=4.0.2,<5.0');
});

test('a Pipfile and its lock', () => {
  const pipfile = '[[source]]\nurl = "https://x.test/simple"\n[packages]\ncelery = "*"\n[dev-packages]\npytest = "*"\n';
  const table = {
    source: [{ url: 'https://x.test/simple' }],
    packages: { celery: '*' },
    'dev-packages': { pytest: '*' },
  };
  const lock = (hash: string, names: object) => JSON.stringify({ _meta: { hash: { sha256: hash } }, default: names });
  const celery = { celery: { version: '==4.1.0' } };
  expect(keys(read(pythonProject, { Pipfile: pipfile }))).toEqual(['ranges py:celery']);
  expect(keys(read(pythonProject, { Pipfile: pipfile, 'Pipfile.lock': lock(pipfileHash(table), celery) }))).toEqual([]);
  expect(keys(read(pythonProject, { Pipfile: pipfile, 'Pipfile.lock': lock('x', celery) }))).toEqual([
    'lock py:Pipfile.lock warn',
  ]);
  expect(keys(read(pythonProject, { Pipfile: pipfile, 'Pipfile.lock': lock('x', {}) }))).toEqual([
    'lock py:celery:%2A:none',
  ]);
  expect(keys(read(pythonProject, { Pipfile: pipfile, 'Pipfile.lock': '{' }))).toEqual([
    'lock py:Pipfile.lock unknown',
  ]);
});

test('settings of tools are no manifest; beside requirements files a manifest is a library’s; a broken one is unknown', () => {
  expect(read(pythonProject, { 'pyproject.toml': '[tool.ruff]\nline-length = 100\n' })).toEqual([]);
  expect(
    keys(read(pythonProject, { 'pyproject.toml': project('celery'), 'requirements.txt': 'celery==4.1.0' })),
  ).toEqual([]);
  expect(findings(read(pythonProject, { 'pyproject.toml': '[project\n' }))).toMatchObject([
    { verdict: 'unknown', text: 'pyproject.toml:1 is not understood as TOML' },
  ]);
});

test.each([
  ['4.1.0', '>=4.0.2,<5.0', true],
  ['5.0', '>=4.0.2,<5.0', false],
  ['4.1.0', '==4.1.*', true],
  ['4.2.0', '==4.1.*', false],
  ['4.2.0', '!=4.1.*', true],
  ['2.9', '~=2.8', true],
  ['3.0', '~=2.8', false],
  ['2.8.9', '~=2.8.1', true],
  ['2.9.0', '~=2.8.1', false],
  ['4.9', '^4.1', true],
  ['5.0', '^4.1', false],
  ['0.2.9', '^0.2.3', true],
  ['0.3.0', '^0.2.3', false],
  ['1.2.9', '~1.2', true],
  ['1.3.0', '~1.2', false],
  ['1.0+local', '==1.0', true],
  ['4.1.0', '*', true],
  ['4.1.0', '', true],
  ['4.1.0', '>=4 || <3', undefined],
  ['4.1.0', 'something', undefined],
])('%s is allowed by %j: %s', (version, wanted, expected) => {
  expect(satisfies(version, wanted)).toBe(expected);
});

test('JSON as Python writes it', () => {
  expect(pythonJson({ b: ['é', 1, true, null], a: {} })).toBe('{"a": {}, "b": ["\\u00e9", 1, true, null]}');
  expect(pythonJson({ a: 1.5 })).toBeUndefined();
});

test('what stands in code is not read, and never counts as nothing', () => {
  const setup = { 'setup.py': 'setup(install_requires=["celery"])\n' };
  expect(keys(read(pythonSetup, setup))).toEqual(['ranges py:unread:setup.py unknown']);
  expect(read(pythonSetup, { ...setup, 'requirements.txt': 'celery==4.1.0\n' })).toEqual([]);
  expect(read(pythonSetup, { 'setup.cfg': '[flake8]\nmax-line-length = 100\n' })).toEqual([]);
  const dynamic = { 'pyproject.toml': '[project]\nname = "shop"\ndynamic = ["dependencies"]\n' };
  expect(keys(read(pythonSetup, dynamic))).toEqual(['ranges py:unread:pyproject.toml unknown']);
});

const elsewhere = { 'lambdas/report/requirements.txt': 'requests==2.0.0\n' };

test('requirements files of something else say nothing about what the project needs', () => {
  const loose = { 'pyproject.toml': project('django>=4') };
  expect(keys(read(pythonProject, { ...loose, ...elsewhere }))).toEqual(['ranges py:django']);
  expect(keys(read(pythonProject, { ...loose, 'requirements/prod.txt': 'django==4.2\n' }))).toEqual([]);
  const setup = { 'setup.py': 'setup(install_requires=["django"])\n' };
  expect(keys(read(pythonSetup, { ...setup, ...elsewhere }))).toEqual(['ranges py:unread:setup.py unknown']);
  expect(keys(read(pythonSetup, { ...setup, 'requirements/prod.txt': 'django==4.2\n' }))).toEqual([]);
});

test('a lock that is named brings its manifest', () => {
  const files = { 'pyproject.toml': project('celery>=4.1'), 'uv.lock': uv('>=4.0,<5') };
  expect(keys(read(pythonProject, files, { files: ['uv.lock'] }))).toEqual(['lock py:celery:>=4.1:<5,>=4.0']);
});

test('extras that nobody looked at are named, those for work are not', () => {
  const extras = (...names: readonly string[]): string =>
    `${project('django==4.0')}[project.optional-dependencies]\n${names.map((name) => `${name} = ["x>=2"]\n`).join('')}`;
  const ranges = (text: string) => read(pythonProject, { 'pyproject.toml': text })[0]?.fine.ranges;
  expect(ranges(extras('prod', 'dev'))).toBe(
    'pyproject.toml: all 1 pinned; what its extras bring is not looked at (prod)',
  );
  expect(ranges(extras('dev', 'test'))).toBe('pyproject.toml: all 1 pinned');
});

test.each([
  ['a lock that nobody reads', { 'pylock.toml': 'x = 1\n' }, ['ranges py:unread:pylock.toml unknown']],
  ['one for work', { 'pylock.dev.toml': 'x = 1\n' }, []],
  ['one beside another lock', { 'pylock.toml': '', 'uv.lock': '' }, []],
  ['conda', { 'environment.yml': 'dependencies: [django]\n' }, ['ranges py:unread:environment.yml unknown']],
  ['settings of something else', { 'environment.yml': 'region: eu\n' }, []],
  ['conda for notebooks', { 'notebooks/environment.yml': 'dependencies: []\n', 'requirements.txt': '' }, []],
])('files that say what is needed and are not read are unknown: %s', (_name, files, expected) => {
  expect(keys(read(pythonUnread, files))).toEqual(expected);
});
