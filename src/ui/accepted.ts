import type { Question, Standing } from '../run/questions.js';
import { plural } from '../text/plural.js';

/** The warnings of a settled item that somebody went on with: it is go by that, and not well by itself. */
export const acceptedWarnings = ({ state, questions }: Standing): readonly Question[] =>
  state === 'settled' ? questions.filter(({ answer }) => answer?.event.how === 'accepted-warning') : [];

/** What was found, not what was asked; how many comes first, where no line can be cut: `2 warnings: web1: openssl …`. */
export function acceptedSummary(accepted: readonly Question[]): string {
  const words = accepted.map(({ summary }) => summary).join('; ');
  return accepted.length > 1 ? `${plural(accepted.length, 'warning')}: ${words}` : words;
}
