import { expect, test } from 'vitest';
import { sectionsFor, stateOf } from '../../../src/checks/servers/collect.js';
import type { HostAnswer, SectionAnswer } from '../../../src/world/ssh/types.js';

const done = (text: string): SectionAnswer => ({ how: 'done', rc: 0, text, err: '' });
const failed = (rc: number, err: string): SectionAnswer => ({ how: 'done', rc, text: '', err });

const answer = (sections: Readonly<Record<string, SectionAnswer>>): HostAnswer => ({
  host: 'web1',
  sections: new Map(Object.entries(sections).map(([name, said]) => [`ground-${name}`, said])),
  ms: 12,
});

const id = done('user\tdeploy\nuid\t1000\nnow\t1795248517\nkernel\t6.1.0-27-amd64\nos\tdebian\nversion\t"12"\n');
const packages = done('manager\tdpkg\narch\tamd64\np\tii \tlibssl3:amd64\t3.0.19-1~deb12u2\topenssl\n');
const stale = 'stale\t812\tapp\tuwsgi\tuwsgi\t/usr/lib/x86_64-linux-gnu/libssl.so.3\n';
const owner = 'owner\tlibssl3:amd64\t/lib/x86_64-linux-gnu/libssl.so.3\n';

test('everything is asked for, but nothing that needs units or runtimes where there are none', () => {
  const names = (request: Parameters<typeof sectionsFor>[0]): readonly string[] =>
    sectionsFor(request).map(({ name }) => name.replace('ground-', ''));

  expect(names({ runtimes: ['/srv/a b'], units: ['uwsgi'] })).toEqual(
    'id packages units maps history node python bundled reboot needrestart ldd'.split(' '),
  );
  expect(names({ runtimes: [], units: [] })).toEqual('id packages maps history reboot needrestart'.split(' '));
  expect(names({ runtimes: ['/srv/a'], units: ['uwsgi'], collect: ['packages', 'twice'] })).toEqual(
    'id packages maps'.split(' '),
  );
});

test('thousands of libraries are asked what they need only where the checklist says so', () => {
  const ldd = (request: Parameters<typeof sectionsFor>[0]) =>
    sectionsFor(request).find(({ name }) => name === 'ground-ldd')?.call;

  expect(ldd({ runtimes: ['/srv/a b'], units: [] })).toEqual(['ground_ldd', '2000', '4000', '/srv/a b']);
  expect(ldd({ runtimes: ['/srv/a b'], units: [], collect: ['ldd'] })).toEqual([
    'ground_ldd',
    '999999999',
    '4000',
    '/srv/a b',
  ]);
});

test('S2 a stale library of the app comes with its unit and its package, on a merged /usr', () => {
  const maps = done(`${stale}counts\tunits\t28\t0\t3\t3\n${owner}`);

  const state = stateOf('web1', answer({ id, packages, maps }));

  expect(state.unread).toEqual({});
  expect(state.stale).toEqual([
    { pid: 812, program: 'uwsgi', file: '/usr/lib/x86_64-linux-gnu/libssl.so.3', app: true, unit: 'uwsgi' },
  ]);
  expect(state.ownerOf).toEqual({ '/usr/lib/x86_64-linux-gnu/libssl.so.3': 'libssl3' });
  expect(state).toMatchObject({ host: 'web1', os: 'debian 12', kernel: '6.1.0-27-amd64', uid: 1000, twice: [] });
});

test('S6 of a cut answer the complete parts count, and the others are unknown', () => {
  const state = stateOf('web1', answer({ id, packages: { how: 'missing' }, maps: { how: 'missing' } }));

  expect(state.os).toBe('debian 12');
  expect(state.packages).toBeUndefined();
  expect(state.stale).toBeUndefined();
  expect(state.unread).toEqual({
    packages: 'the answer ended before it',
    stale: 'the answer ended before it',
    twice: 'the answer ended before it',
  });
});

test('S8 where no process of the app is readable, the lists are absent and the counts are there', () => {
  const maps = done('counts\tunits\t0\t41\t0\t12\n');

  const state = stateOf('web1', answer({ id, maps }));

  expect(state.stale).toBeUndefined();
  expect(state.twice).toBeUndefined();
  expect(state.processes).toEqual({ of: 'units', readable: 0, unreadable: 41, appReadable: 0, app: 12 });
  expect(state.unread).toEqual({
    stale: '0 of 12 processes of the app readable',
    twice: '0 of 12 processes of the app readable',
  });
});

test('S8 where some are readable, what was found is true and not complete', () => {
  const state = stateOf('web1', answer({ id, maps: done(`${stale}counts\tunits\t9\t41\t9\t12\n`) }));

  expect(state.stale).toHaveLength(1);
  expect(state.unread['stale']).toBe('9 of 12 processes of the app readable');
});

test('F52 a part that failed is absent, in the words of the host', () => {
  const state = stateOf(
    'web1',
    answer({
      id,
      packages: failed(2, 'dpkg-query: error: cannot read the database\n'),
      units: failed(1, "System has not been booted with systemd as init system (PID 1). Can't operate."),
      reboot: failed(124, ''),
      python: failed(137, ''),
    }),
  );

  expect(state.unread).toEqual({
    packages: 'dpkg-query: error: cannot read the database',
    units: "System has not been booted with systemd as init system (PID 1). Can't operate.",
    reboot: 'it took too long',
    python: 'it ended with 137',
  });
  expect(Object.keys(state).filter((key) => state[key as keyof typeof state] !== undefined)).toEqual(
    expect.not.arrayContaining(['packages', 'units', 'reboot', 'python']),
  );
});

test('that needrestart is not installed, and that rpm keeps no history of apt, is nothing unknown', () => {
  const rpm = done('manager\trpm\narch\tx86_64\np\tbash\t0:5.1-2.el9\tx86_64\t1695249319\tbash-5.1-2.el9.src.rpm\n');
  const needrestart = failed(3, 'needrestart is not installed');
  const history = failed(3, 'no history of apt here');

  expect(stateOf('web1', answer({ id, packages: rpm, needrestart, history })).unread).toEqual({});
  expect(stateOf('web1', answer({ id, packages, needrestart, history })).unread).toEqual({
    history: 'no history of apt here',
  });
});

test('libraries that were too many to ask unless told to are skipped, and nothing is unknown', () => {
  const state = stateOf('web1', answer({ id, ldd: failed(5, '3120 libraries are too many to ask each') }));

  expect(state.missing).toBeUndefined();
  expect(state.unread).toEqual({});
  expect(state.skipped).toEqual({ ldd: '3120 libraries are too many to ask each' });
});
