import { describe, expect, test } from 'vitest';
import { type ChooseState, drawnState, firstState, pressChoice } from '../../src/ui/choose.js';
import { chooseLayout } from '../../src/ui/choose-layout.js';
import { type ChoosePage, chooseView } from '../../src/ui/choose-lines.js';
import type { Key, NamedKey } from '../../src/ui/keys.js';
import { lineWidth } from '../../src/ui/lines.js';
import { marksFor } from '../../src/ui/marks.js';

const choices = [
  { act: 'look', label: 'Look at it' },
  { act: 'resume', key: 'r', label: 'Resume it' },
  { act: 'new', key: 'n', label: 'Start a new run' },
  { act: 'leave', key: 'q', label: 'Leave' },
] as const;

const drawnAt = (nowMs: number, change: Partial<ChooseState> = {}): ChooseState =>
  drawnState({ ...firstState, ...change }, { tooSmall: false, page: 10 }, nowMs);
const char = (letter: string): Key => ({ name: 'char', char: letter });
const named = (name: NamedKey): Key => ({ name });

/** What keys come to, one every second unless said otherwise; the page was drawn at 0. */
function press(keys: readonly Key[], { from = 1000, everyMs = 1000, state = drawnAt(0) } = {}) {
  let now = state;
  let act: unknown;
  keys.forEach((key, index) => {
    const chosen = pressChoice(now, choices, { key, nowMs: from + index * everyMs });
    now = chosen.state;
    act = chosen.act;
  });
  return { state: now, act };
}

describe('what a key chooses', () => {
  test.each<[string, readonly Key[], string]>([
    ['r', [char('r')], 'resume'],
    ['N', [char('N')], 'new'],
    ['q', [char('q')], 'leave'],
    ['down and Enter', [named('down'), named('enter')], 'resume'],
    ['End and Enter', [named('end'), named('enter')], 'leave'],
  ])('%s', (_name, keys, what) => {
    expect(press(keys).act).toEqual({ do: 'choose', what });
  });

  test.each<[string, readonly Key[]]>([
    ['Enter on the first row', [named('enter')]],
    ['e', [char('e')]],
    ['another letter', [char('y')]],
    ['a digit', [char('2')]],
    ['Escape', [named('escape')]],
    ['a paste', [{ name: 'paste', text: 'n' }]],
    ['a text in one read', [{ name: 'text', text: 'n' }]],
    ['Ctrl-D', [named('ctrl-d')]],
  ])('%s chooses nothing', (_name, keys) => {
    expect(press(keys).act).toBeUndefined();
  });
});

test('a key before the page was on screen for 300 ms chooses nothing', () => {
  expect(press([char('n')], { from: 299 }).act).toBeUndefined();
  expect(press([char('n')], { from: 300 }).act).toBeDefined();
  expect(press([char('n')], { state: firstState }).act).toBeUndefined();
});

test('a key held down chooses nothing, and the first repetition waits for what follows', () => {
  const down = press([char('x'), char('x')], { everyMs: 30 }).state;
  expect(pressChoice(down, choices, { key: char('x'), nowMs: 1060 }).act).toBeUndefined();
  const once = { ...drawnAt(0), last: { key: 'char r', atMs: 1000, burst: false } };
  expect(pressChoice(once, choices, { key: char('r'), nowMs: 1030 })).toMatchObject({
    state: { hint: 'A key held down chooses nothing.' },
  });
  expect(pressChoice(once, choices, { key: char('r'), nowMs: 1500 }).act).toMatchObject({ do: 'settle' });
  expect(pressChoice(once, choices, { key: char('r'), nowMs: 1500, settled: true }).act).toEqual({
    do: 'choose',
    what: 'resume',
  });
});

test('a letter right behind a paste belongs to the paste', () => {
  expect(press([{ name: 'paste', text: 'x' }, char('n')], { everyMs: 100 }).act).toBeUndefined();
});

test('the text behind the first row is left by Enter, and the page has to be read anew', () => {
  const looking = press([named('enter')]).state;
  expect(looking.offset).toBe(0);
  const back = pressChoice(looking, choices, { key: named('enter'), nowMs: 3000 }).state;
  expect(back).toMatchObject({ offset: undefined, drawnMs: undefined, row: 0 });
  const again = drawnState(back, { tooSmall: false, page: 10 }, 3010);
  expect(pressChoice(again, choices, { key: char('n'), nowMs: 3200 }).act).toBeUndefined();
  expect(pressChoice(again, choices, { key: char('n'), nowMs: 3310 }).act).toBeDefined();
});

test('on the text no letter chooses', () => {
  const looking = press([named('enter')]).state;
  for (const letter of ['r', 'n']) {
    expect(pressChoice(looking, choices, { key: char(letter), nowMs: 5000 })).toMatchObject({ state: { offset: 0 } });
    expect(pressChoice(looking, choices, { key: char(letter), nowMs: 5000 }).act).toBeUndefined();
  }
});

test('Ctrl-C twice leaves, also at once and on the text; any key between forgets the first', () => {
  expect(press([named('ctrl-c')], { state: firstState }).state.hint).toBe('Ctrl-C again to leave.');
  expect(press([named('ctrl-c'), named('ctrl-c')], { everyMs: 10, state: firstState }).act).toEqual({
    do: 'interrupt',
  });
  expect(press([named('ctrl-c'), named('down'), named('ctrl-c')]).act).toBeUndefined();
});

test('in a window without room nothing is chosen', () => {
  const unseen = drawnState(firstState, { tooSmall: true, page: 1 }, 0);
  expect(press([char('n')], { state: unseen }).act).toBeUndefined();
});

const page: ChoosePage = {
  header: { left: 'shop, production', right: 'Ada L., Thu 19 Nov 11:42 Europe/Istanbul' },
  text: [
    { text: 'You have not finished your run for production.', tone: 'strong' },
    { text: 'Paused: 3 of 9 settled, next: tests' },
    { text: '3f2a91c  Round half a cent up, and everything else that was ever said about money' },
    { text: 'started by Ada L. on ops-1' },
  ],
  more: () => Array.from({ length: 40 }, (_, index) => `line ${index + 1}`),
};

test.each([
  [20, 5],
  [40, 10],
  [80, 24],
  [200, 60],
])('everything fits a window of %i columns and %i rows', (columns, rows) => {
  const layout = chooseLayout({ columns, rows });
  const marks = marksFor({ LANG: 'C.UTF-8' });
  const view = chooseView(page, firstState, choices, { layout, marks });
  const { length } = view.lines;
  expect(2 + (layout.airy ? 1 : 0) + length + view.limit).toBeLessThanOrEqual(rows - 1);
  expect(view.limit).toBeGreaterThan(0);
  expect(Math.max(...[view.header, view.footer, ...view.lines].map(lineWidth))).toBeLessThanOrEqual(columns);
  expect(view.lines[0]?.[0]?.text).toContain('You have');
  const text = chooseView(page, { ...firstState, offset: 999 }, choices, { layout, marks });
  expect(text.lines).toHaveLength(layout.page + 1);
  expect(text.offset).toBe(Math.max(0, 40 - layout.page));
});
