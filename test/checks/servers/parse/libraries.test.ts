import { expect, test } from 'vitest';
import { readBundled, readMissing } from '../../../../src/checks/servers/parse/libraries.js';
import { libraryName } from '../../../../src/checks/servers/parse/library-name.js';
import { readNode, readPython } from '../../../../src/checks/servers/parse/runtimes.js';

test.each([
  ['/srv/venv/psycopg2/.libs/libssl-8bb9b3dd.so.1.0.2o', { library: 'libssl', version: '1.0.2o', generation: '1.0' }],
  ['libssl.so.1.1', { library: 'libssl', version: '1.1', generation: '1.1' }],
  ['libssl.so.3', { library: 'libssl', version: '3', generation: '3' }],
  ['/usr/lib/libssl.so.3 (deleted)', { library: 'libssl', version: '3', generation: '3' }],
  ['libpq-9b38f5e3.so.5.17', { library: 'libpq', version: '5.17', generation: '5' }],
  ['libstdc++.so.6.0.30', { library: 'libstdc++', version: '6.0.30', generation: '6' }],
  ['/x/_ssl.cpython-311-x86_64-linux-gnu.so', { library: '_ssl.cpython-311-x86_64-linux-gnu' }],
  ['/x/readme.txt', undefined],
])('the name %s says %j', (path, name) => {
  expect(libraryName(path)).toEqual(name);
});

test('bundled libraries and the system’s own', () => {
  const text = `bundled\t/srv/a b/venv/psycopg2_binary.libs/libssl-8bb9b3dd.so.1.0.2o
bundled\t/srv/a b/venv/numpy.libs/libz.so.1
system\tlibssl.so.3
system\tlibc.so.6
`;

  expect(readBundled(text)).toEqual({
    value: {
      bundled: ['/srv/a b/venv/numpy.libs/libz.so.1', '/srv/a b/venv/psycopg2_binary.libs/libssl-8bb9b3dd.so.1.0.2o'],
      libraries: [
        { library: 'libc', soname: 'libc.so.6' },
        { library: 'libssl', soname: 'libssl.so.3' },
      ],
    },
  });
});

test('where a runtime could not be looked through, an empty list is no list', () => {
  const partial = 'partial\tnot all of /srv/app could be looked through\n';

  expect(() => readBundled(`${partial}system\tlibssl.so.3\n`)).toThrow('not all of /srv/app could be looked through');
  expect(readBundled(`${partial}bundled\t/srv/x.libs/libz.so\n`)).toMatchObject({
    value: { bundled: ['/srv/x.libs/libz.so'] },
    partial: 'not all of /srv/app could be looked through',
  });
  expect(() => readMissing(`${partial}looked\t0\t0\n`)).toThrow('not all of /srv/app could be looked through');
});

test('what ldd misses, and how far it came', () => {
  expect(readMissing('missing\tlibpq.so.5\t/srv/a b/_psycopg.so\nlooked\t12\t12\n')).toEqual({
    value: [{ library: 'libpq.so.5', file: '/srv/a b/_psycopg.so' }],
  });
  expect(readMissing('looked\t40\t3000\n')).toEqual({
    value: [],
    partial: '40 of 3000 libraries were asked what they need',
  });
  expect(() => readMissing('missing\tlibpq.so.5\t/srv/x.so\n')).toThrow('no library could be asked what it needs');
  expect(() => readMissing('looked\t0\t12\n')).toThrow('no library could be asked what it needs');
});

test('a python says its version, its ssl and its distributions; one that cannot be run says why', () => {
  const text = `root\t/srv/a b/venv
python\t3.11.2
ssl\tOpenSSL 3.0.17 1 Jul 2026
dist\tpsycopg2\t2.9.9
dist\tdjango\t4.2.16
end\t2
root\t/srv/old
none\t/srv/old/bin/python3: No such file or directory
`;

  expect(readPython(text).value).toEqual([
    {
      root: '/srv/a b/venv',
      version: '3.11.2',
      ssl: 'OpenSSL 3.0.17 1 Jul 2026',
      dists: [
        { name: 'django', version: '4.2.16' },
        { name: 'psycopg2', version: '2.9.9' },
      ],
    },
    { root: '/srv/old', dists: [], error: '/srv/old/bin/python3: No such file or directory' },
  ]);
});

test.each([
  'root\t/srv/x\nnode\t20.1.0\ndist\tnode_modules/a\t1\n',
  'root\t/srv/x\nnode\t20.1.0\ndist\tnode_modules/a\t1\nend\t2\n',
])('a list that is cut short is no list (%#)', (text) => {
  expect(readNode(text).value).toEqual([
    { root: '/srv/x', version: '20.1.0', dists: [], error: 'its list is cut short' },
  ]);
});

test('packages of npm go by their place below node_modules', () => {
  const text =
    'root\t/srv/x\nnode\t\ndist\tnode_modules/b/node_modules/@s/a\t2.0.0\ndist\tnode_modules/a\t1.0.0\nend\t2\n';

  expect(readNode(text).value).toEqual([
    {
      root: '/srv/x',
      dists: [
        { name: 'a', version: '1.0.0' },
        { name: 'b/node_modules/@s/a', version: '2.0.0' },
      ],
    },
  ]);
});
