import type { Situation } from '../engine/session.js';
import type { Question } from '../run/questions.js';
import { showDuration } from '../text/duration.js';

/** Nobody can have used it yet: a go does not count before its time (checks.md section 5.11). */
export const isTooEarly = ({ goNotBefore }: Question, situation: Situation): boolean =>
  goNotBefore !== undefined && nowOf(situation) < goNotBefore;

/** `Use it first: a yes counts in 12 s.` */
export const tooEarly = ({ goNotBefore }: Question, situation: Situation): string => {
  const now = nowOf(situation);
  return `Use it first: a yes counts in ${showDuration(Math.max(1000, Date.parse(goNotBefore ?? now) - Date.parse(now)))}.`;
};

/** A clock that was set forward makes nobody quicker. */
const nowOf = ({ now, steadyNow }: Situation): string => steadyNow ?? now;
