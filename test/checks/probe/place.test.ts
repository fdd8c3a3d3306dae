import { expect, test } from 'vitest';
import { placeProbes } from '../../../src/checks/probe/place.js';
import { probeSpec, type WrittenProbe } from '../../../src/checks/probe/spec.js';

const two = ['web1', 'deploy@web2:2222'];

test.each<[string, WrittenProbe, readonly string[], readonly string[]]>([
  ['a command', 'ops/queue', two, ['local']],
  ['an address', { url: 'https://shop.test/' }, two, ['local']],
  ['a log', { log: 'app.log' }, two, two],
  ['restarts', { restarts: ['uwsgi'] }, two, two],
  ['imports', { all: 'python-dists' }, two, two],
  ['a command on each host', { command: 'ops/queue', host: 'each' }, two, two],
  ['a command on the first host', { command: 'ops/queue', host: 'first' }, two, ['web1']],
  ['a log of a host that the target does not have', { log: 'app.log', host: 'db1' }, two, ['db1']],
  ['a log of this machine', { log: 'app.log', host: 'local' }, two, ['local']],
  ['a log of a target without hosts', { log: 'app.log' }, [], ['local']],
])('%s looks where it has to', (_what, written, hosts, where) => {
  expect(placeProbes([probeSpec('probe', written)], hosts).map(({ host }) => host)).toEqual(where);
});

test('where nobody knows the hosts, what needs them is unknown and not left out; the rest looks', () => {
  const specs = [probeSpec('crashes', { log: 'app.log' }), probeSpec('home', { url: 'https://shop.test/' })];
  expect(placeProbes(specs, { unknown: 'ops/hosts: exit 1' })).toMatchObject([
    { name: 'crashes', host: 'each', nowhere: 'nobody knows which hosts there are: ops/hosts: exit 1' },
    { name: 'home', host: 'local' },
  ]);
});

test('restarts on each of no hosts says so', () => {
  expect(placeProbes([probeSpec('r', { restarts: ['uwsgi'] })], [])).toMatchObject([
    { nowhere: 'the target names no hosts' },
  ]);
});
