import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readPackages } from '../../../src/checks/patches/packages-answer.js';
import { temporaryDirectory } from '../../helpers/repository.js';

const answer = (tool: string, said: readonly string[], rc = 0) =>
  readPackages({
    how: 'done',
    rc: 0,
    err: '',
    text: [tool, ...said.map((line) => `: ${line}`), `rc ${rc}`, ''].join('\n'),
  });

/** Runs the section as a host would, with these programs for its package manager. */
function ask(programs: Readonly<Record<string, string>>): ReturnType<typeof readPackages> {
  const bin = temporaryDirectory();
  for (const [name, body] of Object.entries(programs)) {
    writeFileSync(path.join(bin, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  }

  const sources = ['../../../src/world/ssh/frame.sh', '../../../src/checks/patches/patches.sh'].map((file) =>
    readFileSync(new URL(file, import.meta.url), 'utf8'),
  );
  const tools = ['head', 'sed', 'timeout'].map((name) => `ln -s "$(command -v ${name})" ${bin}/${name}`);
  execFileSync('sh', ['-c', tools.join('\n')]);
  const script = [...sources, 'shipit_seconds=20', `T=${bin}`, `PATH=${bin}`, 'patches_packages'].join('\n');
  return readPackages({ how: 'done', rc: 0, err: '', text: execFileSync('sh', ['-c', script], { encoding: 'utf8' }) });
}

test.each<[string, Readonly<Record<string, string>>, unknown]>([
  [
    'debsums is asked before dpkg',
    { 'dpkg-query': '', debsums: 'echo /usr/bin/gzip; echo "debsums: missing file /x (from y package)" >&2; exit 2' },
    { known: true, tool: 'debsums', changed: ['/usr/bin/gzip', '/x'], unread: [] },
  ],
  [
    'dpkg is asked where there is no debsums, and its exit status means nothing',
    { 'dpkg-query': '', dpkg: '[ "$1" = -V ] && echo "??5??????   /bin/gzip"' },
    { known: true, tool: 'dpkg', changed: ['/bin/gzip'], unread: [] },
  ],
  [
    'rpm',
    { rpm: '[ "$1" = -Va ] && echo "S.5....T.    /usr/lib/x"; exit 1' },
    { known: true, tool: 'rpm', changed: ['/usr/lib/x'], unread: [] },
  ],
  [
    'more than can be brought is said to be more',
    {
      'dpkg-query': '',
      debsums: 'n=0; while [ $n -lt 2001 ]; do n=$((n + 1)); echo "debsums: no md5sums for x$n"; done',
    },
    { known: true, tool: 'debsums', changed: [], unread: [], cut: true },
  ],
  ['apk', { apk: 'echo "U bin/x"' }, { known: true, tool: 'apk', changed: ['/bin/x'], unread: [] }],
  ['no package manager', {}, { known: false, why: 'it has no package manager that shipit knows' }],
])('%s', (_name, programs, said) => {
  expect(ask(programs)).toEqual(said);
});

test('debsums -c prints paths, and ends with 2', () => {
  expect(
    answer(
      'debsums',
      [
        '/usr/bin/gzip',
        'debsums: missing file /usr/share/doc/tar/NEWS.gz (from tar package)',
        "debsums: can't open sudo file /usr/lib/sudo/x.so (Permission denied)",
        'debsums: no md5sums for local-thing',
      ],
      2,
    ),
  ).toEqual({
    known: true,
    tool: 'debsums',
    changed: ['/usr/bin/gzip', '/usr/share/doc/tar/NEWS.gz'],
    unread: ['/usr/lib/sudo/x.so'],
  });
});

test('dpkg -V ends with 0 and prints what differs; configuration is meant to', () => {
  expect(answer('dpkg', ['??5??????   /bin/gzip', '??5?????? c /etc/bash.bashrc', 'missing     /usr/bin/x y'])).toEqual(
    {
      known: true,
      tool: 'dpkg',
      changed: ['/bin/gzip', '/usr/bin/x y'],
      unread: [],
    },
  );
});

test('rpm -V: the third sign is the content; times and owners are not', () => {
  const said = [
    'S.5....T.    /usr/lib/python3/site.py',
    '.......T.    /usr/lib/touched',
    '.....UG..    /usr/lib/owned',
    'S.5....T.  c /etc/nginx/nginx.conf',
    'missing     /usr/share/man/man1/x.1.gz',
    'missing     /root/secret (Permission denied)',
    '..?......    /usr/libexec/closed',
  ];
  expect(answer('rpm', said, 1)).toEqual({
    known: true,
    tool: 'rpm',
    changed: ['/usr/lib/python3/site.py', '/usr/share/man/man1/x.1.gz', '/root/secret'],
    unread: ['/usr/libexec/closed'],
  });
});

test('apk audit: U changed, X gone; A belongs to no package', () => {
  expect(answer('apk', ['U bin/busybox', 'A usr/bin/mine', 'X usr/lib/libz.so.1', 'e etc/closed'])).toMatchObject({
    changed: ['/bin/busybox', '/usr/lib/libz.so.1'],
  });
});

test.each<[string, Parameters<typeof readPackages>[0], string]>([
  ['an answer that did not come', { how: 'missing' }, 'its packages were not looked at to the end'],
  [
    'a host without any',
    { how: 'done', rc: 0, err: '', text: 'none\n' },
    'it has no package manager that shipit knows',
  ],
  ['a tool that took too long', { how: 'done', rc: 0, err: '', text: 'rpm\nrc 124\n' }, 'rpm took longer than 30 s'],
  ['a tool that died', { how: 'done', rc: 0, err: '', text: 'dpkg\nrc 139\n' }, 'dpkg did not come to its end'],
  ['a cut list', { how: 'done', rc: 0, err: '', text: 'dpkg\n: ??5' }, 'dpkg did not come to its end'],
])('%s is unknown, not unchanged', (_name, said, why) => {
  expect(readPackages(said)).toEqual({ known: false, why });
});
