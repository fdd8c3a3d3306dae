import type { WatchView } from '../../src/engine/watch/view.js';
import type { ProbeChanged, RunEvent, WatchStarted } from '../../src/run/events.js';
import { answer, evidence, item, startMs } from '../run/facts.js';
import { type SituationParts, situationOf } from './situations.js';

const at = (seconds: number): string => new Date(startMs + seconds * 1000).toISOString();

/** A watch of 30 minutes over an address and a log. */
export const watchItem = item('watch', {
  kind: 'watch',
  phase: 'after',
  question: 'Is it healthy?',
  why: 'It was down for an hour, and the first to notice was a customer.',
  watch: {
    forMs: 1_800_000,
    everyMs: 15_000,
    fail: 3,
    askAt: [0, 'end'],
    probes: [
      { name: 'home', host: 'local' },
      { name: 'crashes', host: 'local' },
    ],
    levels: { probes: 'block', human: 'block' },
    url: 'https://shop.test/',
  },
});

const deployed: readonly RunEvent[] = [
  { type: 'deploy.start', commit: 'c', steps: ['deploy'], tty: false, out: 'x.out' },
  { type: 'step.end', step: 'deploy', host: 'local', rc: 0, ms: 1000 },
  { type: 'deploy.end', commit: 'c', outcome: 'ok', ms: 1000 },
];

export const watchStart: WatchStarted = {
  type: 'watch.start',
  check: 'watch',
  for_ms: 1_800_000,
  every_ms: 15_000,
  fail: 3,
  by: 'Ada L.',
};

export const probe = (name: string, to: ProbeChanged['to'], text: string): ProbeChanged => ({
  type: 'probe',
  check: 'watch',
  name,
  host: 'local',
  from: 'unknown',
  to,
  text,
});

export const ask = (facet: string): RunEvent => ({ type: 'watch.ask', check: 'watch', facet });

/** Home answers, and nothing crashes; four minutes in. */
export const healthyView: WatchView = {
  item: 'watch',
  startedAt: at(5),
  endsAt: at(1805),
  everyMs: 15_000,
  fail: 3,
  probes: [
    {
      ...{ name: 'home', host: 'local', state: 'ok', text: '200 in 84 ms', value: 84, failuresInARow: 0, looks: 17 },
      ...{ failures: 0, min: 80, median: 84, max: 120, wasFailingBefore: false, excused: false, lastAt: at(255) },
    },
    {
      ...{ name: 'crashes', host: 'local', state: 'ok', text: 'nothing new', failuresInARow: 0, looks: 17 },
      ...{ failures: 0, wasFailingBefore: false, excused: false, lastAt: at(250) },
    },
  ],
  nextAskAt: at(1805),
  waitsLeft: 2,
};

/** The log shows crashes, although home answers. */
export const failingView: WatchView = {
  ...healthyView,
  probes: healthyView.probes.map((one) =>
    one.name === 'crashes'
      ? { ...one, state: 'failing', text: '3 new lines: worker 1 died', failuresInARow: 1, failures: 1 }
      : one,
  ),
};

/** After the deploy, four minutes into the watch. */
export const watching = (events: readonly RunEvent[] = [], parts: Partial<SituationParts> = {}) =>
  situationOf({
    plan: [watchItem],
    events: [
      ...deployed,
      evidence('watch', 'go', { summary: 'runs 3f2a91c' }),
      watchStart,
      probe('home', 'ok', '200 in 84 ms'),
      probe('crashes', 'ok', 'nothing new'),
      ...events,
    ],
    undo: 'make rollback',
    watch: healthyView,
    now: at(257),
    ...parts,
  });

export const yes = answer('watch', 'go', { facet: 'human@0m' });
