import { expect, test } from 'vitest';
import { driftOf, type HostGround } from '../../../src/checks/servers/drift.js';
import type { Ground } from '../../../src/checks/servers/snapshot.js';
import { ground } from './grounds.js';

const host = (name: string, version: string, ...more: readonly string[]): HostGround => ({
  host: name,
  ground: ground(`libssl3=${version} openssl`, `openssl=${version}`, ...more),
});

const texts = (hosts: readonly HostGround[], options: Parameters<typeof driftOf>[1] = {}): readonly string[] =>
  driftOf(hosts, options).drifts.map(({ key, text }) => `${key}: ${text}`);

test('hosts that are alike do not drift, and one host never does', () => {
  expect(driftOf([host('web1', '3.0.19'), host('web2', '3.0.19')])).toEqual({ drifts: [], notCompared: [] });
  expect(driftOf([host('web1', '3.0.19')])).toEqual({ drifts: [], notCompared: [] });
  expect(driftOf([])).toEqual({ drifts: [], notCompared: [] });
});

test.each<[string, readonly (readonly [string, string])[]]>([
  [
    'web1 has openssl 3.0.19, web2 3.0.17',
    [
      ['web1', '3.0.19'],
      ['web2', '3.0.17'],
    ],
  ],
  [
    'web2 has openssl 3.0.17, others 3.0.19',
    [
      ['web1', '3.0.19'],
      ['web2', '3.0.17'],
      ['web3', '3.0.19'],
    ],
  ],
  [
    'web2 and web4 have openssl 3.0.17, others 3.0.19',
    [
      ['web1', '3.0.19'],
      ['web2', '3.0.17'],
      ['web3', '3.0.19'],
      ['web4', '3.0.17'],
      ['web5', '3.0.19'],
    ],
  ],
  [
    'web2 has openssl 3.0.17, web3 3.0.16, others 3.0.19',
    [
      ['web1', '3.0.19'],
      ['web2', '3.0.17'],
      ['web3', '3.0.16'],
      ['web4', '3.0.19'],
    ],
  ],
  [
    'web1 and web2 have openssl 3.0.19, web3 and web4 3.0.17',
    [
      ['web1', '3.0.19'],
      ['web2', '3.0.19'],
      ['web3', '3.0.17'],
      ['web4', '3.0.17'],
    ],
  ],
])('%s', (text, hosts) => {
  expect(texts(hosts.map(([name, version]) => host(name, version)))).toEqual([`drift:openssl: ${text}`]);
});

test('a package that decides and is on one host only is told; what does not matter is not', () => {
  const hosts = [
    host('web1', '3', 'nginx=1.22', 'curl=7', 'nginx-doc=1.22 nginx'),
    host('web2', '3', 'curl=8', 'htop=3'),
  ];
  expect(texts(hosts)).toEqual(['drift:nginx: web1 has nginx 1.22, web2 none']);
  expect(texts(hosts.toReversed())).toEqual(['drift:nginx: web2 has no nginx, web1 1.22']);
  expect(texts(hosts, { rules: { ignore: ['nginx*'], critical: ['curl'] } })).toEqual([
    'drift:curl: web1 has curl 7, web2 8',
  ]);
});

test('only hosts of one group have to be alike; those of none are a group of their own', () => {
  const hosts = [
    host('web1', '3.0.19'),
    host('web2', '3.0.17'),
    host('worker1', '3.0.15'),
    host('db1', '3.0.1'),
    host('db2', '3.0.2'),
  ];
  expect(texts(hosts, { groups: { web: 'web*', worker: ['worker*'] } })).toEqual([
    'drift:openssl:web: web1 has openssl 3.0.19, web2 3.0.17',
    'drift:openssl: db1 has openssl 3.0.1, db2 3.0.2',
  ]);
});

test('of kernels the one that runs counts, and the system always', () => {
  const of = (name: string, kernel: string, os: string): HostGround => ({
    host: name,
    ground: { ...ground('a=1', `linux-image-${kernel}=${kernel} linux`), kernel, os },
  });
  expect(texts([of('web1', '6.1', 'debian 12'), of('web2', '6.2', 'debian 13')])).toEqual([
    'drift:kernel: web1 has kernel 6.1, web2 6.2',
    'drift:os: web1 has operating system debian 12, web2 debian 13',
  ]);
});

const runtime = (name: string, given: Partial<Ground>): HostGround => ({
  host: name,
  ground: { ...ground('a=1'), ...given },
});
const python = (version: string, ...dists: readonly (readonly [string, string])[]): Partial<Ground> => ({
  python: [{ root: '/srv/venv', version, dists: dists.map(([name, its]) => ({ name, version: its })) }],
});

test('runtimes and what is installed in them always count', () => {
  const hosts = [
    runtime('web1', python('3.11.2', ['requests', '2.31'], ['six', '1'])),
    runtime('web2', python('3.11.4', ['requests', '2.30'])),
    runtime('web3', python('3.11.2', ['requests', '2.31'], ['six', '1'])),
  ];
  expect(texts(hosts)).toEqual([
    'drift:python:/srv/venv: web2 has python of /srv/venv 3.11.4, others 3.11.2',
    'drift:python:/srv/venv:requests: web2 has requests (python of /srv/venv) 2.30, others 2.31',
    'drift:python:/srv/venv:six: web2 has no six (python of /srv/venv), others 1',
  ]);
});

test('what a host did not tell is not compared, and that is said', () => {
  const { packages: _, ...unread } = ground();
  const hosts: readonly HostGround[] = [
    host('web1', '3.0.19'),
    { host: 'web2', ground: unread },
    { host: 'web3', ground: { ...ground('nginx=1'), unread: { packages: 'it took too long' } } },
  ];
  expect(driftOf(hosts)).toEqual({
    drifts: [],
    notCompared: [
      { host: 'web2', part: 'packages' },
      { host: 'web3', part: 'packages' },
    ],
  });
  const venv = python('3.11.2', ['six', '1']);
  expect(
    driftOf([runtime('web1', venv), runtime('web2', { python: [{ root: '/srv/venv', dists: [], error: 'no' }] })]),
  ).toEqual({
    drifts: [],
    notCompared: [{ host: 'web2', part: 'python' }],
  });
  // Nobody was asked.
  expect(driftOf([runtime('web1', {}), runtime('web2', {})]).notCompared).toEqual([]);
});

test('hosts of different systems are not compared package by package', () => {
  const apk: HostGround = {
    host: 'web2',
    ground: { ...ground('openssl=3.1.4-r5'), os: 'alpine 3.19', manager: 'apk' },
  };
  expect(texts([host('web1', '3.0.19-1'), apk])).toEqual([
    'drift:os: web1 has operating system debian 12, web2 alpine 3.19',
  ]);
});
