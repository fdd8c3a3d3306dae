import { expect, test } from 'vitest';
import { diffGround } from '../../../src/checks/servers/diff.js';
import type { PackageChange } from '../../../src/checks/servers/diff-model.js';
import type { HostState } from '../../../src/checks/servers/host-state.js';
import { type ReduceFacts, reduceChange } from '../../../src/checks/servers/reduce.js';
import { ground, packages, stateOf } from './grounds.js';

const day = 24 * 3600;
/** It came at 1000, the units were started at 2000, and it is 5000. */
const live = stateOf('web1', {
  packages: packages('libssl3=3.0.19-1 openssl', 'openssl=3.0.19-1', 'ca-certificates=2024'),
  now: 5000,
  booted: 500,
  history: [
    {
      at: 1000,
      command: '/usr/bin/unattended-upgrade',
      changes: [
        { name: 'libssl3', from: '3.0.17-1', to: '3.0.19-1' },
        { name: 'openssl', from: '3.0.17-1', to: '3.0.19-1' },
        { name: 'ca-certificates', from: '2023', to: '2024' },
      ],
    },
  ],
  units: [{ unit: 'shop.service', active: 'active', started: 2000 }],
  stale: [],
  ownerOf: {},
  processes: { of: 'units', readable: 12, unreadable: 30, appReadable: 12, app: 12 },
});

const file = '/usr/lib/x86_64-linux-gnu/libssl.so.3';
const waiting: HostState = {
  ...live,
  stale: [{ pid: 7, program: 'uwsgi', file, app: true }],
  ownerOf: { [file]: 'libssl3' },
  units: [{ unit: 'shop.service', active: 'active', started: 500 }],
};

const changeOf = (now: HostState, ...before: readonly string[]): PackageChange => {
  const [change] = diffGround(ground(...before), now, { host: 'web1' }).changes.filter(
    ({ what }) => what === 'package',
  );
  if (change?.what !== 'package') {
    throw new Error('nothing changed');
  }

  return change;
};

const openssl = ['libssl3=3.0.17-1 openssl', 'openssl=3.0.17-1', 'ca-certificates=2024'];

const reduced = (state: HostState, facts: Partial<ReduceFacts> = {}, before: readonly string[] = openssl) =>
  reduceChange(changeOf(state, ...before), {
    state,
    settled: day,
    proved: false,
    when: (seconds) => (seconds === 1000 ? 'Wed 06:12' : seconds === 2000 ? 'Thu 09:00' : `second ${seconds}`),
    ...facts,
  });

test('S2 a process of the app still has the file that was replaced: it stays a no-go, and says so', () => {
  expect(reduced(waiting)).toMatchObject({
    severity: 'no-go',
    reducer: 'waits',
    sentence:
      'openssl 3.0.17-1 → 3.0.19-1 came on Wed 06:12 (unattended-upgrade). uwsgi still runs the old one; this deploy will switch it',
    came: { at: 1000, by: 'unattended-upgrade', whole: true },
  });
  // Neither a later start nor probes make up for it.
  expect(reduced({ ...waiting, units: live.units ?? [] }, { proved: true })).toMatchObject({
    severity: 'no-go',
    reducer: 'waits',
  });
});

test('S3 everything of the app was started since: a warning, and after a day no news', () => {
  expect(reduced(live)).toMatchObject({
    severity: 'warn',
    reducer: 'in-use',
    sentence: 'openssl 3.0.17-1 → 3.0.19-1 came on Wed 06:12 (unattended-upgrade). It is in use since Thu 09:00',
  });
  expect(reduced({ ...live, now: 2000 + day - 1 })).toMatchObject({ severity: 'warn', reducer: 'in-use' });
  expect(reduced({ ...live, now: 2000 + day })).toMatchObject({ severity: 'info', reducer: 'settled' });
  expect(reduced({ ...live, now: 5000 }, { settled: 3000 })).toMatchObject({ severity: 'info', reducer: 'settled' });
});

test('a replaced file of something else, or of what is not of the app, does not wait for it', () => {
  const other = '/usr/lib/x86_64-linux-gnu/libcurl.so.4';
  const curl = {
    ...live,
    stale: [{ pid: 7, program: 'uwsgi', file: other, app: true }],
    ownerOf: { [other]: 'libcurl4' },
  };
  expect(reduced(curl)).toMatchObject({ reducer: 'in-use' });
  const sshd = { ...live, stale: [{ pid: 7, program: 'sshd', file, app: false }], ownerOf: { [file]: 'libssl3' } };
  expect(reduced(sshd)).toMatchObject({ reducer: 'in-use' });
});

const { stale: _stale, ...withoutStale } = live;
const { ownerOf: _ownerOf, ...withoutOwners } = waiting;
const { units: _units, ...withoutUnits } = live;
const { processes: _processes, ...withoutProcesses } = live;
const { history: _history, ...withoutHistory } = live;
const counts = { of: 'units', readable: 12, unreadable: 30, appReadable: 12, app: 12 } as const;

test.each<[string, HostState]>([
  ['nobody knows when it came', withoutHistory],
  ['the logs tell of half of it', { ...live, history: [{ at: 1000, changes: [{ name: 'libssl3', to: '3.0.19-1' }] }] }],
  ['no units are named', { ...live, units: [] }],
  ['the units were not told', withoutUnits],
  [
    'a unit does not say when it was started',
    { ...live, units: [...(live.units ?? []), { unit: 'b', active: 'active' }] },
  ],
  ['a unit does not run', { ...live, units: [...(live.units ?? []), { unit: 'b', active: 'failed', started: 2000 }] }],
  [
    'a unit was started before',
    { ...live, units: [...(live.units ?? []), { unit: 'b', active: 'active', started: 999 }] },
  ],
  ['a unit was started in that moment', { ...live, units: [{ unit: 'b', active: 'active', started: 1000 }] }],
  ['replaced files were not looked for', withoutStale],
  ['the list of replaced files is not whole', { ...live, unread: { stale: 'it took too long' } }],
  ['nobody knows whose a replaced file is', { ...withoutOwners, units: live.units ?? [] }],
  ['processes were not counted', withoutProcesses],
  ['S8 no process can be read', { ...live, processes: { ...counts, appReadable: 0 } }],
  ['S8 a process cannot be read', { ...live, processes: { ...counts, appReadable: 11 } }],
  ['the app has no process', { ...live, processes: { ...counts, appReadable: 0, app: 0 } }],
])('nothing gets milder when %s', (_name, state) => {
  const { severity, reducer } = reduced(state);
  expect([severity, reducer]).toEqual(['no-go', undefined]);
});

test('how long it is in use is not known without the host’s clock: it stays a warning', () => {
  const { now: _, ...timeless } = live;
  expect(reduced(timeless)).toMatchObject({ severity: 'warn', reducer: 'in-use' });
});

test('probes that all pass make a no-go a warning, and nothing less', () => {
  const { units: _, ...unitless } = live;
  expect(reduced(unitless, { proved: true })).toMatchObject({
    severity: 'warn',
    reducer: 'proved',
    sentence: 'openssl 3.0.17-1 → 3.0.19-1 came on Wed 06:12 (unattended-upgrade). All probes pass with it',
  });
  expect(
    reduced(withoutHistory, { proved: true }, ['libssl3=3.0.19-1 openssl', 'openssl=3.0.19-1', 'ca-certificates=2023']),
  ).toMatchObject({
    severity: 'warn',
    sentence: 'ca-certificates 2023 → 2024',
  });
});

test('a warning that is in use for long enough is no news either; a shorter time changes nothing', () => {
  const before = ['libssl3=3.0.19-1 openssl', 'openssl=3.0.19-1', 'ca-certificates=2023'];
  expect(reduced(live, {}, before)).not.toHaveProperty('reducer');
  expect(reduced(live, {}, before)).toMatchObject({ severity: 'warn' });
  expect(reduced({ ...live, now: 2000 + day }, {}, before)).toMatchObject({ severity: 'info', reducer: 'settled' });
});

test('a kernel is in use once the host was booted after it', () => {
  const before = ['libssl3=3.0.19-1 openssl', 'linux-image-amd64=6.1.1-1 linux-signed-amd64'];
  const state = (booted: number | undefined): HostState => {
    const { booted: _, ...rest } = live;
    return {
      ...rest,
      ...(booted === undefined ? {} : { booted }),
      now: 10 * day,
      packages: packages('libssl3=3.0.19-1 openssl', 'linux-image-amd64=6.1.2-1 linux-signed-amd64'),
      history: [{ at: 1000, changes: [{ name: 'linux-image-amd64', from: '6.1.1-1', to: '6.1.2-1' }] }],
    };
  };
  expect(reduced(state(500), {}, before).severity).toBe('warn');
  expect(reduced(state(undefined), {}, before).severity).toBe('warn');
  expect(reduced(state(1500), {}, before)).toMatchObject({ severity: 'info', reducer: 'settled' });
});

test.each([
  ['nginx 1.22-1 was added', [], ['nginx=1.22-1']],
  ['nginx 1.22-1 was removed', ['nginx=1.22-1'], []],
  ['nginx was downgraded from 1.22-1 to 1.20-1', ['nginx=1.22-1'], ['nginx=1.20-1']],
])('%s', (sentence, before, now) => {
  const state = { ...withoutHistory, packages: packages('a=1-1', ...now) };
  expect(reduced(state, {}, ['a=1-1', ...before]).sentence).toBe(sentence);
});
