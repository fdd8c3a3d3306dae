import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { stateOf } from '../../../src/checks/servers/collect.js';
import type { HostState } from '../../../src/checks/servers/host-state.js';
import { collect, collector, programs, run, systemctl } from '../../helpers/collecting.js';
import { temporaryDirectory } from '../../helpers/repository.js';
import { callInShell, testInShells } from '../../helpers/shells.js';

testInShells('who, when and what the machine is', (shell) => {
  const state = collect(shell, { runtimes: [], units: [], collect: ['reboot'] });

  expect(state.uid).toBe(process.getuid?.());
  expect(Math.abs((state.now ?? 0) - Date.now() / 1000)).toBeLessThan(30);
  expect(state.booted).toBeLessThan(state.now ?? 0);
  expect(state.kernel).toBe(readFileSync('/proc/sys/kernel/osrelease', 'utf8').trim());
  expect(state.os).toMatch(/^[a-z]/);
  expect(state.unread).toEqual({});
});

testInShells('the packages of the machine, however it manages them', (shell) => {
  const { packages = [], manager, unread } = collect(shell, { runtimes: [], units: [], collect: ['packages'] });

  expect(unread).toEqual({});
  expect(['dpkg', 'rpm', 'apk']).toContain(manager);
  expect(packages.length).toBeGreaterThan(5);
});

testInShells('F52 an apk database is read without running apk', (shell) => {
  // Alpine 3.19, shortened.
  const database = join(temporaryDirectory(), 'installed');
  writeFileSync(
    database,
    `C:Q1yCdeh0nEBVRMRhs/xyn5DRm2xBI=
P:musl
V:1.2.4_git20230717-r4
A:x86_64
T:the musl c library (libc) implementation
o:musl
F:lib
R:ld-musl-x86_64.so.1

P:libcrypto3
V:3.1.4-r5
A:x86_64
o:openssl
F:lib
R:libcrypto.so.3
a:0:0:755

P:mine
V:1.0-r0
`,
  );

  expect(run(shell, ['ground_apk', database]).out).toBe(
    'p\tmusl\t1.2.4_git20230717-r4\tmusl\np\tlibcrypto3\t3.1.4-r5\topenssl\np\tmine\t1.0-r0\t\n',
  );
});

test.skipIf(!existsSync('/usr/bin/rpm'))(
  'F52 where dpkg is a tool and not the manager, rpm is asked, and answers',
  () => {
    const home = temporaryDirectory();
    writeFileSync(join(home, '.rpmmacros'), `%_dbpath ${home}/db\n`);

    // An empty one: nobody may take that for a host without packages.
    const { rc, err } = run('dash', ['ground_packages'], { DPKG_ADMINDIR: '/nonexistent', HOME: home });

    expect(err).toContain('there is a package manager, but nothing that it installed');
    expect(rc).toBe(3);
  },
);

testInShells('units are asked in UTC, one by one', (shell) => {
  const env = { PATH: programs({ systemctl: systemctl(812) }) };

  const { units, unread } = collect(shell, { runtimes: [], units: ['uwsgi', 'uwsgy'], collect: ['units'] }, env);

  expect(unread).toEqual({});
  expect(units).toEqual([
    { unit: 'uwsgi', active: 'active', mainPid: 812, restarts: 1, started: Date.UTC(2026, 10, 18, 6, 12, 33) / 1000 },
    { unit: 'uwsgy', active: 'not-found', restarts: 0 },
  ]);
});

testInShells('without systemd there are no units, and that is said', (shell) => {
  const env = { PATH: programs({ systemctl: "echo 'Failed to connect to bus' >&2; exit 1" }) };

  expect(collect(shell, { runtimes: [], units: ['uwsgi'], collect: ['units'] }, env).unread).toEqual({
    units: 'Failed to connect to bus',
  });
});

testInShells('the history of apt, with what was rotated away, oldest first', (shell) => {
  const directory = temporaryDirectory();
  const stanza = (day: string, name: string): string =>
    `\nStart-Date: 2026-11-${day}  06:00:00\nCommandline: apt-get install ${'x'.repeat(4000)}\nInstall: ${name}:amd64 (1.0)\nEnd-Date: 2026-11-${day}  06:00:09\n`;
  writeFileSync(join(directory, 'history.log'), `${stanza('18', 'c')}${stanza('19', 'd')}`);
  writeFileSync(join(directory, 'history.log.1.gz'), gzipSync(stanza('12', 'b')));
  writeFileSync(join(directory, 'history.log.2.gz'), gzipSync(stanza('05', 'a')));

  const { rc, out } = run(shell, ['ground_history', directory]);
  const text: HostState = stateOf('here', {
    host: 'here',
    sections: new Map([['ground-history', { how: 'done', rc, text: out, err: '' }]]),
    ms: 0,
  });

  expect(text.history?.map(({ changes }) => changes[0]?.name)).toEqual(['a', 'b', 'c', 'd']);
  expect(text.history?.every(({ command }) => (command?.length ?? 0) <= 300)).toBe(true);
});

testInShells('a history that cannot be read to the end is not a short one', (shell) => {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'history.log.1.gz'), 'no gzip');
  writeFileSync(join(directory, 'history.log'), '');

  const { rc, err } = run(shell, ['ground_history', directory]);

  expect(rc).not.toBe(0);
  expect(err).toContain('history.log.1.gz cannot be read');
});

testInShells('needrestart is asked through sudo -n by a plain user, and directly where that is refused', (shell) => {
  const needrestart = `echo "NEEDRESTART-VER: 3.6"; echo "NEEDRESTART-KSTA: \${AS_ROOT:-1}"; echo "called: $*" >&2`;
  const id = `if [ "$*" = -u ]; then echo 1000; else echo deploy; fi`;
  const call = (sudo: string) =>
    collect(
      shell,
      { runtimes: [], units: [], collect: ['needrestart'] },
      { PATH: programs({ needrestart, id, sudo }) },
    );

  expect(call('shift; AS_ROOT=3 exec "$@"').needrestart?.kernel).toBe(3);
  expect(call('echo "sudo: a password is required" >&2; exit 1').needrestart?.kernel).toBe(1);
});

/** An rpm database with one package that has an epoch and a file, made by rpm itself. @returns the HOME that names it */
function rpmHome(): string {
  const home = temporaryDirectory();
  writeFileSync(join(home, '.rpmmacros'), `%_dbpath ${home}/db\n%_topdir ${home}/top\n%debug_package %{nil}\n`);
  writeFileSync(
    join(home, 'openssl.spec'),
    `Name: openssl
Epoch: 1
Version: 3.0.7
Release: 24.el9
Summary: TLS
License: Apache-2.0
%description
TLS
%package libs
Summary: TLS
%description libs
TLS
%install
mkdir -p %{buildroot}/usr/lib64
echo library > %{buildroot}/usr/lib64/libssl.so.3
%files
%files libs
/usr/lib64/libssl.so.3
`,
  );
  const make = `try_make() { cd '${home}' && rpmbuild --quiet -bb openssl.spec && rpm -i --justdb --nodeps --noscripts top/RPMS/*/*.rpm; }`;
  const { rc, err } = callInShell('dash', { script: make, call: ['try_make'], env: { HOME: home } });
  expect([rc, rc === 0 ? '' : err]).toEqual([0, '']);
  return home;
}

test.skipIf(!existsSync('/usr/bin/rpmbuild'))(
  'a real rpm database: epochs, sources, and whose a replaced file is',
  () => {
    const env = { DPKG_ADMINDIR: '/nonexistent', HOME: rpmHome() };

    const { manager, packages } = collect('dash', { runtimes: [], units: [], collect: ['packages'] }, env);

    expect(manager).toBe('rpm');
    expect(packages).toEqual(
      ['openssl', 'openssl-libs'].map((name) => ({
        name,
        version: '1:3.0.7-24.el9',
        source: 'openssl',
        installed: expect.any(Number),
      })),
    );
    expect(ownersOf(['/lib64/libssl.so.3', '/usr/lib64/libnobody.so'], env)).toContain(
      'owner\topenssl-libs\t/usr/lib64/libssl.so.3\n',
    );
  },
);

test.skipIf(!existsSync('/var/lib/dpkg/info/zlib1g:amd64.list'))(
  'dpkg knows whose a file is, under either name of it',
  () => {
    const files = ['/lib/x86_64-linux-gnu/libz.so.1', '/usr/lib/x86_64-linux-gnu/libz.so.1', '/srv/a b/[1].so'];

    expect(ownersOf(files.slice(0, 1))).toMatch(/^owner\tzlib1g:amd64\t\/(usr\/)?lib\/x86_64-linux-gnu\/libz\.so\.1\n/);
    expect(ownersOf(files.slice(1))).toMatch(/^owner\tzlib1g:amd64\t\/(usr\/)?lib\/x86_64-linux-gnu\/libz\.so\.1\n/);
  },
);

/** What the collector says of files that were replaced under a process of this machine. */
function ownersOf(files: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const script = `${collector}
try_owners() {
  for f in "$@"; do printf 'stale\\t%s\\tapp\\t-\\tuwsgi\\t%s\\n' $$ "$f"; done > "$T/ground_maps"
  ground_owners
}`;
  return callInShell('dash', { script, call: ['try_owners', ...files], env }).out;
}
