import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../src/run/events.js';
import type { FacetEvidence, Form } from '../../src/run/evidence.js';
import { toldWords } from '../../src/run/told-words.js';
import { choiceRows } from '../../src/ui/choice-rows.js';
import { evidence, facet, item } from '../run/facts.js';
import { type FrameOptions, frameOf } from './frames.js';
import { type Operator, operatorBefore } from './operator.js';
import { situationOf } from './situations.js';

const form: Form = {
  choice: {
    name: 'reason',
    title: 'Which of these is it?',
    options: ['regression', 'outage', 'security', 'config'].map((value) => ({ value, label: value })),
  },
  lines: [
    { name: 'text', title: 'What is broken, and for whom?', least: 15 },
    { name: 'link', title: 'Where can it be read?', least: 0, is: 'link' },
    { name: 'since', title: 'Since when?', least: 0, is: 'instant', maxAgeMs: 24 * 3_600_000, tz: 'Asia/Kolkata' },
  ],
};
const asked = (changes: Partial<FacetEvidence> = {}): FacetEvidence => ({
  ...facet('reason', 'unknown'),
  summary: 'only some things may go out between two trains',
  question: 'Is it one of these: regression, outage, security, config?',
  human: true,
  level: 'block',
  form,
  ...changes,
});
const found = (changes: Partial<FacetEvidence> = {}): RunEvent =>
  evidence('lane', 'unknown', { facets: [asked(changes)], findings: [], summary: 'hotfix' });
const hotfix = (changes: Partial<FacetEvidence> = {}, ...events: readonly RunEvent[]) =>
  situationOf({ plan: [item('lane')], events: [found(changes), ...events] });

/** After `g`, with the page of the choice read. */
const choosing = (changes: Partial<FacetEvidence> = {}): Operator =>
  operatorBefore(hotfix(changes)).press('g').look().wait(1500);
const handIn = (operator: Operator, text: string): Operator => operator.type(text).wait(1500).press('enter');
const sentence = 'checkout is broken for everybody';
const filled = (operator: Operator = choosing().press('r')): Operator =>
  handIn(handIn(handIn(operator, sentence), 'https://issues.test/1'), '08:30');
const shown = ({ screen }: Operator): unknown => ('purpose' in screen.view ? screen.view.purpose : screen.view);
const problem = ({ screen }: Operator): string | undefined =>
  'problem' in screen.view ? screen.view.problem : undefined;

test('a choice and three lines are recorded once, at the end', () => {
  expect(filled().records).toMatchObject([
    {
      check: 'lane',
      facet: 'reason',
      answer: 'go',
      how: 'human',
      by: 'Ada L.',
      told: {
        reason: 'regression',
        text: sentence,
        link: 'https://issues.test/1',
        since: '2026-11-19T08:30:00.000Z',
      },
    },
  ]);
  expect(handIn(handIn(choosing().press('r'), sentence), '').records).toEqual([]);
});

test.each(['ada l.', 'ADA@x.test', 'me', 'no'])('%j is nobody else', (text) => {
  const lines = [{ name: 'who', title: 'Who is it?', least: 2, notOperator: true as const }];
  const refused = handIn(
    operatorBefore(hotfix({ form: { lines } }))
      .press('g')
      .look()
      .wait(1500),
    text,
  );
  expect([problem(refused), refused.records]).toEqual(['Type the name of somebody else: that is you, or no name.', []]);
});

test('what is left empty is not told', () => {
  const [record] = handIn(handIn(handIn(choosing().press('s'), sentence), ''), '').records;
  expect(record).toMatchObject({ told: { reason: 'security', text: sentence } });
  expect((record as { readonly told: object }).told).not.toHaveProperty('link');
});

describe('on the page of the choice', () => {
  test('Enter on the first row goes back, and answers nothing', () => {
    const back = choosing().press('enter');
    expect([back.screen.view.type, back.records]).toEqual(['main', []]);
  });

  test('arrows and Enter choose, too', () => {
    expect(shown(choosing().press('down').wait(200).press('down').wait(200).press('enter'))).toMatchObject({
      filling: { told: { reason: 'outage' } },
    });
  });

  test.each<[string, readonly string[]]>([
    ['a letter that is none of them', ['z']],
    ['a digit', ['1']],
    ['g once more', ['g']],
    ['page keys', ['page-down', 'tab', 'left', 'unknown']],
    ['more rows than there are, and the first again', ['down', 'end', 'home']],
  ])('%s chooses nothing', (_name, keys) => {
    const { screen, records } = choosing().press(...keys);
    expect([screen.view.type, records]).toEqual(['choice', []]);
  });

  test('a paste, and what comes right behind it, chooses nothing', () => {
    const pasted = choosing().press({ name: 'paste', text: 'r' }).wait(50).press('r');
    expect([pasted.screen.view.type, pasted.screen.hint]).toEqual([
      'choice',
      'Several characters at once choose nothing: press one key.',
    ]);
  });

  test.each([
    ['before it was drawn', operatorBefore(hotfix()).press('g').wait(5000).press('r')],
    ['0.2 s after it was drawn', operatorBefore(hotfix()).press('g').look().wait(200).press('r')],
  ])('a key %s chooses nothing', (_name, hasty) => {
    expect(hasty.screen.view.type).toBe('choice');
  });

  test('a key that is held down chooses nothing', () => {
    const down = operatorBefore(
      hotfix({ form: { choice: { name: 'x', title: 'Which?', options: [{ value: 'g', label: 'g' }] } } }),
    );
    let operator = down.press('g').look();
    for (let n = 0; n < 40; n++) {
      operator = operator.wait(33).press('g');
    }
    expect(operator.records).toEqual([]);
  });

  test('Esc goes back to the question, where nothing was recorded', () => {
    const back = choosing().press('escape');
    expect([back.screen.view.type, back.records]).toEqual(['main', []]);
    expect(back.press('g').screen.view.type).toBe('main');
    expect(back.look().wait(1500).press('g').screen.view.type).toBe('choice');
  });

  test('new evidence has to be seen before it is chosen', () => {
    const later = hotfix({ summary: 'the train comes in an hour' }, found({ summary: 'the train comes in an hour' }));
    const refused = choosing().look(later).press('r');
    expect(problem(refused)).toBe('New evidence came meanwhile. Look at it, then choose again.');
    expect(refused.press('r').screen.view.type).toBe('choice');
    expect(shown(refused.look().wait(1500).press('r'))).toMatchObject({ for: 'told' });
  });

  test('a question that is not open any more takes nothing', () => {
    const gone = situationOf({ plan: [item('lane')], events: [found(), evidence('lane', 'go')] });
    const late = choosing().look(gone).press('r');
    expect([late.screen.view.type, late.screen.hint, late.records]).toEqual([
      'main',
      'That question is not open any more: nothing was recorded.',
      [],
    ]);
  });

  test('Ctrl-C twice leaves, and records nothing', () => {
    const left = choosing().press('ctrl-c', 'ctrl-c');
    expect([left.acts, left.records]).toEqual([[{ do: 'leave', how: 'interrupt' }], []]);
  });
});

describe('a line', () => {
  const texting = (): Operator => choosing().press('r');
  const linking = (): Operator => handIn(texting(), sentence);
  const timing = (): Operator => handIn(linking(), '');

  test.each([
    ['B58 that is too short', texting, 'too short', 'This needs at least 15 characters; it has 9.'],
    ['B70 that is only blanks', texting, '                  ', 'This needs at least 15 characters; it has 0.'],
    [
      'that is no link',
      linking,
      'issues.test/1',
      'A link begins with https:// and has neither blanks nor a user or password in it.',
    ],
    [
      'with a password',
      linking,
      'https://a:b@issues.test',
      'A link begins with https:// and has neither blanks nor a user or password in it.',
    ],
    ['that is to come', timing, '23:59', 'That is still to come. Of another day, say which: yesterday 16:00.'],
    [
      'that is too long ago to count',
      timing,
      '2026-11-18',
      'That is more than 1 d ago and does not count: ask again, or answer no. A day alone is its beginning.',
    ],
    ['that is no time', timing, 'a while ago', 'Write it as now, 14:30, yesterday 16:00, or 2026-11-20 14:30.'],
  ])('%s is refused', (_name, before, text, expected) => {
    const refused = handIn(before(), text);
    expect([problem(refused), refused.records]).toEqual([expected, []]);
  });

  test('Esc goes back to the question, and what was told is gone', () => {
    const back = linking().press('escape');
    expect([back.screen.view.type, back.records]).toEqual(['main', []]);
    expect(back.look().wait(1500).press('g').screen.view).toMatchObject({ filling: { told: {} } });
  });

  test('Enter held down goes no further', () => {
    let operator = texting().type(sentence).wait(1500).press('enter');
    for (let n = 0; n < 20; n++) {
      operator = operator.wait(40).press('enter');
    }
    expect(shown(operator)).toMatchObject({ for: 'told', filling: { line: 1 } });
  });

  test('new evidence that came meanwhile has to be seen', () => {
    const refused = handIn(texting().look(hotfix({}, found())), sentence);
    expect(problem(refused)).toBe('New evidence came while you typed. Look at it, then press Enter again.');
    expect(shown(refused.wait(1500).press('enter'))).toMatchObject({ filling: { line: 1 } });
  });
});

test('what goes on and is found the same again disturbs nobody', () => {
  const again = { facets: [asked()], findings: [], summary: 'hotfix', again: 30_000 } as const;
  const plan = [item('lane')];
  const once = situationOf({ plan, events: [evidence('lane', 'unknown', again)] });
  const twice = situationOf({ plan, events: [evidence('lane', 'unknown', again), evidence('lane', 'unknown', again)] });
  const typing = operatorBefore(once).press('g').look().wait(1500).press('r').look(twice);
  expect(problem(handIn(typing, sentence))).toBeUndefined();
});

describe('who has to answer it', () => {
  const people = { pm: { name: 'Per M.', emails: [], roles: ['pm'], left: false, absences: [] } };
  const byPm = situationOf({ plan: [item('lane', { by: 'pm' })], events: [found()], people });

  test('is asked last, and stands beside what was told', () => {
    const last = filled(operatorBefore(byPm).press('g').look().wait(1500).press('r'));
    expect(shown(last)).toMatchObject({ for: 'answered-by', answer: 'go' });
    expect(handIn(last, 'Per M.').records).toMatchObject([
      { answer: 'go', by: 'Per M.', told: { reason: 'regression' } },
    ]);
  });

  test('is named on screen', () => {
    const no = operatorBefore(byPm).press('x');
    expect(frameOf(byPm, { columns: 100, rows: 30, screen: no.screen })).toContain('It has to come from: pm');
  });
});

describe('beside other verdicts', () => {
  test('a warning asks for it after the comment', () => {
    const warned = situationOf({
      plan: [item('lane')],
      events: [evidence('lane', 'warn', { facets: [{ ...facet('reason', 'warn'), form }], findings: [] })],
    });
    const commented = handIn(operatorBefore(warned).press('c'), 'known since noon').look().wait(1500);
    expect(filled(commented.press('o')).records).toMatchObject([
      { how: 'accepted-warning', reason: 'known since noon', told: { reason: 'outage' } },
    ]);
  });

  test('what is answered by hand says why, and what was told', () => {
    const unknown = situationOf({
      plan: [item('lane')],
      events: [evidence('lane', 'unknown', { facets: [{ ...facet('reason', 'unknown'), form }], findings: [] })],
    });
    expect(filled(operatorBefore(unknown).press('g').look().wait(1500).press('c')).records).toMatchObject([
      { how: 'by-hand', because: 'reason says unknown', told: { reason: 'config' } },
    ]);
  });

  test('a no needs no form', () => {
    expect(operatorBefore(hotfix()).press('x').records).toMatchObject([{ answer: 'no-go', how: 'human' }]);
  });

  test('that it does not apply needs a reason, and no form', () => {
    const [record] = handIn(operatorBefore(hotfix()).press('n'), 'this is the train, in fact').records;
    expect(record).toMatchObject({ answer: 'n/a', how: 'human', reason: 'this is the train, in fact' });
  });
});

test('every choice has a letter of its own, and none is q', () => {
  const options = ['Queue', 'quota', 'Qu', 'ada', 'ann', '漢字'].map((label) => ({ value: label, label }));
  const keys = choiceRows({ name: 'x', title: 'x', options })
    .slice(1)
    .map(({ key }) => key);
  expect(keys).toEqual(['u', 'o', 'b', 'a', 'n', 'c']);
});

describe('on screen', () => {
  const frame = (operator: Operator, size: Pick<FrameOptions, 'columns' | 'rows'>): string =>
    frameOf(hotfix(), { ...size, screen: operator.screen });

  test.each([
    [100, 40],
    [80, 24],
    [40, 10],
  ])('at %i columns and %i rows question, choices and the keys for them are there', (columns, rows) => {
    const text = frame(choosing(), { columns, rows });
    expect(text).toContain('Which of these is it?');
    expect(text).toMatch(/▸ +Back to the question/);
    expect(text).toMatch(/r {2}regression/);
    expect(text).toContain('Esc back');
    expect(text.split('\n').length).toBeLessThan(rows);
  });

  test.each([
    [100, 40],
    [80, 24],
    [40, 10],
  ])('at %i columns and %i rows the line says what it takes', (columns, rows) => {
    expect(frame(choosing().press('r'), { columns, rows })).toContain('What is broken, and for whom?');
    const link = frame(handIn(choosing().press('r'), sentence), { columns, rows });
    expect(link).toContain('Where can it be read? (may stay empty)');
    expect(link).toContain('A web address: https://…');
  });

  test('the question is plain, not unknown', () => {
    const text = frame(operatorBefore(hotfix()), { columns: 100, rows: 40 });
    expect(text).toContain('? ask     lane hotfix');
    expect(text).toContain('only some things may go out between two trains');
    expect(text).not.toContain('UNKNOWN');
    expect(text).toContain('n  Does not apply (needs a reason)');
  });

  test('in the smallest window neither', () => {
    expect(frame(operatorBefore(hotfix()), { columns: 40, rows: 10 })).not.toContain('UNKNOWN');
    expect(frame(choosing(), { columns: 40, rows: 10 })).not.toContain('UNKNOWN');
  });

  test('its evidence says that it is asked', () => {
    const screen = operatorBefore(hotfix()).press('e').screen;
    expect(frameOf(hotfix(), { columns: 100, rows: 40, screen })).toMatch(/\? ASK {2}only some things/);
    // What the item asked beside it does not stand with the question, as if it had answered it.
    expect(frameOf(hotfix(), { columns: 100, rows: 40 })).not.toContain('make test');
    expect(frameOf(hotfix(), { columns: 100, rows: 40, screen })).toContain('make test');
    const machine = situationOf({ plan: [item('lane')], events: [evidence('lane', 'unknown')] });
    expect(frameOf(machine, { columns: 100, rows: 40 })).toContain('make test · exit 1');
  });

  test('the launch page says what was told, and by whom', () => {
    const [answer] = filled().records;
    const done = hotfix({}, ...(answer === undefined ? [] : [answer]));
    expect(frameOf(done, { columns: 100, rows: 40 })).toContain('go by Ada L.: regression: checkout');
  });

  test('a moment is shown on the clock of the form', () => {
    const told = { reason: 'outage', since: '2026-11-19T08:30:00.000Z' };
    expect(toldWords({ told }, form)).toBe('outage: 2026-11-19 14:00 Asia/Kolkata');
    expect(toldWords({ told })).toBe('outage: 2026-11-19 08:30 UTC');
  });

  test('beside a no-go that a machine found, the list says no-go', () => {
    const both = situationOf({
      plan: [item('lane')],
      events: [evidence('lane', 'no-go', { facets: [asked(), facet('allowed', 'no-go')] })],
    });
    expect(frameOf(both, { columns: 100, rows: 40 })).toContain('✖ no-go   lane allowed says no-go');
  });

  test('what is looked at again says when', () => {
    const running = situationOf({
      plan: [item('ci')],
      events: [evidence('ci', 'unknown', { summary: 'e2e is running', again: 30_000 })],
    });
    const situation = { ...running, again: new Map([['ci', 84_000]]) };
    expect(frameOf(situation, { columns: 100, rows: 40 })).toContain('ci again in 24 s: e2e');
    expect(frameOf(situation, { columns: 80, rows: 24 })).toContain('again in 24 s');
  });
});
