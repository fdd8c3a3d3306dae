import { expect, test } from 'vitest';
import { type AskPrevious, createPreviousLearner } from '../../src/engine/learn-previous.js';
import type { PreviousFound } from '../../src/world/previous.js';

const first: PreviousFound = { previous: null, serversNotAsked: true };
const says = (commit: string): PreviousFound => ({
  previous: { commit, sources: ['servers'] },
  serversNotAsked: false,
});

/** A learner whose servers answer when the test says so. */
function learner(asks = true) {
  const asked: (AskPrevious & { readonly answer: (found: PreviousFound) => void; readonly fail: () => void })[] = [];
  const learnt: PreviousFound[] = [];
  let now = 0;
  const made = createPreviousLearner({
    asks,
    first,
    ask: (asking) =>
      new Promise((answer, reject) => {
        asked.push({ ...asking, answer, fail: () => reject(new Error('broken')) });
      }),
    learnt: (found) => learnt.push(found),
    monotonicMs: () => now,
  });
  return { made, asked, learnt, wait: (ms: number) => (now += ms) };
}

test('without anybody to ask, what is known is all there is', async () => {
  const { made, asked } = learner(false);
  made.start();
  expect(await made.learn(() => {})).toBe(first);
  expect(await made.askAnew(1000)).toBe(first);
  expect(asked).toEqual([]);
});

test('all who wait share one asking and its progress; what is new is on record before any of them goes on', async () => {
  const { made, asked, learnt } = learner();
  const lines: string[] = [];
  made.start();
  const waiting = [made.learn((line) => lines.push(`a ${line}`)), made.learn((line) => lines.push(`b ${line}`))];
  const order = waiting.map((each) => each.then(() => learnt.length));
  asked[0]?.progress('1 of 2 hosts');
  asked[0]?.answer(says('c'));
  expect(await Promise.all(order)).toEqual([1, 1]);
  expect(asked).toHaveLength(1);
  expect(lines).toEqual(['a asking what runs now', 'b asking what runs now', 'a 1 of 2 hosts', 'b 1 of 2 hosts']);
});

test('an answer is good for a moment, later they are asked anew', async () => {
  const { made, asked, wait } = learner();
  const learning = made.learn(() => {});
  asked[0]?.answer(says('c'));
  await learning;
  made.start();
  expect((await made.learn(() => {})).previous?.commit).toBe('c');
  wait(5000);
  const again = made.learn(() => {});
  asked[1]?.answer(says('d'));
  expect((await again).previous?.commit).toBe('d');
  expect(asked).toHaveLength(2);
});

test('asked anew, whoever waits gets the new answer, and the old one goes nowhere', async () => {
  const { made, asked, learnt } = learner();
  const waiting = made.learn(() => {});
  const last = made.askAnew(7000);
  expect(asked[0]?.signal.aborted).toBe(true);
  asked[0]?.answer(says('old'));
  asked[1]?.answer(says('new'));
  expect((await Promise.all([waiting, last])).map(({ previous }) => previous?.commit)).toEqual(['new', 'new']);
  expect(learnt).toEqual([says('new')]);
});

test('asking that fails leaves what was known, and that nobody was asked', async () => {
  const { made, asked } = learner();
  const learning = made.learn(() => {});
  asked[0]?.fail();
  expect(await learning).toEqual(first);
});

test('stopped, nothing is learnt any more; it can begin again', async () => {
  const { made, asked, learnt } = learner();
  made.start();
  made.stop();
  asked[0]?.answer(says('late'));
  await Promise.resolve();
  const again = made.learn(() => {});
  asked[1]?.answer(says('c'));
  await again;
  expect(learnt).toEqual([says('c')]);
});
