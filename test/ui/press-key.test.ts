import { describe, expect, test } from 'vitest';
import { tooSoonHint } from '../../src/ui/too-soon.js';
import { answer, evidence, item } from '../run/facts.js';
import { answersOf, hastyOperatorBefore, operatorBefore } from './operator.js';
import { human, situationOf } from './situations.js';

const sky = situationOf({ plan: [human('sky'), human('sea')] });
const red = situationOf({ plan: [item('green')], events: [evidence('green', 'no-go')] });

describe('what answers', () => {
  test.each([
    ['g', 'sky go human'],
    ['G', 'sky go human'],
    ['x', 'sky no-go human'],
    ['s', 'sky stop human'],
  ])('%s is %s', (key, answered) => {
    expect(answersOf(operatorBefore(sky).press(key))).toEqual([answered]);
  });

  test('moving to a row and Enter takes that row', () => {
    expect(answersOf(operatorBefore(sky).press('down', 'enter'))).toEqual(['sky go human']);
    expect(answersOf(operatorBefore(sky).press('down', 'down', 'enter'))).toEqual(['sky no-go human']);
    expect(answersOf(operatorBefore(sky).press('down', 'down', 'up', 'enter'))).toEqual(['sky go human']);
  });

  test('the rows end where they end: nothing wraps around', () => {
    expect(operatorBefore(sky).press('up', 'up').screen.row).toBe(0);
    expect(operatorBefore(sky).press('end', 'down', 'down').screen.row).toBe(4);
  });

  test('the record says how long the question was in front of the operator, its evidence included', () => {
    const [record] = operatorBefore(sky)
      .wait(600)
      .press('e')
      .wait(5000)
      .press('escape')
      .look()
      .wait(1000)
      .press('g').records;
    expect(record).toMatchObject({ question: 'Is sky fine?', go_answer: 'yes', by: 'Ada L.', ms_on_screen: 7000 });
  });
});

describe('what answers nothing', () => {
  test.each([
    'enter',
    'tab',
    'escape',
    'up',
    'page-down',
    'unknown',
    'ctrl-d',
    'ctrl-z',
    'backspace',
    ' ',
    '1',
    '2',
    'y',
    'n ',
    'z',
  ])('%j', (key) => {
    expect(operatorBefore(sky).press(key).records).toEqual([]);
  });

  test('Enter alone opens the evidence, again and again', () => {
    const done = operatorBefore(sky).press('enter');
    expect(done.screen.view.type).toBe('evidence');
    expect(done.press('enter').look().wait(400).press('enter').records).toEqual([]);
  });

  test('up and down again and Enter is Enter on the neutral row', () => {
    expect(operatorBefore(sky).press('down', 'up', 'enter').screen.view.type).toBe('evidence');
  });

  test.each(['paste', 'text'] as const)('a %s, and what comes right behind it', (name) => {
    const done = operatorBefore(sky).press({ name, text: 'g' }).wait(50).press('g');
    expect(done.records).toEqual([]);
    expect(done.screen.hint).toMatch(/Several characters at once answer nothing/);
    expect(answersOf(done.wait(400).press('x'))).toEqual(['sky no-go human']);
  });

  test('keys that come before the first frame', () => {
    expect(hastyOperatorBefore(sky).press('g', 'x', 'down', 'enter').records).toEqual([]);
  });

  test('keys in the first 300 ms of a question', () => {
    const fresh = hastyOperatorBefore(sky).look();
    expect(fresh.wait(299).press('g').records).toEqual([]);
    expect(answersOf(fresh.wait(300).press('g'))).toEqual(['sky go human']);
  });

  test('and it says so, until the next key', () => {
    const early = hastyOperatorBefore(sky).look().wait(299).press('g');
    expect(early.screen.hint).toBe(tooSoonHint);
    expect(early.wait(100).press('down').screen.hint).toBeUndefined();
    expect(hastyOperatorBefore(sky).look().wait(299).press('down').screen.hint).toBeUndefined();
  });

  test('keys meant for the question before: new evidence starts the 300 ms anew', () => {
    const again = situationOf({
      plan: [item('green')],
      events: [evidence('green', 'no-go'), evidence('green', 'warn')],
    });
    const changed = operatorBefore(red).look(again);
    expect(changed.wait(100).press('g').records).toEqual([]);
    expect(answersOf(changed.wait(300).press('g'))).toEqual(['green go accepted-warning']);
  });

  test('a highlight that was moved before new evidence came', () => {
    const again = situationOf({
      plan: [item('green')],
      events: [evidence('green', 'no-go'), evidence('green', 'warn')],
    });
    expect(operatorBefore(red).press('down').look(again).screen.row).toBe(0);
  });

  test('evidence that came and is not drawn yet', () => {
    const again = situationOf({
      plan: [item('green')],
      events: [evidence('green', 'no-go'), evidence('green', 'warn')],
    });
    const { screen, records } = operatorBefore(red).look(again).press('g', 'down', 'enter');
    expect([records, screen.view.type]).toEqual([[], 'main']);
  });
});

describe('a key held down', () => {
  const next = situationOf({ plan: [human('sky'), human('sea')], events: [answer('sky', 'go')] });

  test('answers one question and never the next, however long it is held', () => {
    let operator = operatorBefore(sky).press('g').look(next);
    for (let ms = 0; ms < 5000; ms += 30) {
      operator = operator.wait(30).press('g');
    }
    expect(answersOf(operator)).toEqual(['sky go human']);
    expect(operator.acts).toEqual([]);
    expect(operator.screen.hint).toBe('A key held down answers nothing.');
  });

  test('is waited for when it begins to repeat: the first repetition alone might be a second press', () => {
    const once = operatorBefore(sky).press('g').look(next).wait(500).press('g');
    expect(answersOf(once)).toEqual(['sky go human']);
    expect(once.acts).toEqual([{ do: 'settle', afterMs: 150 }]);
  });

  test('is a second press after a second', () => {
    expect(answersOf(operatorBefore(sky).press('g').look(next).wait(1000).press('g'))).toEqual([
      'sky go human',
      'sea go human',
    ]);
  });

  test('is not taken for another key', () => {
    expect(answersOf(operatorBefore(sky).press('g').look(next).wait(400).press('x'))).toHaveLength(2);
  });
});

describe('Ctrl-C', () => {
  test('once only says what a second one does', () => {
    const { acts, screen } = operatorBefore(sky).press('ctrl-c');
    expect([acts, screen.hint]).toEqual([[], expect.stringContaining('Ctrl-C again to leave')]);
  });

  test('twice leaves; with any key between it begins anew', () => {
    expect(operatorBefore(sky).press('ctrl-c', 'ctrl-c').acts).toEqual([{ do: 'leave', how: 'interrupt' }]);
    expect(operatorBefore(sky).press('ctrl-c', 'down', 'ctrl-c').acts).toEqual([]);
  });

  test('works while a line is typed, before the first frame, and in any window', () => {
    expect(operatorBefore(red).press('o', 'ctrl-c', 'ctrl-c').acts).toHaveLength(1);
    expect(hastyOperatorBefore(red).press('ctrl-c', 'ctrl-c').acts).toHaveLength(1);
  });
});

describe('which rows there are', () => {
  const acts = (situation: Parameters<typeof operatorBefore>[0], keys: string): readonly string[] =>
    [...keys].filter((key) => {
      const { records, screen, acts: asked } = operatorBefore(situation).press(key);
      return records.length > 0 || screen.view.type !== 'main' || asked.length > 0;
    });
  const all = 'gxcnsrobuhklwf';

  test.each<[string, Parameters<typeof situationOf>[0], string]>([
    ['a human question', { plan: [human('sky')] }, 'gxns'],
    ['a killer: nothing makes it n/a', { plan: [human('sky', { killer: true })] }, 'gxs'],
    ['a warning', { plan: [item('green')], events: [evidence('green', 'warn')] }, 'gcsr'],
    ['a no-go', { plan: [item('green')], events: [evidence('green', 'no-go')] }, 'sro'],
    [
      'a no-go without a way around',
      { plan: [item('green', { override: 'no' })], events: [evidence('green', 'no-go')] },
      'sr',
    ],
    ['what nobody knows', { plan: [item('green')], events: [evidence('green', 'unknown')] }, 'gxsr'],
    ['go: only an objection', { plan: [item('green')], events: [evidence('green', 'go')] }, 'x'],
    ['a no of a person', { plan: [human('sky')], events: [answer('sky', 'no-go')] }, 'sro'],
  ])('%s', (_name, parts, keys) => {
    expect([...acts(situationOf(parts), all)].sort()).toEqual([...keys].sort());
  });
});

describe('Tab', () => {
  const three = situationOf({ plan: [human('a'), human('b'), human('c')], events: [answer('a', 'go')] });

  test('goes through all questions, settled ones too, and around', () => {
    const at = (...keys: readonly string[]) => operatorBefore(three).press(...keys).screen.at;
    expect([at('tab'), at('tab', 'tab'), at('shift-tab')]).toEqual(['c', 'a', 'a']);
  });

  test('starts the 300 ms anew, and Esc goes back to what is open', () => {
    const there = operatorBefore(three).press('tab').look();
    expect(there.press('g').records).toEqual([]);
    expect(there.wait(300).press('escape').screen.at).toBeUndefined();
    expect(answersOf(there.wait(300).press('g'))).toEqual(['c go human']);
  });

  test('back at a settled human question, r takes the answer back', () => {
    const [record] = operatorBefore(three).press('shift-tab').look().wait(300).press('r').records;
    expect(record).toMatchObject({ type: 'reopened', check: 'a', why: 'look-again' });
  });

  test.each([
    [
      'accepted',
      'warn',
      answer('green', 'go', { how: 'accepted-warning', seen: 'warn', findings: ['green:failed'] }),
      1,
    ],
    ['overridden', 'no-go', answer('green', 'go', { how: 'override', seen: 'no-go', findings: ['green:failed'] }), 1],
    ['passed by itself', 'go', answer('green', 'go', { how: 'auto', seen: 'go' }), 0],
  ] as const)(
    'back at an item that was %s, r looks again and asks a person again',
    (_how, verdict, given, reopened) => {
      const settled = situationOf({ plan: [item('green'), human('sky')], events: [evidence('green', verdict), given] });
      const { records, acts } = operatorBefore(settled).press('tab').look().wait(300).press('r');
      expect(records).toHaveLength(reopened);
      expect(acts).toEqual([{ do: 'look-again', check: 'green' }]);
    },
  );
});

describe('in a window too small for the question', () => {
  const blind = (key: string) => {
    const { screen } = operatorBefore(sky);
    return { screen: { ...screen, tooSmall: true }, key };
  };

  test.each([
    ['g', 0, 0],
    ['x', 0, 0],
    ['enter', 0, 0],
    ['q', 0, 1],
    ['s', 1, 1],
  ])('%s records %i and leaves %i times', async (key, records, left) => {
    const { pressKey } = await import('../../src/ui/press-key.js');
    const name = key.length === 1 ? ({ name: 'char', char: key } as const) : ({ name: 'enter' } as const);
    const { record, act } = pressKey(blind(key).screen, sky, { key: name, nowMs: 10_000 });
    expect([record === undefined ? 0 : 1, act === undefined ? 0 : 1]).toEqual([records, left]);
  });
});
