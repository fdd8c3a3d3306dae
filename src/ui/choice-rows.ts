import type { FormChoice } from '../run/evidence.js';
import type { Row } from './rows.js';

/** One of what can be chosen; the neutral row chooses nothing. */
export interface ChoiceRow extends Row {
  readonly value?: string;
}

/** The neutral row, then every option under the first letter of its label that is still free, or another; `q` pauses everywhere else. */
export function choiceRows({ options }: FormChoice): readonly ChoiceRow[] {
  const free = new Set('abcdefghijklmnoprstuvwxyz');
  const take = (letters: Iterable<string>): string | undefined => {
    const key = [...letters].find((letter) => free.has(letter));
    free.delete(key ?? '');
    return key;
  };
  const own = options.map(({ label }) => take(label.toLowerCase()));
  return [
    { act: 'back', label: 'Back to the question' },
    ...options.map(
      ({ value, label }, index): ChoiceRow => ({ act: 'choose', key: own[index] ?? take(free) ?? '', label, value }),
    ),
  ];
}
