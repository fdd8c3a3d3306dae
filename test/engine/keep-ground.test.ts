import { expect, test } from 'vitest';
import { worthKeeping } from '../../src/engine/keep-ground.js';
import type { RunEvent, WatchEnded } from '../../src/run/events.js';
import type { PlannedItem } from '../../src/run/plan.js';
import { answer, evidence, item, runOf } from '../run/facts.js';
import { opened } from './opened.js';

const servers = item('servers', { kind: 'servers' });
const watch = (...probes: readonly string[]): PlannedItem =>
  item('watch', {
    kind: 'watch',
    phase: 'after',
    watch: {
      ...{ forMs: 1000, everyMs: 1000, fail: 3, askAt: [], levels: { probes: 'block', human: 'off' } },
      probes: probes.map((name) => ({ name, host: 'local' })),
    },
  });
const deployed: readonly RunEvent[] = [
  { type: 'deploy.start', commit: 'c', steps: ['deploy'], tty: false, out: 'x.out' },
  { type: 'deploy.end', commit: 'c', outcome: 'ok', ms: 1 },
];
const ended = (healthy: boolean): WatchEnded => ({
  ...{ type: 'watch.end', check: 'watch', confirmed: true, healthy, watched_for: 1000, by: 'Ada L.', probes: [] },
});
const baseline = answer('servers', 'go', { facet: 'baseline', how: 'accepted-warning', by: 'Bob M.' });
const undone: readonly RunEvent[] = [
  { type: 'undo.start', steps: ['undo'], by: 'Ada L.', out: 'y.out' },
  { type: 'undo.end', outcome: 'ok', ms: 1 },
];

test.each<[string, readonly PlannedItem[], readonly RunEvent[], object | undefined]>([
  ['a watch that found everything well', [servers, watch('home')], [...deployed, ended(true)], { item: servers }],
  ['a watch that could not prove it', [servers, watch('home')], [baseline, ...deployed, ended(false)], undefined],
  ['a watch that was left', [servers, watch('home')], [baseline, ...deployed], undefined],
  ['no watch, and a person took it as known good', [servers], [baseline, ...deployed], { item: servers, by: 'Bob M.' }],
  [
    'a watch without probes, and a person took it as known good',
    [servers, watch()],
    [baseline, ...deployed, ended(false)],
    { item: servers, by: 'Bob M.' },
  ],
  ['no watch, and nobody said anything', [servers], deployed, undefined],
  ['no watch, and it passed by itself', [servers], [{ ...baseline, how: 'auto' }, ...deployed], undefined],
  ['no item about the servers', [watch('home')], [...deployed, ended(true)], undefined],
  [
    'an item about the servers that does not apply',
    [servers, watch('home')],
    [evidence('servers', 'n/a'), ...deployed, ended(true)],
    undefined,
  ],
  ['a deploy that was rolled back', [servers], [baseline, ...deployed, ...undone], undefined],
  ['nothing deployed', [servers], [baseline], undefined],
])('the state of the hosts is worth keeping after: %s', (_what, plan, events, worth) => {
  expect(worthKeeping(runOf(...events), { plan })).toEqual(worth);
});

const hostsUnknown = 'servers\ntargets: {production: {hosts: {command: "exit 3"}}}';

async function deployedTo(checks: string) {
  const made = await opened(checks);
  for (const event of [baseline, ...deployed]) {
    made.session.record(event);
  }

  return made;
}

test('what cannot be kept is on record with why, and changes nothing else', async () => {
  const { session, records } = await deployedTo(hostsUnknown);
  const kept = await session.keepGround(new AbortController().signal, () => undefined);
  expect(kept).toMatchObject([{ host: 'production', why: expect.stringContaining('the hosts are not known') }]);
  expect(records().at(-1)).toMatchObject({ type: 'snapshot.missed', host: 'production' });
  expect(session.situation().run.phase).toBe('deployed');
  session.close();
});

test('whoever leaves waits for no host: that nothing was kept is on record', async () => {
  const { session, records } = await deployedTo(hostsUnknown.replace('exit 3', 'sleep 60'));
  const leave = new AbortController();
  const keeping = session.keepGround(leave.signal, () => undefined);
  leave.abort();
  await keeping;
  expect(records().at(-1)).toMatchObject({ type: 'snapshot.missed', why: 'skipped: nobody waited for the hosts' });
  session.close();
});
