import { describe, expect, test } from 'vitest';
import type { Answered, RunEvent } from '../../src/run/events.js';
import type { FacetEvidence, Form } from '../../src/run/evidence.js';
import { launchGate } from '../../src/run/gate.js';
import { type Standing, standing } from '../../src/run/questions.js';
import { answer, evidence, facet, item, runOf } from './facts.js';

const people = item('people');
const asked = (changes: Partial<FacetEvidence> = {}): FacetEvidence => ({
  ...facet('oncall:bob', 'unknown'),
  summary: 'Bob K. (on call)',
  question: 'Is Bob K. at hand?',
  human: true,
  level: 'block',
  ...changes,
});
const found = (...facets: readonly FacetEvidence[]): RunEvent =>
  evidence('people', 'unknown', { facets, findings: [], summary: 'on call: Bob K.' });
const said = (given: Answered['answer'], changes: Partial<Answered> = {}): RunEvent =>
  answer('people', given, { facet: 'oncall:bob', question: 'Is Bob K. at hand?', ...changes });
const stands = (...events: readonly RunEvent[]): Standing => standing(runOf(...events), people);

describe('what only a person can know', () => {
  test('is a plain question, and nothing unknown that is answered by hand', () => {
    expect(stands(found(asked()))).toMatchObject({
      state: 'open',
      questions: [{ key: 'people/oncall:bob', mode: 'human', human: true, text: 'Is Bob K. at hand?' }],
    });
  });

  test.each(['ask', 'block', 'warn'] as const)('is asked under `unknown: %s` all the same', (unknown) => {
    expect(standing(runOf(found(asked())), item('people', { unknown })).questions).toMatchObject([{ mode: 'human' }]);
  });

  test('passes once it is answered, and the item says who is here', () => {
    const one = stands(found(asked()), said('go'));
    expect(one).toMatchObject({ state: 'settled', verdict: 'go', summary: 'Bob K. (on call): yes by Ada L.' });
    expect(launchGate(runOf(found(asked()), said('go')), [one])).toEqual({ open: true });
  });

  test('says what was found as long as one of them is open', () => {
    const cyn = asked({ ...facet('author:cyn', 'unknown'), human: true });
    expect(stands(found(asked(), cyn), said('go'))).toMatchObject({ state: 'open', summary: 'on call: Bob K.' });
  });

  test('need not apply', () => {
    expect(stands(found(asked()), said('n/a', { reason: 'nobody is on call at night' }))).toMatchObject({
      state: 'settled',
      verdict: 'n/a',
      summary: 'does not apply: nobody is on call at night',
    });
  });

  test.each([
    ['block', 'block', 'no-go', 'no-go', 'open'],
    ['warn', 'block', 'warning', 'warn', 'open'],
    ['block', 'warn', 'warning', 'warn', 'open'],
    ['info', 'block', 'passing', 'go', 'settled'],
  ] as const)('a no at facet level %s and item level %s is %s', (level, itemLevel, mode, verdict, state) => {
    const run = runOf(found(asked({ level })), said('no-go'));
    const one = standing(run, item('people', { level: itemLevel }));
    expect(one).toMatchObject({ state, questions: [{ mode, verdict, saidNo: true }] });
  });

  test('a no that was accepted as a warning is not asked again', () => {
    const accepted = said('go', { how: 'accepted-warning', seen: 'warn' });
    const run = runOf(found(asked({ level: 'warn' })), said('no-go'), accepted);
    expect(standing(run, people)).toMatchObject({ state: 'settled', verdict: 'go' });
    const sky = item('sky', { human: true, level: 'warn' });
    const plain = runOf(answer('sky', 'no-go'), answer('sky', 'go', { how: 'accepted-warning', seen: 'warn' }));
    expect(standing(plain, sky)).toMatchObject({ state: 'settled', verdict: 'go' });
  });

  test('a no that was overridden is not asked again', () => {
    const overridden = said('go', { how: 'override', seen: 'no-go', reason: 'Bob is on a plane until noon' });
    expect(stands(found(asked()), said('no-go'), overridden)).toMatchObject({ state: 'settled', overridden: true });
  });

  test('looked at again with the same question, the answer holds', () => {
    expect(stands(found(asked()), said('go'), found(asked())).state).toBe('settled');
  });

  test.each([
    ['go', 'human'],
    ['no-go', 'human'],
    ['n/a', 'human'],
  ] as const)('Q2 about somebody else, the %s of before is no answer', (given, mode) => {
    const other = asked({ question: 'Is Cyn at hand?' });
    expect(stands(found(asked()), said(given), found(other))).toMatchObject({
      state: 'open',
      questions: [{ mode, saidNo: false, text: 'Is Cyn at hand?' }],
    });
  });

  test('something found beside it that is new asks again', () => {
    const findings = [{ key: 'people:oncall:bob:leave', verdict: 'unknown', text: 'on leave' }] as const;
    const later = evidence('people', 'unknown', { facets: [asked()], findings });
    expect(stands(found(asked()), said('go'), later).state).toBe('open');
  });

  test('a finding belongs to the facet with the longest name that fits', () => {
    const findings = [
      { key: 'people:oncall:bob:leave', verdict: 'unknown', text: 'on leave' },
      { key: 'people:oncall:list', verdict: 'warn', text: 'old list' },
    ] as const;
    const facets = [facet('oncall', 'warn'), asked()];
    expect(stands(evidence('people', 'unknown', { facets, findings })).questions).toMatchObject([
      { facet: 'oncall', findings: ['people:oncall:list'] },
      { facet: 'oncall:bob', findings: ['people:oncall:bob:leave'] },
    ]);
  });
});

describe('a form', () => {
  const form: Form = {
    choice: { name: 'reason', title: 'Which?', options: [{ value: 'outage', label: 'an outage' }] },
    lines: [
      { name: 'text', title: 'What?', least: 5 },
      { name: 'link', title: 'Where?', least: 0, is: 'link' },
    ],
  };
  const told = { reason: 'outage', text: 'checkout is down' };

  test('what was told is what the item says', () => {
    const link = 'https://issues.test/1';
    expect(stands(found(asked({ form })), said('go', { told: { ...told, link } })).summary).toBe(
      `an outage: checkout is down (${link})`,
    );
  });

  test.each<[string, Answered['answer'], Partial<Answered>, Standing['state']]>([
    ['a go that told everything', 'go', { told }, 'settled'],
    ['a go that told nothing', 'go', {}, 'open'],
    ['a go that left a line out', 'go', { told: { reason: 'outage' } }, 'open'],
    ['a go without the choice', 'go', { told: { text: 'checkout is down' } }, 'open'],
    ['that it does not apply', 'n/a', {}, 'settled'],
    ['an override', 'go', { how: 'override', seen: 'no-go' }, 'settled'],
  ])('%s leaves it as it should be', (_name, given, changes, state) => {
    expect(stands(found(asked({ form })), said(given, changes)).state).toBe(state);
  });

  test('after a no there is nothing more to tell', () => {
    const [question] = stands(found(asked({ form, level: 'warn' })), said('no-go')).questions;
    expect(question).toMatchObject({ mode: 'warning' });
    expect(question).not.toHaveProperty('form');
    const accepted = said('go', { how: 'accepted-warning', seen: 'warn' });
    expect(stands(found(asked({ form, level: 'warn' })), said('no-go'), accepted).state).toBe('settled');
  });
});
