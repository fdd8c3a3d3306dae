import type { Situation } from '../engine/session.js';
import type { Standing } from '../run/questions.js';

/** `again in 24 s`; nothing where nobody looks again by themselves. */
export function againWords({ item }: Pick<Standing, 'item'>, { again }: Situation, nowMs: number): string {
  const dueMs = again?.get(item.id);
  if (dueMs === undefined) {
    return '';
  }

  const seconds = Math.max(1, Math.ceil((dueMs - nowMs) / 1000));
  return `again in ${seconds < 60 ? `${seconds} s` : `${Math.ceil(seconds / 60)} m`}`;
}
