import { describe, expect, test } from 'vitest';
import type { Situation } from '../../src/engine/session.js';
import { type Taken, takeIdleLine, takeLine } from '../../src/plain/take-line.js';
import type { RunEvent } from '../../src/run/events.js';
import { focusOf } from '../../src/ui/focus.js';
import { drawn } from '../../src/ui/press-key.js';
import { firstScreen, type Screen } from '../../src/ui/screen.js';
import { answer, evidence, facet, item } from '../run/facts.js';
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
    ['x', 'no-go', sky],
    ['s', 'stop', sky],
    ['g', 'go', warned],
    ['s', 'stop', red],
    ['g', 'go', unknown],
    ['x', 'no-go', unknown],
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
  ['B58 a reason that is too short', ['override', 'no reason'], 'A reason has at least 15 characters; this has 9.'],
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

describe('a form, line by line', () => {
  const form = {
    choice: {
      name: 'reason',
      title: 'Which?',
      options: [
        { value: 'outage', label: 'an outage' },
        { value: 'config', label: 'config' },
      ],
    },
    lines: [
      { name: 'text', title: 'What?', least: 5 },
      { name: 'link', title: 'Where?', least: 0, is: 'link' as const },
    ],
  };
  const facets = [{ ...facet('reason', 'unknown'), human: true as const, form }];
  const hotfix = situationOf({ plan: [item('lane')], events: [evidence('lane', 'unknown', { facets, findings: [] })] });

  test('records what the full screen records', () => {
    const { records } = lines(hotfix, 'go', ' An Outage ', 'checkout is down', 'https://issues.test/1');
    const keys = operatorBefore(hotfix).press('g').look().wait(1500).press('a').type('checkout is down').wait(1500);
    const full = keys.press('enter').type('https://issues.test/1').wait(1500).press('enter').records;
    expect(records).toEqual(full.map((record) => ({ ...record, ms_on_screen: 400 })));
    expect(records).toMatchObject([
      { told: { reason: 'outage', text: 'checkout is down', link: 'https://issues.test/1' } },
    ]);
  });

  test('`none` leaves out what may be left out, and nothing else', () => {
    expect(lines(hotfix, 'go', 'config', 'too long', 'none').records).toMatchObject([
      { told: { reason: 'config', text: 'too long' } },
    ]);
    expect(lines(hotfix, 'go', 'config', 'none').records).toEqual([]);
  });

  test.each<[string, readonly string[], string]>([
    ['an empty line', ['go', ''], 'An empty line chooses nothing. `cancel` leaves it.'],
    ['a beginning', ['go', 'out'], 'Nothing was chosen. Type a whole word: outage, config, or `cancel`.'],
    ['a digit', ['go', '1'], 'Nothing was chosen. Type a whole word: outage, config, or `cancel`.'],
    ['an empty line for what may be empty', ['go', 'config', 'too long', ''], 'An empty line hands in nothing.'],
    ['a short line', ['go', 'config', 'x'], 'This needs at least 5 characters; it has 1.'],
  ])('%s records nothing', (_name, typed, sentence) => {
    const { records, last } = lines(hotfix, ...typed);
    expect(records).toEqual([]);
    expect(JSON.stringify(last)).toContain(sentence);
  });

  test('`cancel` goes back to the question, from the choice and from a line', () => {
    expect(lines(hotfix, 'go', 'cancel', 'no-go').records).toMatchObject([{ answer: 'no-go' }]);
    expect(lines(hotfix, 'go', 'config', 'cancel', 'no-go').records).toMatchObject([{ answer: 'no-go' }]);
  });
});
