import { expect, test } from 'vitest';
import { offerTexts } from '../../src/review/offer-page.js';
import { standOf, type UnfinishedRun } from '../../src/review/stand.js';
import { type Asks, offerAfter, offersFor } from '../../src/review/status-offer.js';
import type { RunEvent } from '../../src/run/events.js';
import { runOf, started, startMs } from '../run/facts.js';

const hourMs = 3_600_000;
const here = { pid: 123, host: 'ops-1', alive: true } as const;
const ada = started.operator;
const asks: Asks = {
  target: undefined,
  operator: ada,
  commit: started.release.commit,
  dryRun: false,
  now: new Date(startMs + hourMs),
};
const bob = { ...ada, name: 'Bob M.', email: 'bob@x.test' };
const other = 'f'.repeat(40);

const paused: RunEvent = { type: 'pause', by: 'Ada L.' };
const deployed: RunEvent = { type: 'deploy.start', commit: 'c', steps: ['deploy'], tty: false, out: 'x.out' };
const ok: RunEvent = { type: 'deploy.end', commit: 'c', outcome: 'ok', ms: 1 };
const failed: RunEvent = { type: 'deploy.end', commit: 'c', outcome: 'failed', ms: 1 };

const found = (events: readonly RunEvent[], change: Partial<UnfinishedRun> = {}): UnfinishedRun => ({
  id: '20261119T090000Z-7f3a1c22d0',
  run: runOf(...events),
  lastAt: new Date(startMs).toISOString(),
  damaged: false,
  ...change,
});
const days = (count: number): Date => new Date(startMs + count * 24 * hourMs);
const all = ['resume', 'new', 'leave'];

test.each<[string, UnfinishedRun, Partial<Asks>, readonly string[] | undefined]>([
  ['my own walk', found([paused]), {}, all],
  ['my own walk, broken off', found([]), {}, all],
  ['my own walk, ready for its target', found([paused]), { target: 'production' }, all],
  ['a walk for another target', found([paused]), { target: 'staging' }, undefined],
  ["somebody else's walk", found([paused]), { operator: bob }, undefined],
  [
    'a walk that I took up from somebody else',
    found([{ type: 'run.resume', operator: bob }, paused]),
    { operator: bob },
    all,
  ],
  ['my walk of yesterday for this commit', found([paused]), { now: days(1.5) }, all],
  ['my walk of yesterday for another commit', found([paused]), { now: days(1.5), commit: other }, undefined],
  ['my walk of an hour ago for another commit', found([paused]), { commit: other }, all],
  ['my walk of last week', found([paused]), { now: days(8) }, undefined],
  ['a walk that is open elsewhere', found([], { owner: here }), {}, undefined],
  ['a deploy that runs', found([deployed], { owner: here }), { operator: bob }, ['resume', 'leave']],
  [
    'a deploy that runs on its own terminal',
    found([{ ...deployed, tty: true } as RunEvent], { owner: here }),
    {},
    undefined,
  ],
  ['a deploy that runs on another host', found([deployed], { owner: { ...here, alive: 'other-host' } }), {}, undefined],
  ['a deploy that nobody saw end', found([deployed]), { operator: bob, now: days(90) }, all],
  ['the same, and its command still runs', found([deployed], { leftRunning: 7 }), {}, ['resume', 'leave']],
  [
    'the same, and somebody is judging it',
    found([deployed, { type: 'deploy-unknown', reason: 'x' }], { owner: here }),
    {},
    undefined,
  ],
  ['a deploy that nobody confirmed', found([deployed, ok]), { operator: bob, now: days(90) }, all],
  ['a deploy that somebody is looking at', found([deployed, ok], { owner: here }), {}, undefined],
  ['a deploy that failed, and nobody went on', found([deployed, failed]), { operator: bob }, all],
  ['a damaged run', found([paused], { damaged: true }), {}, undefined],
  ['a real run before a dry one', found([paused]), { dryRun: true }, undefined],
])('offered: %s', (_name, run, change, acts) => {
  expect(offersFor([run], { ...asks, ...change })[0]?.acts).toEqual(acts);
});

test('a dry run is offered before a dry run only', () => {
  const dry = found([], { run: { ...runOf(paused), dryRun: true } });
  expect(offersFor([dry], asks)).toEqual([]);
  expect(offersFor([dry], { ...asks, dryRun: true })).toHaveLength(1);
});

test('a command that runs comes first, then one that nobody saw end, then the newest', () => {
  const walk = found([paused]);
  const unconfirmed = found([deployed, ok]);
  const lost = found([deployed]);
  const running = found([deployed], { owner: here });
  const order = offersFor([walk, unconfirmed, lost, running], asks).map((offer) => standOf(offer.found));
  expect(order).toEqual(['deploying', 'lost', 'paused', 'unconfirmed']);
});

test('who will not take up a deploy is asked about their own walk; who will not take up that, about nothing more', () => {
  const offers = offersFor([found([paused]), found([deployed])], asks);
  const [lost, walk] = offers;
  expect(lost && offerAfter(offers, lost)).toBe(walk);
  expect(walk && offerAfter(offers, walk)).toBeUndefined();
});

test.each<[readonly RunEvent[], string, string]>([
  [[paused], 'You have not finished your run for production.', 'Resume it'],
  [[deployed], 'Nobody knows how the last deploy to production ended.', 'Resume it: say what became of it'],
  [[deployed, ok], 'The last deploy to production was never confirmed.', 'Resume it: say whether it works'],
  [[deployed, failed], 'The last deploy to production did not end well.', 'Resume it: roll back, or try again'],
])('the page says what it is about', (events, title, label) => {
  const texts = offerTexts({ found: found(events), acts: [] }, { tz: 'UTC', now: asks.now, others: 2 });
  expect(texts.title).toBe(title);
  expect(texts.labels.resume).toBe(label);
  expect(texts.texts).toContain('started by Ada L. on ops-1, Thu 19 Nov 09:00 (1 h ago)');
  expect(texts.texts.at(-1)).toBe('2 more unfinished runs: shipit status');
});
