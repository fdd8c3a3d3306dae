import { expect, test } from 'vitest';
import { createRecorder } from '../../src/engine/recorder.js';
import { redactTyped } from '../../src/engine/redact-typed.js';
import { emptyRun } from '../../src/run/run.js';
import { answer, started } from '../run/facts.js';

test('a secret in the subject of the commit never reaches the log', () => {
  const { bodies, log } = keptLog();
  const recorder = redactTyped(createRecorder(log, emptyRun), (text) => text.replaceAll('hunter2', '…'));
  const release = { ...started.release, subject: 'Log in with hunter2\u001b[2J' };
  recorder.record({ ...started, release });
  recorder.record({ type: 'restart', why: 'head-moved', release, previous: null, keeps: [], by: 'Ada L.' });
  expect(JSON.stringify([bodies, recorder.run()])).not.toMatch(/hunter2|u001b/);
  expect(recorder.run().release.subject).toBe('Log in with …');
});

test('a secret in a reason, or in what was told with a go, never reaches the log', () => {
  const { bodies, log } = keptLog();
  const recorder = redactTyped(createRecorder(log, emptyRun), (text) => text.replaceAll('hunter2', '…'));
  const told = { text: 'the password hunter2 leaked', link: 'https://issues.test/?key=hunter2' };
  recorder.record(answer('lane', 'go', { reason: 'hunter2 is known', told }));
  expect(JSON.stringify([bodies, recorder.run()])).not.toContain('hunter2');
  expect(recorder.run().answers['lane']?.event).toMatchObject({
    reason: '… is known',
    told: { text: 'the password … leaked', link: 'https://issues.test/?key=…' },
  });
});

function keptLog() {
  const bodies: unknown[] = [];
  const log = {
    append(type: string, body: object) {
      bodies.push(body);
      return { prev: '', v: 1, run: 'r', seq: bodies.length, t: '2026-11-19T09:00:00.000Z', m: 0, type } as const;
    },
  };
  return { bodies, log };
}
