import { expect, test } from 'vitest';
import { debugSession } from '../../src/engine/debug-session.js';
import type { Session, Situation } from '../../src/engine/session.js';
import { answer, evidence, runOf } from '../run/facts.js';

test('it notes where a session is, what is gathered, and what came of it', () => {
  const progress = new Map<string, { sinceMs: number; text: string }>();
  const situation = (change: Partial<Situation>): Situation =>
    ({
      id: 'r',
      target: { name: 'production' },
      stage: 'walk',
      looking: false,
      message: undefined,
      run: runOf(),
      progress,
      ...change,
    }) as Situation;
  let now = situation({});
  let tell: () => void = () => undefined;
  const session = {
    situation: () => now,
    listen(listener: () => void) {
      tell = listener;
      return () => undefined;
    },
  } as unknown as Session;
  const noted: unknown[] = [];
  debugSession(
    session,
    (what, facts) => noted.push([what, facts]),
    () => 1500,
  );
  progress.set('lamp', { sinceMs: 1000, text: '' });
  tell();
  progress.delete('lamp');
  now = situation({ run: runOf(evidence('lamp', 'no-go'), answer('lamp', 'go')), stage: 'launch' });
  tell();
  tell();
  expect(noted).toEqual([
    ['session', expect.objectContaining({ run: 'r', target: 'production', stage: 'walk', answers: 0 })],
    ['gathering', { check: 'lamp' }],
    ['gathered', { check: 'lamp', verdict: 'no-go', ms: 500 }],
    ['session', { stage: 'launch', answers: 1 }],
  ]);
});
