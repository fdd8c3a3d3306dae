// One line a figure: row, name, measured, target, ok or over. Never an assertion: a busy machine is no defect.

import { targets } from '../targets.mjs';

export const openReport = (write = (line) => console.log(line)) => {
  const over = [];
  const told = new Set();
  /** What stands in the way of the rows that fall short. */
  const limits = new Set();

  const line = (row, name, measured, words, note = '') =>
    write(`${row.padEnd(4)} ${name.padEnd(60)} ${measured.padStart(10)}   ${words.padEnd(18)} ${note}`.trimEnd());

  /** `measured` ≤ `target` is ok, or ≥ with `atLeast`. */
  const figure = (name, measured, target, { unit = 'x', atLeast = false, note = '', row = '' } = {}) => {
    const ok = atLeast ? measured >= target : measured <= target;
    if (!ok) {
      over.push(name);
    }
    const limit = `${atLeast ? '≥' : '≤'} ${target} ${unit}`;
    line(row, name, `${measured.toFixed(2)} ${unit}`, `${limit.padEnd(11)} ${ok ? 'ok' : 'over'}`, note);
  };

  return {
    over,
    /** A figure of our own, beyond the targets. */
    figure,
    /** A row of the targets. @param more `note`: figures behind the ratio; `of`: what was measured, where that is said */
    row(name, measured, { note, of } = {}) {
      const { what, most, least, unit, limit } = targets[name];
      const atLeast = least !== undefined;
      told.add(name);
      figure(of === undefined ? what : `${what}, ${of}`, measured, most ?? least, { unit, atLeast, note, row: name });
      if (limit !== undefined && (atLeast ? measured < least : measured > most)) {
        limits.add(`${name}: ${limit}`);
      }
    },
    /** A row that cannot be measured here: a program that is not installed, say. */
    skippedRow(name, why) {
      told.add(name);
      line(name, targets[name].what, '-', `skipped: ${why}`);
    },
    skipped: (name, why) => line('', name, '-', `skipped: ${why}`),
    /** Why rows fall short, where that is known, and the rows that nothing was said about. */
    rest() {
      for (const limit of limits) {
        write(`why ${limit}`);
      }
      for (const [name, { what, why = 'not measured this time' }] of Object.entries(targets)) {
        if (!told.has(name)) {
          line(name, what, '-', `not measured: ${why}`);
        }
      }
    },
  };
};
