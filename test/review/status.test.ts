import { expect, test } from 'vitest';
import { offerTexts } from '../../src/review/offer-page.js';
import type { UnfinishedRun } from '../../src/review/stand.js';
import { renderStatus, type Status, type StatusLock, type StatusTarget } from '../../src/review/status.js';
import { statusJson } from '../../src/review/status-json.js';
import type { RunEvent } from '../../src/run/events.js';
import { width } from '../../src/text/width.js';
import { runOf, startMs } from '../run/facts.js';

const now = new Date(startMs + 2_400_000);
const options = { tz: 'Europe/Istanbul', now, color: false, columns: 100 };
const run = '20261119T090000Z-7f3a1c22d0';
const paused: UnfinishedRun = {
  id: run,
  run: runOf({ type: 'pause', by: 'Ada L.' }),
  lastAt: '2026-11-19T09:00:01.000Z',
  damaged: false,
  progress: { settled: 3, of: 9, next: 'tests' },
};
const holder = {
  operator: 'Bob M.',
  run,
  commit: '3f2a91c'.padEnd(40, '0'),
  since: '2026-11-19T09:02:00.000Z',
  pid: 123,
  host: 'ops-1',
};
const lock = (state: StatusLock['state']): StatusLock => ({
  target: 'production',
  state,
  path: '/state/production.lock',
  ...(state === 'unreadable' ? {} : { holder }),
});
const deploy = { run, commit: '3f2a91c'.padEnd(40, '0'), operator: 'Ada L.', at: '2026-11-19T08:58:00.000Z' };
const confirmed = { ...deploy, confirmed: true };
const target = (change: Partial<StatusTarget> = {}): StatusTarget => ({
  target: 'production',
  live: confirmed,
  last: { ...confirmed, outcome: 'deployed' },
  damaged: false,
  ...change,
});
const deployedWell: readonly RunEvent[] = [
  { type: 'deploy.start', commit: 'c', steps: ['deploy'], tty: false, out: 'x.out' },
  { type: 'deploy.end', commit: 'c', outcome: 'ok', ms: 1 },
];
const fails: Extract<RunEvent, { type: 'probe' }> = {
  ...{ type: 'probe', check: 'watch', name: 'front page', host: 'local' },
  ...{ from: 'ok', to: 'failing', text: 'status 500' },
};
const nothing: Status = { runs: [], locks: [], targets: [] };
const render = (change: Partial<Status>): string =>
  renderStatus({ ...nothing, ...change }, options)
    .join('\n')
    .replaceAll(/\n {6,}/g, ' ');

test('nothing was ever done here', () => {
  expect(render({})).toBe('Nothing is unfinished, and nothing was deployed from here yet.');
});

test('nothing is unfinished: one friendly line with the last deploy', () => {
  expect(render({ targets: [target()] })).toBe(
    'Nothing is unfinished. Last deploy: production, 3f2a91c deployed Thu 19 Nov 11:58 by Ada L., confirmed.',
  );
});

test('a run, who started it, where it stands, and what to do', () => {
  expect(renderStatus({ ...nothing, runs: [paused] }, options)).toEqual([
    'Unfinished',
    `  ${run}  production  3f2a91c  Round half a cent`,
    '      started by Ada L. on ops-1, Thu 19 Nov 12:00 (40 min ago)',
    '      paused: 3 of 9 settled, next: tests; nobody has it open',
    `      go on: shipit resume ${run}`,
  ]);
});

test.each([
  ['held', 'held by Bob M. since Thu 19 Nov 12:02, for 3f2a91c, run'],
  ['stale', 'That process is gone: the next run takes the target over'],
  ['other-host', "make sure that nobody deploys there, then: rm '/state/production.lock'"],
  ['unreadable', "a lock that cannot be read: somebody may be deploying. Make sure that nobody is, then: rm '/state"],
] as const)('a lock that is %s says who, since when, and what to do', (state, words) => {
  expect(render({ locks: [lock(state)] })).toContain(words);
});

test.each<[string, Partial<StatusTarget>, string]>([
  ['confirmed', {}, 'production  runs 3f2a91c, deployed Thu 19 Nov 11:58 by Ada L., confirmed'],
  ['never confirmed', { live: { ...deploy, confirmed: false } }, 'by Ada L., never confirmed'],
  [
    'a failed attempt: nobody knows how far it came',
    { live: null, last: { ...deploy, confirmed: false, outcome: 'failed' } },
    'what it runs is not known; last attempt: 3f2a91c failed Thu 19 Nov 11:58 by Ada L.',
  ],
  [
    'a log of a newer shipit',
    { damaged: true, newer: true },
    `A newer shipit wrote the log of run ${run}: ask that one`,
  ],
  ['a damaged log', { damaged: true }, `DAMAGED: the log of run ${run} was changed, see \`shipit log verify\``],
])('what a target runs: %s', (_name, change, words) => {
  expect(render({ locks: [lock('held')], targets: [target(change)] })).toContain(words);
});

test.each<[string, readonly RunEvent[], string, string]>([
  ['nobody decided', [], 'FAILING: front page since Thu 19 Nov 12:00, roll-back not decided', 'open'],
  [
    'it was called not caused by this',
    [{ type: 'watch.excused', check: 'watch', probes: ['front page'], by: 'Ada L.', reason: 'x' }],
    'FAILING: front page since Thu 19 Nov 12:00, called not caused by this',
    'excused',
  ],
])('a probe that fails is said everywhere: %s', (_name, events, words, decision) => {
  const failing = { ...paused, run: runOf(...deployedWell, fails, ...events), progress: undefined };
  expect(render({ runs: [failing] })).toContain(words);
  expect(offerTexts({ found: failing, acts: [] }, { tz: 'Europe/Istanbul', now, others: 0 }).texts).toContain(words);
  expect(statusJson({ ...nothing, runs: [failing] }, now)).toMatchObject({
    runs: [{ failing: [{ check: 'watch', probe: 'front page', since: '2026-11-19T09:00:03.000Z', decision }] }],
  });
});

test.each<[string, readonly RunEvent[]]>([
  ['is well again', [{ ...fails, from: 'failing', to: 'ok' }]],
  ['was rolled back', [{ type: 'undo.start', steps: ['deploy'], by: 'Ada L.', out: 'x.undo.out' }]],
])('what %s is not said to fail', (_name, events) => {
  const well = { ...paused, run: runOf(...deployedWell, fails, ...events) };
  expect(render({ runs: [well] })).not.toContain('FAILING');
});

test('a narrow window breaks lines and cuts none of the commands', () => {
  const lines = renderStatus(
    { runs: [paused], locks: [lock('held')], targets: [target()] },
    { ...options, columns: 60 },
  );
  expect(lines.filter((line) => width(line) > 60 && !line.startsWith(`  ${run}`))).toEqual([]);
  expect(lines.join(' ')).toContain(`shipit resume ${run}`);
});

test('for programs: exactly these keys', () => {
  const status = statusJson({ runs: [paused], locks: [lock('held')], targets: [target()] }, now);
  const keys = (value: object | undefined): string => Object.keys(value ?? {}).join(' ');
  const { runs, locks, targets } = status as Record<'runs' | 'locks' | 'targets', readonly object[]>;
  expect(keys(status)).toBe('schema runs locks targets');
  expect(keys(runs[0])).toBe(
    'run app target operator host started last commit dry_run state stands failing progress owner owned command_pid next',
  );
  expect(keys(locks[0])).toBe('target state operator run commit since pid host path');
  expect(keys(targets[0])).toBe('target live last damaged');
  expect(runs[0]).toMatchObject({ state: 'paused', owner: null, progress: { settled: 3, of: 9, next: 'tests' } });
});
