import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collect } from '../../helpers/collecting.js';
import { temporaryDirectory } from '../../helpers/repository.js';
import { callInShell, testInShells } from '../../helpers/shells.js';

testInShells('libraries of wheels, and what is missing, in directories with blanks and behind links', (shell) => {
  const root = join(temporaryDirectory(), 'my app');
  const libs = join(root, 'lib/psycopg2_binary.libs');
  mkdirSync(libs, { recursive: true });
  copyFileSync('/bin/true', join(libs, 'libssl-8bb9b3dd.so.1.0.2o'));
  writeFileSync(join(root, 'lib/plain.so'), '');

  const state = collect(shell, { runtimes: [root], units: [], collect: ['bundled', 'ldd'] });

  expect(state.bundled).toEqual([join(libs, 'libssl-8bb9b3dd.so.1.0.2o')]);
  expect(state.missing).toEqual([]);
  expect(state.unread).toEqual({});
});

test.skipIf(!existsSync('/usr/bin/cc'))('what a module needs and the host does not have, is named', () => {
  const root = join(temporaryDirectory(), 'my app');
  mkdirSync(root);
  const source = join(root, 'x.c');
  writeFileSync(source, 'int x(void) { return 1; }');
  const cc = (words: string): void => {
    const { rc, err } = callInShell('dash', {
      script: `try_cc() { cd '${root}' && cc -shared -fPIC ${words}; }`,
      call: ['try_cc'],
    });
    expect([rc, err]).toEqual([0, '']);
  };
  cc('-o libpq.so.5 -Wl,-soname,libpq-of-nobody.so.5 x.c');
  cc('-o _psycopg.so -Wl,--no-as-needed x.c ./libpq.so.5');

  const { missing } = collect('dash', { runtimes: [root], units: [], collect: ['ldd'] });

  expect(missing).toEqual([{ file: join(root, '_psycopg.so'), library: 'libpq-of-nobody.so.5' }]);
});

test('a runtime that is not there is not an empty one', () => {
  const state = collect('dash', {
    runtimes: ['/nonexistent/venv'],
    units: [],
    collect: ['bundled', 'ldd', 'python', 'node'],
  });

  expect(state.bundled).toBeUndefined();
  expect(state.missing).toBeUndefined();
  expect(state.unread).toEqual({
    bundled: '/nonexistent/venv is no directory',
    ldd: '/nonexistent/venv is no directory',
  });
  expect(state.python).toEqual([{ root: '/nonexistent/venv', dists: [], error: 'no such directory' }]);
  expect(state.node).toEqual([]);
});

/** A python of its own that has two distributions, as pip leaves them. */
function venv(python: string): string {
  const root = join(temporaryDirectory(), 'my app');
  mkdirSync(join(root, 'bin'), { recursive: true });
  for (const [name, version] of [
    ['Psycopg2_Binary', '2.9.9'],
    ['django', '4.2.16'],
  ]) {
    const info = join(root, 'site', `${name}-${version}.dist-info`);
    mkdirSync(info, { recursive: true });
    writeFileSync(join(info, 'METADATA'), `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`);
  }

  writeFileSync(join(root, 'bin/python'), `#!/bin/sh\n${python.replaceAll('ROOT', `'${root}'`)}\n`);
  chmodSync(join(root, 'bin/python'), 0o755);
  return root;
}

/** As a virtualenv does it: the same python, other packages. */
const realPython = `{ printf 'import sys; sys.path = [p for p in sys.path if "packages" not in p] + ["%s/site"]\\n' ROOT; cat; } | /usr/bin/python3 "$@"`;

if (existsSync('/usr/bin/python3')) {
  testInShells('a python is asked without pip, and its names are normal', (shell) => {
    const root = venv(realPython);

    const { python = [], unread } = collect(shell, { runtimes: [root], units: [], collect: ['python'] });

    expect(unread).toEqual({});
    expect(python).toEqual([
      {
        root,
        version: expect.stringMatching(/^3\.\d+\.\d+/),
        ssl: expect.stringMatching(/^OpenSSL /),
        dists: [
          { name: 'django', version: '4.2.16' },
          { name: 'psycopg2-binary', version: '2.9.9' },
        ],
      },
    ]);
  });

  testInShells('a python that dies as soon as it loads ssl still says what it has', (shell) => {
    const root = venv(`for last do :; done; if [ "$last" = ssl ]; then kill -SEGV $$; fi; ${realPython}`);

    const { python = [] } = collect(shell, { runtimes: [root], units: [], collect: ['python'] });

    expect(python[0]?.ssl).toBe('ERROR ImportError: died of signal 11');
    expect(python[0]?.dists).toHaveLength(2);
  });
}

testInShells('a python that cannot be run is not one without packages', (shell) => {
  const root = venv('echo "python: error while loading shared libraries: libpython3.6m.so.1.0" >&2; exit 127');

  const { python = [] } = collect(shell, { runtimes: [root], units: [], collect: ['python'] });

  expect(python).toEqual([
    {
      root,
      dists: [],
      error: `${root}/bin/python: python: error while loading shared libraries: libpython3.6m.so.1.0`,
    },
  ]);
});

function nodeRoot(lock: unknown, indent: number | string = 2): string {
  const root = join(temporaryDirectory(), 'my app');
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify(lock, undefined, indent));
  return root;
}

const lock = {
  name: 'shop',
  version: '1.0.0',
  lockfileVersion: 3,
  requires: true,
  packages: {
    'node_modules/a': { version: '1.0.0', resolved: 'https://r/a.tgz', dependencies: { version: '^9.9.9', b: '^2' } },
    'node_modules/a/node_modules/@s/b': { name: 'other', version: '2.0.0', license: 'MIT' },
    'node_modules/linked': { resolved: 'packages/linked', link: true },
    'packages/linked': { version: '0.1.0' },
  },
};

testInShells('npm’s hidden lock file says what is really there, however it is indented', (shell) => {
  const roots = [nodeRoot(lock), nodeRoot(lock, '\t'), nodeRoot(lock, 4)];

  const { node = [], unread } = collect(shell, { runtimes: roots, units: [], collect: ['node'] });

  expect(unread).toEqual({});
  for (const { dists, error } of node) {
    expect(error).toBeUndefined();
    expect(dists).toEqual([
      { name: 'a', version: '1.0.0' },
      { name: 'a/node_modules/@s/b', version: '2.0.0' },
      { name: 'packages/linked', version: '0.1.0' },
    ]);
  }
  expect(node).toHaveLength(3);
});

testInShells('a hidden lock file that is empty, strange or not there', (shell) => {
  const [empty, strange, none] = [nodeRoot({ ...lock, packages: {} }), nodeRoot(lock, 0), nodeRoot(lock)];
  renameSync(join(none, 'node_modules/.package-lock.json'), join(none, 'node_modules/other'));

  const { node = [] } = collect(shell, { runtimes: [empty, strange, none], units: [], collect: ['node'] });

  expect(node.map(({ dists, error }) => ({ dists, error }))).toEqual([
    { dists: [], error: undefined },
    { dists: [], error: 'its hidden lock file is not as npm writes it' },
    { dists: [], error: 'no node_modules/.package-lock.json to read there' },
  ]);
});
