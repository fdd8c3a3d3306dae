import { expect, test } from 'vitest';
import type { WatchState } from '../../src/run/watch.js';
import { type DueFacts, dueQuestions, remainingMs } from '../../src/run/watch-due.js';
import type { WatchPlan } from '../../src/run/watch-plan.js';

const minute = 60_000;

const plan: WatchPlan = {
  forMs: 30 * minute,
  everyMs: 15_000,
  fail: 3,
  askAt: [5 * minute, 60 * minute, 'end'],
  probes: [{ name: 'home', host: 'local' }],
  levels: { probes: 'block', human: 'block' },
};

const watch: WatchState = {
  seq: 1,
  baseline: [],
  started: undefined,
  startedAt: undefined,
  probes: {},
  asked: [],
  waiting: undefined,
  waits: 0,
  ended: undefined,
};

const failing: WatchState['probes'] = {
  home: { name: 'home', host: 'local', state: 'failing', since: '', text: 'status 500', excused: false, proves: true },
};

interface Change {
  readonly plan?: Partial<WatchPlan>;
  readonly watch?: Partial<WatchState>;
  readonly at?: number;
  readonly green?: number;
  readonly calm?: boolean;
  readonly asking?: boolean;
  readonly waited?: number;
}

const facts = ({ at = 0, green = at, calm = true, asking = false, waited = 0, ...change }: Change): DueFacts => ({
  plan: { ...plan, ...change.plan },
  watch: { ...watch, ...change.watch },
  sinceMs: at * minute,
  greenMs: green * minute,
  calm,
  asking,
  waitedMs: waited * minute,
});

const asked60 = ['human@5m', 'human@60m'];

test.each<[string, Change, readonly string[]]>([
  ['nothing at first', { at: 4 }, []],
  ['a person after five minutes', { at: 5 }, ['human@5m']],
  ['nobody twice', { at: 6, watch: { asked: ['human@5m'] } }, []],
  ['both that are due, in their order; the end needs no third', { at: 61 }, [...asked60, 'finished']],
  ['green for long enough, but somebody is to be asked later', { at: 31, watch: { asked: ['human@5m'] } }, []],
  ['the end, once everybody was asked', { at: 60, watch: { asked: asked60 } }, ['human@end', 'finished']],
  ['the end, while somebody has not answered yet', { at: 60, watch: { asked: asked60 }, asking: true }, ['finished']],
  ['the end only once', { at: 60, watch: { asked: [...asked60, 'human@end', 'finished'] } }, []],
  ['not green for long enough', { at: 70, green: 29, watch: { asked: asked60 } }, []],
  ['on the way to failing', { at: 70, calm: false, watch: { asked: asked60 } }, []],
  ['failing', { at: 70, watch: { asked: asked60, probes: failing } }, []],
  [
    'failing, and only shown',
    { at: 70, plan: { levels: { probes: 'info', human: 'block' } }, watch: { asked: asked60, probes: failing } },
    ['human@end', 'finished'],
  ],
  [
    'a wait that goes on',
    { at: 70, waited: 1.9, watch: { asked: asked60, waiting: { probes: ['home'], until: '' } } },
    [],
  ],
  [
    'a wait that is over',
    { at: 70, waited: 2, watch: { asked: asked60, waiting: { probes: ['home'], until: '' } } },
    ['probes'],
  ],
  ['nobody is to be asked', { at: 30, plan: { levels: { probes: 'block', human: 'off' } } }, ['finished']],
  ['no time at all', { at: 0, plan: { forMs: 0, askAt: ['end'] } }, ['human@end', 'finished']],
])('due: %s', (_what, change, due) => {
  expect(dueQuestions(facts(change))).toEqual(due);
});

test('what is left is what takes longest', () => {
  expect(remainingMs(facts({ at: 10, green: 10 }))).toBe(50 * minute);
  expect(remainingMs(facts({ at: 55, green: 3 }))).toBe(27 * minute);
  expect(remainingMs(facts({ at: 90 }))).toBe(0);
});
