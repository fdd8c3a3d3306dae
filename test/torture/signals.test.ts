import { expect, test } from 'vitest';
import { allColumns, meets, playPhase, someColumns } from './signal-cells.js';
import { signalsBeforeFrame } from './signal-early.js';
import { signalPhases } from './signal-phases.js';
import { limitFor, randomFor, roundsOf, tell } from './trial.js';

/** Some signals in every phase; of a larger number all of them, as often as it takes. */
const size = roundsOf(36);
const rounds = Math.ceil(size / (signalPhases.length * allColumns.length));
const isSample = size === 36;

/** A phase waits most of its time. */
const lanes = 3;

test('G16 F9 F10 F12 F13 F14 every signal in every phase: the right exit code, on record, the terminal as it was, nothing left running, and `resume` stands there again', {
  timeout: limitFor(rounds, 240_000),
}, async () => {
  const wrong: string[] = [];
  let signals = 0;
  const waiting = Array.from({ length: rounds }, () => [...signalPhases.entries()]).flat();
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [turn, phase] = next;
      const columns = (isSample ? someColumns(turn) : allColumns).filter((column) => meets(phase, column));
      wrong.push(...(await playPhase(phase, columns)));
      signals += columns.length;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const early = await signalsBeforeFrame(randomFor('signals'), rounds);
  wrong.push(...early.wrong);
  tell('G16 signals', { phases: signalPhases.length + 1, signals: signals + early.signals, wrong: wrong.length });
  expect(wrong).toEqual([]);
});
