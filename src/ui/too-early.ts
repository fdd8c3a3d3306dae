import type { Situation } from '../engine/session.js';
import type { Question } from '../run/questions.js';
import { showDuration } from '../text/duration.js';

/** Nobody can have used it yet: a go does not count before its time (checks.md section 5.11). */
export const isTooEarly = ({ goNotBefore }: Question, { now }: Situation): boolean =>
  goNotBefore !== undefined && now < goNotBefore;

/** `Use it first: a yes counts in 12 s.` */
export const tooEarly = ({ goNotBefore }: Question, { now }: Situation): string =>
  `Use it first: a yes counts in ${showDuration(Math.max(1000, Date.parse(goNotBefore ?? now) - Date.parse(now)))}.`;
