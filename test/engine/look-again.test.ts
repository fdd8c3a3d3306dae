import { expect, test } from 'vitest';
import { createLooksAgain, waitBefore } from '../../src/engine/look-again.js';
import type { RunEvent } from '../../src/run/events.js';
import type { PlannedItem } from '../../src/run/plan.js';
import { answer, evidence, item, runOf, started } from '../run/facts.js';

const ci = item('ci');
const running: RunEvent = evidence('ci', 'unknown', { summary: 'e2e is running', again: 30_000 });

/** A clock moved by hand, and a log that grows by what is looked at. */
function waiting(next: RunEvent = running) {
  let nowMs = 0;
  let looking = false;
  const events: RunEvent[] = [running];
  const due: { atMs: number; work: () => void }[] = [];
  const looks: number[] = [];
  const again = createLooksAgain({
    run: () => runOf(...events),
    walk: () => ({
      plan: [ci],
      gatherer: {
        progress: () => new Map(),
        gather: async (_items: readonly PlannedItem[]) => {
          looks.push(nowMs);
          record(next);
        },
        finish: async () => undefined,
        stop: () => undefined,
        listen: () => () => undefined,
      },
    }),
    looking: () => looking,
    monotonicMs: () => nowMs,
    after(ms, work) {
      const one = { atMs: nowMs + ms, work };
      due.push(one);
      return () => due.splice(due.indexOf(one), 1);
    },
  });
  const record = (event: RunEvent): void => {
    events.push(event);
    again.sync();
  };
  again.sync();
  return {
    again,
    looks,
    record,
    look(isLooking: boolean) {
      looking = isLooking;
      again.sync();
    },
    pass(ms: number) {
      const until = nowMs + ms;
      for (;;) {
        const [first] = due.filter(({ atMs }) => atMs <= until).toSorted((a, b) => a.atMs - b.atMs);
        if (first === undefined) {
          break;
        }

        nowMs = Math.max(nowMs, first.atMs);
        due.splice(due.indexOf(first), 1);
        first.work();
      }

      nowMs = until;
    },
  };
}

test('T6 a job under way is looked at again without a key, until it has ended', () => {
  const { again, looks, pass } = waiting(evidence('ci', 'go'));
  expect([...again.due()]).toEqual([['ci', 30_000]]);
  pass(29_999);
  expect(looks).toEqual([]);
  pass(10_000);
  expect(looks).toEqual([30_000]);
  expect(again.due().size).toBe(0);
  pass(600_000);
  expect(looks).toHaveLength(1);
});

test('as long as it goes on, it is looked at every half minute', () => {
  const { looks, pass } = waiting();
  pass(90_000);
  expect(looks).toEqual([30_000, 60_000, 90_000]);
});

test.each([
  [30_000, 0, 30_000],
  [30_000, 19, 30_000 * 2 ** 0],
  [30_000, 20, 60_000],
  [30_000, 21, 120_000],
  [30_000, 23, 300_000],
  [30_000, 5000, 300_000],
  [10, 0, 1000],
  [3_600_000, 0, 300_000],
])('asked for %i ms and looked at %i times, the next look waits %i ms', (againMs, looks, expected) => {
  expect(waitBefore(againMs, looks)).toBe(expected);
});

test('a night of waiting does not fill the log', () => {
  const { looks, pass } = waiting();
  pass(8 * 3_600_000);
  expect(looks.length).toBeLessThan(130);
});

test.each<[string, RunEvent]>([
  ['answered by hand', answer('ci', 'go', { how: 'by-hand', findings: ['ci:failed'] })],
  ['paused', { type: 'pause', by: 'Ada L.' }],
  [
    'stopped',
    {
      type: 'run.end',
      outcome: 'stopped',
      exit: 10,
      confirmed: false,
      counts: { overrides: 0, byHand: 0, unknown: 0 },
    },
  ],
  ['launched', { type: 'decision', go: true, commit: started.release.commit, typed: '', by: 'Ada L.', answers: '' }],
])('%s, it is not looked at any more', (_name, event) => {
  const { again, looks, record, pass } = waiting();
  record(event);
  pass(600_000);
  expect(looks).toEqual([]);
  expect(again.due().size).toBe(0);
});

test('while an answer to it is typed it stays as it is, and is looked at right after', () => {
  const { again, looks, pass } = waiting();
  pass(20_000);
  again.hold('ci');
  pass(40_000);
  expect(looks).toEqual([]);
  again.hold(undefined);
  pass(0);
  expect(looks).toEqual([60_000]);
});

test('typing about something else holds nothing up', () => {
  const { again, looks, pass } = waiting();
  again.hold('sky');
  pass(30_000);
  expect(looks).toEqual([30_000]);
});

test('the last look has it to itself', () => {
  const { looks, look, pass } = waiting();
  look(true);
  pass(60_000);
  expect(looks).toEqual([]);
  look(false);
  pass(30_000);
  expect(looks).toEqual([90_000]);
});

test('once the screen is left nothing is looked at any more', () => {
  const { again, looks, pass } = waiting();
  again.stop();
  again.sync();
  pass(600_000);
  expect(looks).toEqual([]);
});
