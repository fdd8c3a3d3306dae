import type { FormChoice } from '../run/evidence.js';
import type { Row } from './rows.js';

/** One of what can be chosen; the neutral row chooses nothing. */
export interface ChoiceRow extends Row {
  readonly value?: string;
}

/** The neutral row, then every option under the first letter of its label that is still free; `q` pauses everywhere else. */
export function choiceRows({ options }: FormChoice): readonly ChoiceRow[] {
  const free = new Set('abcdefghijklmnoprstuvwxyz');
  const rows = options.map(({ value, label }): ChoiceRow => {
    const key = [...label.toLowerCase(), ...free].find((letter) => free.has(letter)) ?? '';
    free.delete(key);
    return { act: 'choose', key, label, value };
  });
  return [{ act: 'back', label: 'Back to the question' }, ...rows];
}
