import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../src/run/events.js';
import type { Finding } from '../../src/run/evidence.js';
import { standing } from '../../src/run/questions.js';
import { answer, evidence, facet, item, runOf } from './facts.js';

const green = item('green');
const sky = item('sky', { human: true });

describe('what is asked', () => {
  test.each([
    ['go', 'passing'],
    ['n/a', 'passing'],
    ['warn', 'warning'],
    ['no-go', 'no-go'],
    ['unknown', 'unknown'],
  ] as const)('evidence that is %s asks for: %s', (verdict, mode) => {
    expect(standing(runOf(evidence('green', verdict)), green)).toMatchObject({
      state: 'open',
      verdict,
      questions: [{ mode, text: 'Is green fine?' }],
    });
  });

  test.each([
    ['block', 'no-go'],
    ['warn', 'warning'],
    ['ask', 'unknown'],
  ] as const)('missing evidence under `unknown: %s` asks for: %s', (unknown, mode) => {
    expect(standing(runOf(evidence('green', 'unknown')), item('green', { unknown })).questions).toMatchObject([
      { mode },
    ]);
  });

  test('nothing is asked before the evidence is there', () => {
    expect(standing(runOf(), green)).toMatchObject({ state: 'waiting', verdict: 'unknown', questions: [] });
  });

  test('what only a person knows is asked at once, and is unknown until it is answered', () => {
    expect(standing(runOf(), sky)).toMatchObject({ state: 'open', verdict: 'unknown', questions: [{ mode: 'human' }] });
  });

  test('a rule that makes a human question n/a needs nobody', () => {
    const waived = evidence('sky', 'n/a', { summary: 'only on fri' });
    expect(standing(runOf(waived), sky)).toMatchObject({ verdict: 'n/a', questions: [{ mode: 'passing' }] });
  });

  test.each(['release with all its facets off', 'a rule'])('%s leaves nothing out that always asks', () => {
    const release = item('release', { alwaysAsks: true });
    const { state, questions } = standing(runOf(evidence('release', 'n/a')), release);
    expect({ state, questions }).toMatchObject({ state: 'open', questions: [{ mode: 'human' }] });
  });

  test('a first deploy, where every facet is n/a, is still asked about', () => {
    const first = evidence('release', 'n/a', { facets: [facet('same', 'n/a')] });
    expect(standing(runOf(first), item('release', { alwaysAsks: true })).questions).toMatchObject([{ mode: 'human' }]);
  });

  test.each([
    ['unknown', 'block', 'no-go'],
    ['unknown', 'ask', 'human'],
    ['no-go', 'ask', 'no-go'],
    ['go', 'block', 'human'],
  ] as const)('what always asks, found %s under `unknown: %s`, asks for: %s', (verdict, unknown, mode) => {
    const release = item('release', { alwaysAsks: true, unknown });
    expect(standing(runOf(evidence('release', verdict)), release).questions).toMatchObject([{ mode }]);
  });

  test('a killer is never n/a: neither a rule nor exit 77 leaves it out, and an old automatic answer does not count', () => {
    const auto = answer('green', 'n/a', { how: 'auto', by: 'shipit', seen: 'n/a' });
    const killed = standing(runOf(evidence('green', 'n/a'), auto), item('green', { killer: true }));
    expect(killed).toMatchObject({ state: 'open', questions: [{ mode: 'unknown' }] });
    const asked = standing(runOf(evidence('sky', 'n/a')), item('sky', { human: true, killer: true }));
    expect(asked).toMatchObject({ state: 'open', questions: [{ mode: 'human' }] });
  });

  test('every facet that is not go is a question of its own, and those that are go are none', () => {
    const found = evidence('tests', 'no-go', {
      detail: ['cart > rounds'],
      facets: [facet('green', 'no-go'), facet('same', 'go'), facet('counted', 'warn')],
      findings: [
        { key: 'tests:green', verdict: 'no-go', text: '2 failed' },
        { key: 'tests:counted:few', verdict: 'warn', text: 'few' },
      ],
    });
    expect(standing(runOf(found), item('tests')).questions).toMatchObject([
      { key: 'tests/green', mode: 'no-go', findings: ['tests:green'], detail: ['cart > rounds'] },
      { key: 'tests/counted', mode: 'warning', findings: ['tests:counted:few'] },
    ]);
  });

  test('a finding belongs to the facet of exactly that name', () => {
    const found = evidence('window', 'no-go', {
      facets: [facet('day', 'no-go'), facet('day_off', 'warn')],
      findings: [{ key: 'window:day_off', verdict: 'warn', text: 'tomorrow' }],
    });
    expect(standing(runOf(found), item('window')).questions).toMatchObject([
      { findings: [] },
      { findings: ['window:day_off'] },
    ]);
  });

  test('an item that always asks has its own question after those of its facets, even if all is go', () => {
    const release = item('release', { alwaysAsks: true });
    const clean = evidence('release', 'go', { facets: [facet('clean', 'go')] });
    expect(standing(runOf(clean), release).questions).toMatchObject([{ key: 'release', mode: 'human', verdict: 'go' }]);
    const dirty = evidence('release', 'no-go', { facets: [facet('clean', 'no-go')] });
    expect(standing(runOf(dirty), release).questions).toMatchObject([{ key: 'release/clean' }, { key: 'release' }]);
  });

  test('`override: no` of an item holds for its facets', () => {
    const found = evidence('tests', 'no-go', { facets: [facet('green', 'no-go')] });
    expect(standing(runOf(found), item('tests', { override: 'no' })).questions).toMatchObject([{ override: 'no' }]);
  });
});

describe('what an answer is worth', () => {
  test.each([
    ['go', 'go'],
    ['n/a', 'n/a'],
  ] as const)('answered %s, a human question is settled as %s', (given, verdict) => {
    expect(standing(runOf(answer('sky', given)), sky)).toMatchObject({
      state: 'settled',
      verdict,
      summary: 'by Ada L.',
    });
  });

  test('the reason of an answer stands in the list', () => {
    expect(standing(runOf(answer('sky', 'n/a', { reason: 'it is night' })), sky).summary).toBe(
      'by Ada L.: it is night',
    );
  });

  test('a no is a no-go, and what is left is to stop, to answer again, or to override', () => {
    expect(standing(runOf(answer('sky', 'no-go')), sky)).toMatchObject({
      state: 'open',
      verdict: 'no-go',
      questions: [{ mode: 'no-go', saidNo: true, summary: 'Ada L. said no' }],
    });
  });

  test('an objection to go evidence is a no-go by hand', () => {
    const objected = runOf(evidence('green', 'go'), answer('green', 'no-go', { seen: 'go' }));
    expect(standing(objected, green)).toMatchObject({ state: 'open', verdict: 'no-go', questions: [{ saidNo: true }] });
  });

  test('a no to an item of level warn is a warning that can be accepted', () => {
    const run = runOf(evidence('green', 'go'), answer('green', 'no-go', { seen: 'go' }));
    expect(standing(run, item('green', { level: 'warn' })).questions).toMatchObject([
      { mode: 'warning', verdict: 'warn' },
    ]);
  });

  test('an override settles a no-go, and says so', () => {
    const over = answer('green', 'go', {
      how: 'override',
      seen: 'no-go',
      findings: ['green:failed'],
      reason: 'because',
    });
    expect(standing(runOf(evidence('green', 'no-go'), over), green)).toMatchObject({
      state: 'settled',
      verdict: 'go',
      overridden: true,
    });
  });

  test('taken back, an answer counts no longer', () => {
    const back = { type: 'reopened', check: 'sky', why: 'look-again' } as const;
    expect(standing(runOf(answer('sky', 'go'), back), sky)).toMatchObject({ state: 'open', verdict: 'unknown' });
  });

  test('to stop answers nothing: the question is open when the run is resumed', () => {
    expect(standing(runOf(answer('sky', 'stop')), sky)).toMatchObject({ state: 'open' });
  });
});

describe('how long an answer holds', () => {
  const accepted = answer('green', 'go', { how: 'accepted-warning', seen: 'warn', findings: ['green:failed'] });

  test.each(['go', 'n/a', 'warn'] as const)('looked at again and %s, what was accepted stays accepted', (verdict) => {
    expect(standing(runOf(evidence('green', 'warn'), accepted, evidence('green', verdict)), green).state).toBe(
      'settled',
    );
  });

  test.each(['unknown', 'no-go'] as const)('looked at again and %s, it is asked again', (verdict) => {
    expect(standing(runOf(evidence('green', 'warn'), accepted, evidence('green', verdict)), green)).toMatchObject({
      state: 'open',
      verdict,
    });
  });

  test('a new finding is asked about, even if the verdict is the same', () => {
    const other = evidence('green', 'warn', { findings: [{ key: 'green:other', verdict: 'warn', text: 'other' }] });
    expect(standing(runOf(evidence('green', 'warn'), accepted, other), green).state).toBe('open');
  });

  test('an override is for what was overridden, and for nothing that is found later', () => {
    const over = answer('green', 'go', { how: 'override', seen: 'no-go', findings: ['green:failed'] });
    const other = evidence('green', 'no-go', { findings: [{ key: 'green:other', verdict: 'no-go', text: 'other' }] });
    expect(standing(runOf(evidence('green', 'no-go'), over, other), green)).toMatchObject({
      state: 'open',
      verdict: 'no-go',
      overridden: false,
    });
  });
});

describe('what somebody acknowledged', () => {
  const acked = { key: 'green:a:x', verdict: 'go', text: 'x', acked_by: 'ada', acked_verdict: 'no-go' } as const;
  const open = { key: 'green:a:y', verdict: 'no-go', text: 'y' } as const;
  const withFindings = (...findings: readonly Finding[]) =>
    evidence('green', 'no-go', { facets: [facet('a', 'no-go')], findings });

  test('is no part of the question about what is left', () => {
    expect(standing(runOf(withFindings(open, acked)), green).questions).toMatchObject([{ findings: ['green:a:y'] }]);
  });

  test('is asked about when that ends, whatever was answered meanwhile', () => {
    const given = answer('green', 'go', { facet: 'a', how: 'override', seen: 'no-go', findings: ['green:a:y'] });
    expect(standing(runOf(withFindings(open, acked), given), green).state).toBe('settled');
    const back = { key: 'green:a:x', verdict: 'no-go', text: 'x' } as const;
    expect(standing(runOf(withFindings(open, acked), given, withFindings(open, back)), green).state).toBe('open');
  });

  test('after a person said no does not turn that no into a go', () => {
    const unknown = evidence('green', 'unknown', { facets: [facet('a', 'unknown')], findings: [] });
    const no = answer('green', 'no-go', { facet: 'a', how: 'by-hand', seen: 'unknown' });
    const accepted = evidence('green', 'go', { facets: [facet('a', 'go')], findings: [acked] });
    expect(standing(runOf(unknown, no, accepted), green)).toMatchObject({ state: 'open', verdict: 'no-go' });
    const takenBack: RunEvent = { type: 'reopened', check: 'green', facet: 'a', why: 'look-again' };
    expect(standing(runOf(unknown, no, takenBack, accepted), green).questions).toMatchObject([{ mode: 'passing' }]);
  });
});
