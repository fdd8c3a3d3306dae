import { describe, expect, test } from 'vitest';
import type { Situation } from '../../src/engine/session.js';
import { type Taken, takeIdleLine, takeLine } from '../../src/plain/take-line.js';
import type { RunEvent } from '../../src/run/events.js';
import { focusOf } from '../../src/ui/focus.js';
import { drawn } from '../../src/ui/press-key.js';
import { firstScreen, type Screen } from '../../src/ui/screen.js';
import { answer, evidence, item } from '../run/facts.js';
import { operatorBefore } from '../ui/operator.js';
import { human, situationOf } from '../ui/situations.js';

const red = situationOf({ plan: [item('green')], events: [evidence('green', 'no-go')] });
const warned = situationOf({ plan: [item('green')], events: [evidence('green', 'warn')] });
const unknown = situationOf({ plan: [item('green')], events: [evidence('green', 'unknown')] });
const sky = situationOf({ plan: [human('sky')] });
const settled = situationOf({ plan: [human('sky')], events: [answer('sky', 'go')] });

/** One line after the other, as soon as each can be answered. */
function lines(
  situation: Situation,
  ...typed: readonly string[]
): { readonly records: readonly RunEvent[]; readonly last: Taken } {
  let screen: Screen = drawn(firstScreen, situation, 0);
  const records: RunEvent[] = [];
  let last: Taken = { do: 'nothing' };
  for (const line of typed) {
    const focus = focusOf(screen, situation);
    last = takeLine({ screen, situation, focus, line, count: 1, nowMs: 400, tooSoon: false });
    screen = last.do === 'respond' ? last.response.screen : screen;
    records.push(...(last.do === 'respond' && last.response.record !== undefined ? [last.response.record] : []));
  }

  return { records, last };
}

describe('a line records what the key of the full screen records', () => {
  test.each([
    ['g', 'go', sky],
    ['x', 'no', sky],
    ['s', 'stop', sky],
    ['g', 'go', warned],
    ['s', 'stop', red],
    ['g', 'go', unknown],
    ['x', 'no', unknown],
  ])('%s and %s', (key, word, situation) => {
    const { records } = operatorBefore(situation).press(key);
    expect(records).toHaveLength(1);
    expect(lines(situation, word).records).toEqual(records);
  });

  test.each([
    ['o', 'override', red],
    ['c', 'comment', warned],
    ['n', 'n/a', sky],
  ])('%s and %s, with a reason', (key, word, situation) => {
    const reason = 'for a reason that is long enough';
    const [record] = operatorBefore(situation).press(key).type(reason).wait(100).press('enter').records;
    const { records } = lines(situation, word, `  ${reason} `);
    expect(records).toEqual([{ ...record, ms_on_screen: 400 }]);
  });
});

test.each([
  ['a reason that is too short', ['override', 'no reason'], 'A reason has at least 15 characters; this has 9.'],
  ['an empty reason', ['override', ''], 'An empty line hands in nothing. `cancel` leaves it.'],
  ['keys that are no text', ['\u001B[A'], 'That line holds keys that are no text, arrows for example. Type it again.'],
])('%s records nothing', (_name, typed, sentence) => {
  const { records, last } = lines(red, ...typed);
  expect(records).toEqual([]);
  expect(JSON.stringify(last)).toContain(sentence);
});

test('what cannot be seen is no part of a reason', () => {
  const [record] = lines(red, 'override', 'a reason\u202e of today\t\u200b').records;
  expect(record).toMatchObject({ reason: 'a reason  of today' });
});

test('`cancel` goes back to the question', () => {
  const { records, last } = lines(red, 'override', 'Cancel');
  expect(records).toEqual([]);
  expect(last).toMatchObject({ do: 'respond', response: { screen: { view: { type: 'main' } } } });
});

test.each(['no', 'this run', 'cancel'])('`%s` accepts nothing beyond this run', (word) => {
  const { records, last } = lines(red, 'override', 'for a reason that is long enough', word);
  expect(records).toHaveLength(1);
  expect(last).toMatchObject({ do: 'respond', response: { screen: { view: { type: 'main' } } } });
  expect(last).not.toMatchObject({ response: { act: expect.anything() } });
});

test('the launch phrase is typed exactly', () => {
  const phrase = `production ${settled.run.release.commit.slice(0, 7)}`;
  expect(lines(settled, 'production').last).toMatchObject({
    response: { screen: { hint: `That is not it. To launch, type exactly: ${phrase}` } },
  });
  expect(lines(settled, phrase.toUpperCase()).last).not.toMatchObject({ response: { act: { do: 'decide' } } });
  expect(lines(settled, phrase).last).toMatchObject({ response: { act: { do: 'decide', typed: phrase } } });
});

test.each([
  ['several lines', { count: 2, tooSoon: false }, 'Several lines at once answer nothing. Type one line.'],
  ['a line that came at once', { count: 1, tooSoon: true }, 'too soon'],
])('%s answers nothing', (_name, how, sentence) => {
  const screen = drawn(firstScreen, sky, 0);
  const taken = takeLine({ screen, situation: sky, focus: focusOf(screen, sky), line: 'go', nowMs: 400, ...how });
  expect(taken).toMatchObject({ do: 'refuse', sentence: expect.stringContaining(sentence) });
});

test.each([
  ['go', 'refuse'],
  ['', 'nothing'],
  ['list', 'show'],
  ['stop', 'respond'],
  ['pause', 'respond'],
])('while nothing can be answered, %j leads to: %s', (line, expected) => {
  const focus = focusOf(firstScreen, red);
  expect(takeIdleLine({ screen: firstScreen, situation: red, focus, line, count: 1, nowMs: 0 }).do).toBe(expected);
});
