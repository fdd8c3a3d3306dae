import { expect, test } from 'vitest';
import { healthy, host, hoursAgo, judged, packages } from './states.js';

const upgraded = packages('3.0.19-1~deb12u2');
const stale = [
  { pid: 4711, program: 'uwsgi', file: '/usr/lib/x86_64-linux-gnu/libssl.so.3', app: true, unit: 'uwsgi' },
];
const ownerOf = { '/usr/lib/x86_64-linux-gnu/libssl.so.3': 'libssl3:amd64' };
const before = healthy(host('web1'));

test('S1 nothing changed: every question that applies is go', () => {
  const { facet, headline } = judged([{ state: host('web1'), before }]);
  for (const name of ['changed', 'restart', 'twice', 'missing', 'reach', 'reboot', 'baseline']) {
    expect(facet(name), name).toMatchObject({ verdict: 'go', findings: [] });
  }
  expect(facet('probes').verdict).toBe('n/a');
  expect(facet('drift').verdict).toBe('n/a');
  expect(headline).toBe('Yes — nothing changed on 1 host, compared with the healthy deploy of 8c6783b');
});

test('S2 openssl was upgraded and uwsgi maps the old one: the restart is a no-go, and the question names both', () => {
  const state = host('web1', { packages: upgraded, stale, ownerOf });
  const { facet, keys, headline } = judged([
    { state, before },
    { state: host('web2', { packages: upgraded }), before: healthy(host('web2')) },
    { state: host('web3'), before: healthy(host('web3')) },
  ]);
  expect(facet('restart').verdict).toBe('no-go');
  expect(keys('restart')).toEqual(['openssl:3.0.19-1~deb12u2:web1']);
  expect(facet('restart').question).toBe(
    "Will this deploy's restart switch to a new library (openssl 3.0.19 in uwsgi)?",
  );
  expect(facet('restart').summary).toBe(
    'web1: uwsgi still runs 3.0.17 of openssl (libssl.so.3, replaced on disk); this deploy will switch it to 3.0.19',
  );
  expect(facet('changed').verdict).toBe('no-go');
  expect(headline).toMatch(
    /^No — openssl 3\.0\.17-1~deb12u1 → 3\.0\.19-1~deb12u2 on \d of 3 hosts; uwsgi will switch to it on restart$/,
  );
});

test('S2 even without anything to compare with, what processes run is known', () => {
  const { facet } = judged([{ state: host('web1', { stale, ownerOf }) }]);
  expect(facet('restart').verdict).toBe('no-go');
  expect(facet('baseline').verdict).toBe('warn');
  expect(facet('changed').verdict).toBe('n/a');
});

test('S2 a file that belongs to no package counts, and is named by itself', () => {
  const own = [{ pid: 1, program: 'shop', file: '/srv/shop/lib/libapp.so.1', app: true }];
  const { keys, facet } = judged([{ state: host('web1', { stale: own }), before }]);
  expect(keys('restart')).toEqual([expect.stringMatching(/^libapp\.so\.1:[0-9a-f]{8}:web1$/)]);
  expect(facet('restart').verdict).toBe('no-go');
});

test('S2 what this deploy does not restart keeps what it has: told, no finding', () => {
  const other = [{ pid: 1, program: 'sshd', file: '/usr/lib/x86_64-linux-gnu/libssl.so.3', app: false }];
  const { facet } = judged([{ state: host('web1', { stale: other, ownerOf }), before }]);
  expect(facet('restart')).toMatchObject({ verdict: 'go', findings: [] });
  expect(facet('restart').detail?.join('\n')).toContain('sshd');
});

test('S2 where probes pass in a fresh process, the switch is proved: a warning', () => {
  const ok = { driver: { state: 'ok', text: 'exit 0' } } as const;
  const { facet } = judged([{ state: host('web1', { packages: upgraded, stale, ownerOf }), before, probes: ok }]);
  expect(facet('restart').verdict).toBe('warn');
});

test('S3 upgraded three days ago and restarted since: told, not asked about', () => {
  const history = [
    {
      at: hoursAgo(72),
      command: 'unattended-upgrade',
      changes: [
        { name: 'libssl3', to: '3.0.19-1~deb12u2' },
        { name: 'openssl', to: '3.0.19-1~deb12u2' },
      ],
    },
  ];
  const units = [{ unit: 'uwsgi', active: 'active', started: hoursAgo(48) }];
  const seen = (started: number) =>
    judged([
      {
        state: host('web1', { packages: upgraded, history, units: [{ unit: 'uwsgi', active: 'active', started }] }),
        before,
      },
    ]).facet('changed').verdict;
  expect(
    judged([{ state: host('web1', { packages: upgraded, history, units }), before }]).facet('changed').verdict,
  ).toBe('go');
  expect(seen(hoursAgo(2))).toBe('warn');
  expect(seen(hoursAgo(100))).toBe('no-go');
});

test('S4 one library twice in one process: the first time it counts, at the baseline already it is only told', () => {
  const twice = [
    {
      program: 'uwsgi',
      library: 'libssl',
      files: ['/srv/venv/lib/python3/site-packages/psycopg2/.libs/libssl-8bb9b3dd.so.1.0.2o', '/usr/lib/libssl.so.3'],
    },
  ];
  const first = judged([{ state: host('web1', { twice }), before }]);
  expect(first.facet('twice').verdict).toBe('no-go');
  expect(first.keys('twice')).toEqual(['libssl:psycopg2:web1']);
  const again = judged([{ state: host('web1', { twice }), before: healthy(host('web1', { twice })) }]);
  expect(again.facet('twice')).toMatchObject({ verdict: 'go', findings: [] });
});

test('S5 a probe that dies is a no-go by name', () => {
  const probes = { 'database driver': { state: 'failed', text: 'died with SIGSEGV' } } as const;
  const { facet, keys } = judged([{ state: host('web1'), before: healthy(host('web1'), probes), probes }]);
  expect(facet('probes')).toMatchObject({ verdict: 'no-go', summary: 'web1: database driver: died with SIGSEGV' });
  expect(keys('probes')).toEqual(['database%20driver:SIGSEGV:web1']);
  expect(facet('reach').verdict).toBe('go');
});

test('S6 a host that could not be asked is unknown alone', () => {
  const problem = { kind: 'refused', text: 'no key accepted', hint: 'ssh-add?' } as const;
  const nothing = { host: 'web2', unread: { packages: 'missing', stale: 'missing' } };
  const { facet, keys } = judged([
    { state: host('web1'), before },
    { state: nothing, before, problem },
  ]);
  expect(facet('reach')).toMatchObject({ verdict: 'unknown', summary: 'web2: no key accepted (ssh-add?)' });
  expect(keys('changed')).toEqual([]);
  expect(facet('restart').verdict).toBe('go');
});

test.each([
  ['missing before and now', ['tkinter'], ['tkinter'], 'go'],
  ['newly missing', ['tkinter'], ['sqlite3', 'tkinter'], 'no-go'],
])('S7 modules of the language, %s', (_name, was, is, expected) => {
  const result = (failing: readonly string[]) =>
    ({ modules: { state: 'failed', text: `${failing.length} of 208 modules: …`, failing } }) as const;
  const { facet } = judged([{ state: host('web1'), before: healthy(host('web1'), result(was)), probes: result(is) }]);
  expect(facet('probes').verdict).toBe(expected);
});

test('S7 with nothing to compare with, a module that cannot be loaded is asked about', () => {
  const probes = { modules: { state: 'failed', text: '1 of 208 modules: …', failing: ['tkinter'] } } as const;
  expect(judged([{ state: host('web1'), before, probes }]).facet('probes').verdict).toBe('warn');
});

test.each([
  [
    'of other users',
    { of: 'units', readable: 3, unreadable: 40, appReadable: 0, app: 12 },
    '0 of 12 processes readable as deploy',
  ],
  [
    'of nobody seen',
    { of: 'user', readable: 0, unreadable: 40, appReadable: 0, app: 0 },
    '0 of 40 processes readable as deploy',
  ],
] as const)(
  "S8 the app's processes cannot be read, %s: unknown with a hint, never nothing found",
  (_name, processes, words) => {
    const { facet } = judged([{ state: host('web1', { processes }), before }]);
    expect(facet('restart').verdict).toBe('unknown');
    expect(facet('restart').summary).toContain(words);
    expect(facet('restart').summary).toContain('log in as the user that runs the app');
  },
);

test('S8 processes that were not told are unknown', () => {
  const { processes: _processes, stale: _stale, ...rest } = host('web1', { unread: { stale: 'no /proc' } });
  expect(judged([{ state: rest, before }]).facet('restart').verdict).toBe('unknown');
});

test.each([
  ['libpq 15.18 to 15.17', { libpq5: '15.18-0+deb12u1' }, { libpq5: '15.17-0+deb12u1' }, 'no-go'],
  ['an epoch, upgraded', { curl: '1:9.2p1-2+deb12u6' }, { curl: '1:9.2p1-2+deb12u10' }, 'go'],
  ['an epoch, downgraded', { curl: '1:9.2p1-2+deb12u10' }, { curl: '1:9.2p1-2+deb12u6' }, 'warn'],
] as const)('S9 %s', (_name, was, is, expected) => {
  const old = '3.0.17-1~deb12u1';
  const { facet } = judged([
    {
      state: host('web1', { packages: packages(old, is) }),
      before: healthy(host('web1', { packages: packages(old, was) })),
    },
  ]);
  expect(facet('changed').verdict).toBe(expected);
});

test('a key names its host: what is accepted on one stays a finding on the other', () => {
  const seen = (name: string) => ({ state: host(name, { packages: upgraded }), before: healthy(host(name)) });
  const { keys, facet } = judged([seen('web1'), seen('web2')]);
  expect(keys('changed')).toEqual([
    'pkg:openssl:3.0.17-1~deb12u1>3.0.19-1~deb12u2:web1',
    'pkg:openssl:3.0.17-1~deb12u1>3.0.19-1~deb12u2:web2',
  ]);
  expect(facet('changed').summary).toMatch(/^web1 and web2: /);
});

test('what could not be read is unknown; what was left out by `collect` is not', () => {
  const { packages: _packages, ...rest } = host('web1', { unread: { packages: 'dpkg-query failed' } });
  expect(judged([{ state: rest, before }]).facet('changed').verdict).toBe('unknown');
  const { python: _python, ...noPython } = host('web1');
  expect(judged([{ state: noPython, before }], { collect: ['packages', 'stale'] }).facet('changed').verdict).toBe('go');
});

test('hosts that are not alike are a warning', () => {
  const { facet, keys } = judged([
    { state: host('web1', { packages: upgraded }), before },
    { state: host('web2'), before: healthy(host('web2')) },
  ]);
  expect(facet('drift').verdict).toBe('warn');
  expect(keys('drift')).toEqual(['openssl']);
});

test.each([
  ['a file that says so', { reboot: ['/run/reboot-required: linux-image-6.1.0-29-amd64'] }, 'warn'],
  ['needrestart', { needrestart: { kernel: 3, services: [], programs: [] } }, 'warn'],
  ['nothing', {}, 'go'],
] as const)('a reboot is pending by %s', (_name, changes, expected) => {
  expect(judged([{ state: host('web1', changes), before }]).facet('reboot').verdict).toBe(expected);
});

test('S2 whoever accepted one switch of a library has not accepted the next one', () => {
  const key = (version: string) =>
    judged([{ state: host('web1', { packages: packages(version), stale, ownerOf }), before }]).keys('restart');
  expect(key('3.0.20-1~deb12u1')).not.toEqual(key('3.0.19-1~deb12u2'));
});

test('a probe for a host that is none of the target is unknown, and one of another target is theirs', () => {
  const probes = { db: { command: 'true', host: 'db1' }, other: { command: 'true', host: 'db2' } };
  const { facet } = judged([{ state: host('web1'), before }], { probes });
  expect(facet('probes')).toMatchObject({
    verdict: 'unknown',
    findings: [{ key: 'db:nowhere:db1', text: 'db1: db: it was not run, because this is not one of the hosts' }],
  });
});

test('S3 the table names the binary packages of a source package: whoever looks for libssl3 finds it', () => {
  const { facet } = judged([{ state: host('web1', { packages: packages('3.0.19-1~deb12u1') }), before }]);
  expect(facet('changed').detail?.join('\n')).toMatch(/ openssl .*3\.0\.17\S* → 3\.0\.19.* {2}\(libssl3 and openssl\)/);
});

test('what else was found is called by a name', () => {
  const state = host('web1', { packages: packages('3.0.19-1~deb12u1', { libpq5: '16.1-1' }) });
  expect(judged([{ state, before }]).facet('changed').summary).toMatch(/; and \d+ more findings?$/);
});
