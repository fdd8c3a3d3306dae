import { describe, expect, test } from 'vitest';
import { inputLines } from '../../src/ui/input-lines.js';
import { inputNotes } from '../../src/ui/input-notes.js';
import { marksFor } from '../../src/ui/marks.js';
import { emptyField } from '../../src/ui/text-field.js';
import { answer, evidence, facet, item } from '../run/facts.js';
import { answersOf, type Operator, operatorBefore } from './operator.js';
import { human, situationOf } from './situations.js';

const people = {
  ada: { name: 'Ada L.', emails: ['ada@x.test'], roles: ['release'], left: false, absences: [] },
  bob: { name: 'Bob K.', emails: ['bob@x.test'], roles: [], left: false, absences: [] },
  pm: { name: 'Per M.', emails: ['per@x.test'], roles: ['pm'], left: false, absences: [] },
  old: { name: 'Olga D.', emails: ['olga@x.test'], roles: ['pm'], left: true, absences: [] },
};
const redWith = (changes: Parameters<typeof item>[1] = {}, pastReason?: string) =>
  situationOf({
    plan: [item('green', changes)],
    events: [evidence('green', 'no-go')],
    people,
    ...(pastReason === undefined ? {} : { pastReason }),
  });
const problem = ({ screen }: Operator): string | undefined =>
  screen.view.type === 'input' ? screen.view.problem : undefined;
const handIn = (operator: Operator, text: string): Operator => operator.type(text).wait(100).press('enter');

describe('an override', () => {
  test('of 14 characters is refused, one of 15 is taken', () => {
    const typing = operatorBefore(redWith()).press('o');
    const short = handIn(typing, 'fourteen chars');
    expect(problem(short)).toBe('A reason has at least 15 characters; this has 14.');
    expect(short.records).toEqual([]);
    const [record] = handIn(short, '!').records;
    expect(record).toMatchObject({
      answer: 'go',
      how: 'override',
      reason: 'fourteen chars!',
      seen: 'no-go',
      findings: ['green:failed'],
    });
  });

  test('with blanks around it is not longer', () => {
    expect(handIn(operatorBefore(redWith()).press('o'), '  fourteen chars      ').records).toEqual([]);
  });

  test('with the reason of last time is refused once', () => {
    const reason = 'the lamp is known to be broken';
    const refused = handIn(operatorBefore(redWith({}, reason)).press('o'), reason);
    expect(problem(refused)).toBe('You gave the same reason last time. Say what is different today.');
    expect(answersOf(refused.wait(1000).press('enter'))).toEqual(['green go override']);
  });

  test('is not pushed past a refusal by Enter held down', () => {
    const reason = 'the lamp is known to be broken';
    let operator = handIn(operatorBefore(redWith({}, reason)).press('o'), reason);
    for (const ms of [500, 30, 30, 30]) {
      operator = operator.wait(ms).press('enter');
    }
    expect(operator.records).toEqual([]);
  });

  test('by two takes the name of somebody else from `people`', () => {
    const typing = handIn(operatorBefore(redWith({ override: 'second' })).press('o'), 'the lamp is broken');
    expect(typing.screen.view).toMatchObject({ purpose: { for: 'second' } });
    const refused = (name: string) => problem(handIn(typing, name));
    expect(refused('Ada L.')).toBe('The second person cannot be you. It can be: Bob K., Per M.');
    expect(refused('ada@x.test')).toMatch(/cannot be you/);
    expect(refused('Olga D.')).toBe('Olga D. has left. It can be: Bob K., Per M.');
    expect(refused('Zoe')).toMatch(/Nobody of that name/);
    const [record] = handIn(typing, ' BOB k. ').records;
    expect(record).toMatchObject({
      reason: 'the lamp is broken',
      second: { by: 'Bob K.', how: 'named', verified: false },
    });
  });

  test('by two is impossible where nobody else is named', () => {
    const alone = situationOf({ plan: [item('green', { override: 'second' })], events: [evidence('green', 'no-go')] });
    const typing = handIn(operatorBefore(alone).press('o'), 'the lamp is broken');
    expect(problem(handIn(typing, 'Bob K.'))).toMatch(/names nobody but you/);
  });

  test('of a kind with a closed question of its own takes a yes to it, and records it', () => {
    const asks = { overrideFollowUp: 'Have you read the list?' };
    const typing = handIn(operatorBefore(redWith(asks)).press('o'), 'the lamp is broken');
    expect([typing.records, typing.screen.view]).toMatchObject([[], { purpose: { for: 'follow-up' } }]);
    expect(problem(handIn(typing, 'no'))).toBe('Then look at it first: Esc goes back to the question.');
    expect(['y', 'yes!', 'sure'].map((text) => problem(handIn(typing, text)))).toEqual(
      Array.from({ length: 3 }, () => 'Type yes or no.'),
    );
    expect(handIn(typing, 'Yes').records).toMatchObject([
      { reason: 'the lamp is broken', follow_up: { question: 'Have you read the list?', answer: 'yes' } },
    ]);
    const two = handIn(operatorBefore(redWith({ ...asks, override: 'second' })).press('o'), 'the lamp is broken');
    expect(handIn(handIn(two, 'yes'), 'Bob K.').records).toMatchObject([
      { second: { by: 'Bob K.' }, follow_up: { question: 'Have you read the list?', answer: 'yes' } },
    ]);
  });

  test('that Esc breaks off leaves nothing', () => {
    const back = operatorBefore(redWith()).press('o').type('the lamp is broken').press('escape');
    expect([back.records, back.screen.view.type]).toEqual([[], 'main']);
  });
});

describe('after an override', () => {
  const reason = 'the lamp is broken';
  const overridden = (changes: Parameters<typeof item>[1] = {}, found: Parameters<typeof evidence>[2] = {}) => {
    const situation = situationOf({
      plan: [item('green', changes)],
      events: [evidence('green', 'no-go', found)],
      people,
    });
    const given = handIn(operatorBefore(situation).press('o'), reason);
    const [record] = given.records;
    const after = situationOf({
      plan: [item('green', changes)],
      events: [evidence('green', 'no-go', found), ...(record === undefined ? [] : [record])],
      people,
    });
    return given.look(after);
  };

  test('its finding can be accepted until a date, and only then', () => {
    const asked = overridden();
    expect(answersOf(asked)).toEqual(['green go override']);
    expect(asked.screen.view).toMatchObject({ purpose: { for: 'accept', keys: ['green:failed'], reason } });
    const accepted = handIn(asked, '2026-12-19');
    expect(accepted.acts).toEqual([
      { do: 'accept', wish: { check: 'green', keys: ['green:failed'], until: '2026-12-19', reason } },
    ]);
    expect([accepted.records.length, accepted.screen.view.type]).toEqual([1, 'main']);
  });

  test('that the operator alone cannot accept beforehand nothing is offered', () => {
    const given = handIn(overridden({ override: 'second' }), 'Bob K.');
    expect([answersOf(given), given.screen.view.type]).toEqual([['green go override'], 'main']);
    expect(overridden({ killer: true }).screen.view.type).toBe('main');
  });

  test.each([
    ['2027-11-19', '2027-11-19 is 365 days away; at most 90 are allowed; 30 days would be 2026-12-19.'],
    ['2026-11-18', '2026-11-18 is over; 30 days would be 2026-12-19.'],
    ['ja', '`ja` is not a date; 30 days would be 2026-12-19.'],
  ])('%s is no date for it', (typed, sentence) => {
    const refused = handIn(overridden(), typed);
    expect([problem(refused), refused.acts]).toEqual([sentence, []]);
  });

  test.each(['enter', 'escape'] as const)('%s leaves it at this run, and answers nothing more', (key) => {
    const left = overridden().wait(2000).press(key);
    expect([left.screen.view.type, left.acts, left.records.length]).toEqual(['main', [], 1]);
  });

  test.each(['no', 'No.', 'this run', 'cancel'])('so does %s', (typed) => {
    const left = handIn(overridden(), typed);
    expect([left.screen.view.type, left.acts, left.records.length]).toEqual(['main', [], 1]);
  });

  test('Enter held down does not pass over the offer', () => {
    expect(overridden().wait(30).press('enter').wait(30).press('enter').screen.view.type).toBe('input');
  });

  test.each<[string, Parameters<typeof item>[1], Parameters<typeof evidence>[2]]>([
    ['red tests', { kind: 'tests' }, {}],
    ['a lock', { kind: 'lock' }, {}],
    ['nothing that has a key', {}, { findings: [] }],
    [
      'a facet as a whole, under whose key anything could come',
      {},
      { facets: [facet('a', 'no-go')], findings: [{ key: 'green:a', verdict: 'no-go', text: 'x' }] },
    ],
    ['a key with a star in it', {}, { findings: [{ key: 'green:*', verdict: 'no-go', text: 'x' }] }],
    [
      'what belongs to one run',
      {},
      { findings: [{ key: 'green:previous:rolled-back:20261118T084207Z-7f3a1c22d0', verdict: 'no-go', text: 'x' }] },
    ],
    [
      'what belongs to the commit of the release',
      {},
      { findings: [{ key: 'green:known:8c6783b>3f2a91c', verdict: 'no-go', text: 'x' }] },
    ],
    ['something unknown among it', {}, { findings: [{ key: 'green:x', verdict: 'unknown', text: 'x' }] }],
    [
      'more than anybody reads',
      {},
      { findings: Array.from({ length: 11 }, (_, n) => ({ key: `green:${n}`, verdict: 'no-go', text: 'x' })) },
    ],
  ])('nothing is offered for %s', (_what, changes, found) => {
    const given = overridden(changes, found);
    expect([answersOf(given), given.screen.view.type]).toEqual([['green go override'], 'main']);
  });

  test('nothing is offered for the no of a person', () => {
    const situation = situationOf({
      plan: [item('green')],
      events: [evidence('green', 'go'), answer('green', 'no-go', { seen: 'go' })],
    });
    expect(handIn(operatorBefore(situation).press('o'), reason).screen.view.type).toBe('main');
  });
});

describe('what is said while a reason is typed', () => {
  const notes = (parts: Partial<Parameters<typeof situationOf>[0]> = {}, changes: Parameters<typeof item>[1] = {}) =>
    inputNotes(
      { purpose: { for: 'override', key: 'green' } },
      situationOf({ plan: [item('green', changes)], events: [evidence('green', 'no-go')], people, ...parts }),
    );

  test('says how the last overrides ended, on the smallest screen, too', () => {
    const pastOverrides = { deploys: 10, outcomes: ['deployed', 'incident', 'rolled-back'] as const };
    const situation = situationOf({ plan: [item('green')], events: [evidence('green', 'no-go')], pastOverrides });
    const view = { type: 'input', purpose: { for: 'override', key: 'green' }, about: '', field: emptyField } as const;
    const lines = inputLines(view, { situation, marks: marksFor({ LANG: 'C.UTF-8' }), columns: 40, rows: 7 });
    const text = lines.map((line) => line.map((span) => span.text).join('')).join(' ');
    expect(lines.length).toBeLessThanOrEqual(7);
    expect(text).toContain('1 went well, 1 with an incident, 1 rolled back.');
  });

  test('is how the last overrides went, and why they were given', () => {
    const pastOverrides = { deploys: 10, outcomes: ['deployed', 'rolled-back', 'deployed'] as const };
    expect(notes({ pastOverrides, pastReason: 'the lamp is old' })).toEqual([
      'green was overridden 3 times in the last 10 deploys: 2 went well, 1 rolled back.',
      'Last reason: the lamp is old',
    ]);
  });

  test('is nothing before the first deploy', () => {
    expect(notes()).toEqual([]);
  });

  test('is who can be the second person, or what is missing', () => {
    const second = { override: 'second' } as const;
    expect(notes({}, second)).toEqual(['The second person can be: Bob K., Per M.']);
    expect(notes({ people: {} }, second)[0]).toMatch(/names nobody but you\. Add somebody there, e\.g\. `people: /);
  });
});

describe('evidence that comes while a line is typed', () => {
  const typing = operatorBefore(redWith()).press('o').type('the lamp is broken');
  const later = (verdict: 'go' | 'no-go') =>
    situationOf({ plan: [item('green')], events: [evidence('green', 'no-go'), evidence('green', verdict)], people });

  test('has to be seen before the line counts', () => {
    const stopped = typing.look(later('no-go')).wait(100).press('enter');
    expect(problem(stopped)).toMatch(/New evidence came while you typed/);
    expect(answersOf(stopped.wait(1000).press('enter'))).toEqual(['green go override']);
  });

  test('makes it pointless when there is nothing left to override', () => {
    const stopped = typing.look(later('go')).wait(100).press('enter');
    expect(stopped.records).toEqual([]);
    expect(stopped.screen).toMatchObject({
      view: { type: 'main' },
      hint: expect.stringContaining('nothing was recorded'),
    });
  });
});

describe('answers with words', () => {
  const warned = situationOf({ plan: [item('green')], events: [evidence('green', 'warn')] });

  test('a warning is accepted with a comment, or without', () => {
    expect(handIn(operatorBefore(warned).press('c'), 'ok').records).toMatchObject([
      { how: 'accepted-warning', reason: 'ok' },
    ]);
    expect(handIn(operatorBefore(warned).press('c'), '').records).toEqual([]);
    expect(operatorBefore(warned).press('g').records).toMatchObject([{ how: 'accepted-warning' }]);
  });

  test('what no machine found out is answered by hand, because of what went wrong', () => {
    const lost = situationOf({ plan: [item('green')], events: [evidence('green', 'unknown')] });
    expect(operatorBefore(lost).press('x').records).toMatchObject([
      { answer: 'no-go', how: 'by-hand', because: 'green says unknown', seen: 'unknown' },
    ]);
  });

  test('n/a takes a reason', () => {
    const typing = operatorBefore(situationOf({ plan: [human('sky')] })).press('n');
    expect(handIn(typing, 'no').records).toEqual([]);
    expect(handIn(typing, 'it is night all day today').records).toMatchObject([{ answer: 'n/a', how: 'human' }]);
  });

  test.each([
    ['g', 'per m.', 'Per M.'],
    ['x', 'pm', 'Per M.'],
  ])('a question for a role names who answered (%s)', (key, typed, by) => {
    const asked = situationOf({ plan: [human('signoff', { by: 'pm' })], people });
    const typing = operatorBefore(asked).press(key);
    expect(problem(handIn(typing, 'Ada L.'))).toBe('This has to be answered by pm: Per M.');
    expect(handIn(typing, typed).records).toMatchObject([{ by, answer: key === 'g' ? 'go' : 'no-go' }]);
  });

  test('a question for a role is not skipped by anybody else either', () => {
    const asked = situationOf({ plan: [human('signoff', { by: 'pm' })], people });
    const typing = handIn(operatorBefore(asked).press('n'), 'nothing to look at today');
    expect(typing.records).toEqual([]);
    const refused = handIn(typing.wait(1000), 'Ada L.');
    expect(problem(refused)).toBe('This has to be answered by pm: Per M.');
    expect(handIn(typing.wait(1000), 'Per M.').records).toMatchObject([
      { answer: 'n/a', how: 'human', by: 'Per M.', reason: 'nothing to look at today' },
    ]);
  });

  test('a role that only somebody has who left is nobody’s: no name is taken', () => {
    const { pm: _pm, ...rest } = people;
    const typing = operatorBefore(situationOf({ plan: [human('signoff', { by: 'pm' })], people: rest })).press('g');
    const refused = handIn(typing, 'Zoe');
    expect(problem(refused)).toMatch(/^Nobody who is in `people` and has not left is pm/);
    expect(refused.records).toEqual([]);
  });

  test('a checklist without `people` takes any name', () => {
    const asked = situationOf({ plan: [human('signoff', { by: 'pm' })] });
    expect(handIn(operatorBefore(asked).press('g'), 'Zoe').records).toMatchObject([{ by: 'Zoe' }]);
    expect(handIn(operatorBefore(asked).press('g'), '').records).toEqual([]);
  });
});

describe('the launch page', () => {
  const ready = situationOf({ plan: [human('sky')], events: [answer('sky', 'go')] });
  const typed = (text: string) => handIn(operatorBefore(ready), text);

  test('launches with the target and the short commit, and with nothing else', () => {
    expect(typed('production 3f2a91c').acts).toEqual([{ do: 'decide', typed: 'production 3f2a91c' }]);
    for (const wrong of [
      '',
      'production',
      '3f2a91c',
      'Production 3f2a91c',
      'production 3f2a91',
      'staging 3f2a91c',
      'yes',
    ]) {
      expect(typed(wrong).acts).toEqual([]);
    }
  });

  test('says what is wrong, and keeps what was typed', () => {
    expect(typed('production 3f2a91d').screen).toMatchObject({
      hint: 'That is not it. To launch, type exactly: production 3f2a91c',
      phrase: { text: 'production 3f2a91d' },
    });
  });

  test('takes no paste', () => {
    const pasted = operatorBefore(ready).press({ name: 'paste', text: 'production 3f2a91c' }).wait(400).press('enter');
    expect(pasted.acts).toEqual([]);
  });

  test('takes nothing that was typed before it was there to be read', () => {
    const early = operatorBefore(situationOf({ plan: [human('sky')] })).look(ready);
    expect(early.press({ name: 'text', text: 'production 3f2a91c' }, 'enter').acts).toEqual([]);
  });

  test('is left with Esc, once the line is empty', () => {
    const cleared = operatorBefore(ready).press('p', 'escape');
    expect([cleared.acts, cleared.screen.phrase.text]).toEqual([[], '']);
    expect(cleared.press('escape').acts).toEqual([{ do: 'leave', how: 'pause' }]);
  });

  test('types in letters that are keys elsewhere', () => {
    expect(operatorBefore(ready).type('qgxs?e').screen).toMatchObject({
      view: { type: 'main' },
      phrase: { text: 'qgxs?e' },
    });
  });
});
