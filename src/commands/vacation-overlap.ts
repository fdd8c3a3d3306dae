import type { CivilDate, DateRange } from '../calendar/civil.js';
import type { Me } from '../world/me-model.js';
import { spanOf } from './vacation-list.js';

/**
 * Other leave that has days of this one, in words and with its numbers: `overlaps with 1 (Mon 2 Nov – Fri 20 Nov)`;
 * undefined if there is none. Days that stand twice count once.
 * @param me as it is with the leave written down
 */
export function overlapOf({ from, to }: DateRange, { absences }: Me, today: CivilDate): string | undefined {
  const others = absences.flatMap((other, index) => {
    const isOther = other.type === 'dates' && (other.from !== from || other.to !== to);
    return isOther && other.from <= to && from <= other.to ? [`${index + 1} (${spanOf(other, today)})`] : [];
  });
  return others.length === 0 ? undefined : `overlaps with ${others.join(', ')}`;
}
