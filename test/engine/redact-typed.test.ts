import { expect, test } from 'vitest';
import { createRecorder } from '../../src/engine/recorder.js';
import { redactTyped } from '../../src/engine/redact-typed.js';
import { emptyRun } from '../../src/run/run.js';
import { answer } from '../run/facts.js';

test('a secret in a reason, or in what was told with a go, never reaches the log', () => {
  const bodies: unknown[] = [];
  const log = {
    append(type: string, body: object) {
      bodies.push(body);
      return { prev: '', v: 1, run: 'r', seq: bodies.length, t: '2026-11-19T09:00:00.000Z', m: 0, type } as const;
    },
  };
  const recorder = redactTyped(createRecorder(log, emptyRun), (text) => text.replaceAll('hunter2', '…'));
  const told = { text: 'the password hunter2 leaked', link: 'https://issues.test/?key=hunter2' };
  recorder.record(answer('lane', 'go', { reason: 'hunter2 is known', told }));
  expect(JSON.stringify([bodies, recorder.run()])).not.toContain('hunter2');
  expect(recorder.run().answers['lane']?.event).toMatchObject({
    reason: '… is known',
    told: { text: 'the password … leaked', link: 'https://issues.test/?key=…' },
  });
});
