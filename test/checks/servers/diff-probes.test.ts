import { expect, test } from 'vitest';
import { diffGround } from '../../../src/checks/servers/diff.js';
import { probesProve } from '../../../src/checks/servers/diff-probes.js';
import type { ProbeResult } from '../../../src/checks/servers/snapshot.js';
import { ground } from './grounds.js';

const ok: ProbeResult = { state: 'ok', text: 'fine' };
const failed: ProbeResult = { state: 'failed', text: 'died with SIGSEGV' };
const unknown: ProbeResult = { state: 'unknown', text: 'not finished' };
const all = (...failing: readonly string[]): ProbeResult => ({
  state: failing.length === 0 ? 'ok' : 'failed',
  text: `${failing.length} of 208 modules`,
  failing,
});

const found = (before: ProbeResult | undefined, now: ProbeResult) => {
  const old = before === undefined ? ground() : { ...ground(), probes: { driver: before } };
  return diffGround(old, { ...ground(), probes: { driver: now } }, { host: 'web1' }).probes;
};

const lines = (before: ProbeResult | undefined, now: ProbeResult): readonly string[] =>
  found(before, now).map(({ key, severity }) => `${severity} ${key}`);

test.each<[string, ProbeResult | undefined, ProbeResult, readonly string[]]>([
  ['passes', ok, ok, []],
  ['S5 fails', ok, failed, ['no-go probe:driver:SIGSEGV:web1']],
  ['fails with nothing to compare', undefined, failed, ['no-go probe:driver:SIGSEGV:web1']],
  ['failed before, too', failed, failed, ['no-go probe:driver:SIGSEGV:web1']],
  ['is not known', ok, unknown, ['unknown probe:driver:unknown:web1']],
  ['imports everything', all(), all(), []],
  [
    'S7 newly fails',
    all('tkinter'),
    all('sqlite3', 'tkinter'),
    ['no-go probe:driver:sqlite3:web1', 'info probe:driver:tkinter:web1'],
  ],
  ['S7 newly fails, everything was fine', all(), all('sqlite3'), ['no-go probe:driver:sqlite3:web1']],
  ['lacks what it always lacked', all('tkinter'), all('tkinter'), ['info probe:driver:tkinter:web1']],
  ['has nothing to compare with', undefined, all('tkinter'), ['warn probe:driver:tkinter:web1']],
  ['was not known', unknown, all('tkinter'), ['warn probe:driver:tkinter:web1']],
  ['crashes with nothing to compare', undefined, all('ssl dies'), ['no-go probe:driver:ssl%20dies:web1']],
  [
    'is not whole',
    all(),
    { ...unknown, failing: ['ssl'] },
    ['no-go probe:driver:ssl:web1', 'unknown probe:driver:unknown:web1'],
  ],
  [
    'was not whole',
    { ...unknown, failing: ['tkinter'] },
    all('ssl', 'tkinter'),
    ['warn probe:driver:ssl:web1', 'info probe:driver:tkinter:web1'],
  ],
])('a probe that %s', (_name, before, now, expected) => {
  expect(lines(before, now)).toEqual(expected);
});

test.each<[boolean, string, ProbeResult | undefined, ProbeResult]>([
  [true, 'all pass', ok, ok],
  [true, 'nothing about them is new', all('tkinter'), all('tkinter')],
  [false, 'one fails', ok, failed],
  [false, 'one is not known', ok, unknown],
  [false, 'nobody knows what it lacked before', undefined, all('tkinter')],
  [false, 'it crashed before, too', all('ssl dies'), all('ssl dies')],
])('probes prove something: %s, when %s', (expected, _name, before, now) => {
  expect(probesProve({ driver: now }, found(before, now))).toBe(expected);
});

test('no probes prove nothing', () => {
  expect([probesProve({}, []), probesProve(undefined, [])]).toEqual([false, false]);
});

test('a name of an object’s own is no probe of before', () => {
  const probes = { constructor: failed };
  expect(diffGround(ground(), { ...ground(), probes }, { host: 'web1' }).probes).toMatchObject([{ severity: 'no-go' }]);
  expect(diffGround(ground(), { ...ground(), probes }, { host: 'web1' }).probes[0]).not.toHaveProperty('passedBefore');
});

test.each<[string, ProbeResult | undefined, string]>([
  ['cannot be loaded; at the last healthy deploy it was fine', all(), 'ssl'],
  ['cannot be loaded, as at the last healthy deploy', all('ssl'), 'ssl'],
  ['cannot be loaded; nobody knows whether it was so before', undefined, 'ssl'],
  ['kills a fresh process; at the last healthy deploy it was fine', all('ssl'), 'ssl dies'],
])('it is said how it was before: %s', (text, before, name) => {
  expect(found(before, all(name))).toMatchObject([{ name, text }]);
});
