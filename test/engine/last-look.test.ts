import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { autoAnswers } from '../../src/engine/auto-answers.js';
import type { Session } from '../../src/engine/session.js';
import type { Answered } from '../../src/run/events.js';
import { opened, settled } from './opened.js';

/** Answers everything that is open, as an operator would who has seen it. */
function answerAll(session: Session, changes: Partial<Answered> = {}): void {
  for (const question of session.situation().before.flatMap((one) => one.questions)) {
    if (question.answer === undefined) {
      session.record({
        type: 'answer',
        check: question.check,
        ...(question.facet === undefined ? {} : { facet: question.facet }),
        question: question.text,
        go_answer: question.go,
        answer: question.verdict === 'n/a' ? 'n/a' : 'go',
        how: question.mode === 'passing' ? 'auto' : question.mode === 'human' ? 'human' : 'override',
        by: 'Ada L.',
        seen: question.verdict,
        findings: question.findings,
        ms_on_screen: 0,
        ...changes,
      });
    }
  }
}

const probe = '{run: "test ! -e bad", id: probe, ttl: 1m}';
const second = '{ask: "Did a second person look?", id: second, when: {found: probe}}';

test('a probe that turned bad, was overridden and launched: the question that depends on it is asked', async () => {
  const { session, root, sleep } = await opened([probe, second].join('\n  - '));
  session.gatherMissing();
  await settled(session);
  answerAll(session);
  expect(session.situation().stage).toBe('launch');
  writeFileSync(join(root, 'bad'), '');
  sleep(5 * 60_000);
  expect(await session.decide('production')).toBe('back');
  const [, asked] = session.situation().before;
  expect(asked).toMatchObject({ state: 'open', questions: [{ mode: 'human' }] });
  session.close();
});

test('looked at again on purpose, a probe takes along the question that depends on it', async () => {
  const { session, root } = await opened([probe, second].join('\n  - '));
  session.gatherMissing();
  await settled(session);
  answerAll(session);
  writeFileSync(join(root, 'bad'), '');
  session.lookAgain('probe');
  await settled(session);
  expect(session.situation().before).toMatchObject([{ verdict: 'no-go' }, { state: 'open', verdict: 'unknown' }]);
  session.close();
});

test('that somebody is at hand until a certain time stands when it is looked at again, until that would be too short', async () => {
  const { session, sleep } = await opened('people: {need: [second], for: 30m}');
  session.gatherMissing();
  await settled(session);
  answerAll(session, { told: { who: 'Bob M.' } });
  const again = async (minutes: number) => {
    sleep(minutes * 60_000);
    session.lookAgain('people');
    await settled(session);
    return session.situation().before[0]?.state;
  };
  expect(await again(14)).toBe('settled');
  expect(await again(16)).toBe('settled');
  expect(await again(16)).toBe('open');
  session.close();
});

test('an answer that ran out while the launch page was open is asked again, and nothing is launched', async () => {
  const { session, sleep, types } = await opened('{ask: "Is the sky clear?", id: sky, ttl: 15m}');
  answerAll(session);
  expect(session.situation().stage).toBe('launch');
  sleep(10 * 3_600_000);
  expect(await session.decide('production')).toBe('back');
  expect(types()).toContain('reopened');
  expect(types()).not.toContain('decision');
  session.close();
});

test('F29 a laptop that slept over an answer: it is asked again at once', async () => {
  const { session, sleep } = await opened('{ask: "Is the sky clear?", id: sky, ttl: 15m}');
  await session.watchHead();
  answerAll(session);
  sleep(10 * 3_600_000);
  await session.watchHead();
  expect(session.situation().before).toMatchObject([{ state: 'open' }]);
  session.close();
});

test('what is being looked at again is waited for by the launch', async () => {
  const { session, root, types } = await opened('{run: "sleep 1; test ! -e bad", id: probe}');
  session.gatherMissing();
  await settled(session);
  answerAll(session);
  writeFileSync(join(root, 'bad'), '');
  session.lookAgain('probe');
  expect(await session.decide('production')).toBe('back');
  expect(session.situation().before).toMatchObject([{ verdict: 'no-go', state: 'open' }]);
  expect(types()).not.toContain('decision');
  session.close();
});

test('what is still being looked at when the last look is over is unknown, ten seconds later and not thirteen', async () => {
  const { session, types } = await opened('{run: "test ! -e slow || sleep 60; touch slow", id: probe}');
  session.gatherMissing();
  await settled(session);
  answerAll(session);
  session.lookAgain('probe');
  const startMs = performance.now();
  expect(await session.decide('production')).toBe('back');
  expect(performance.now() - startMs).toBeLessThan(11_500);
  expect(session.situation().before).toMatchObject([{ verdict: 'unknown', state: 'open' }]);
  expect(types()).not.toContain('decision');
  session.close();
}, 20_000);

test('a warning that is gone by the last look closes nothing: it is launched, and on record that it passed', async () => {
  const { session, root, sleep, records } = await opened('{run: "test -e good", id: probe, level: warn, ttl: 1m}');
  session.gatherMissing();
  await settled(session);
  answerAll(session, { how: 'accepted-warning' });
  expect(session.situation().stage).toBe('launch');
  writeFileSync(join(root, 'good'), '');
  sleep(5 * 60_000);
  expect(await session.decide('production')).toBe('launched');
  expect(records().find(({ type }) => type === 'lastlook')).toMatchObject({ checks: ['probe'], worse: [] });
  session.close();
});

test('what passes is answered by itself, what somebody has to see is not', () => {
  const facts = {
    key: 'a',
    check: 'a',
    text: 'Is a fine?',
    go: 'yes',
    summary: '',
    detail: [],
    override: 'reason',
  } as const;
  const question = { ...facts, saidNo: false, findings: [] };
  const one = { item: undefined as never, state: 'open', summary: '', overridden: false } as const;
  const passing = { ...question, mode: 'passing', verdict: 'go' } as const;
  const warning = { ...question, mode: 'warning', verdict: 'warn' } as const;
  expect(autoAnswers({ ...one, verdict: 'go', questions: [passing] })).toMatchObject([{ answer: 'go', how: 'auto' }]);
  expect(autoAnswers({ ...one, verdict: 'warn', questions: [passing, warning] })).toEqual([]);
});

test('a secret pasted into a reason is not in the log', async () => {
  const redact = (text: string): string => text.replaceAll('hunter2hunter2', '[redacted]');
  const { session, records } = await opened(undefined, { redact });
  answerAll(session, { reason: 'the token is \u001b[1mhunter2\u001b[0mhunter2', because: 'hunter2hunter2' });
  expect(JSON.stringify(records())).not.toContain('hunter2');
  expect(records().at(-1)).toMatchObject({ reason: 'the token is [redacted]', because: '[redacted]' });
  session.close();
});
