import type { CivilMoment } from './civil.js';

/** A stretch of time on the clock of one zone, `[from, to)`. */
export interface MomentSpan {
  readonly from: CivilMoment;
  readonly to: CivilMoment;
}

export const isBefore = (a: CivilMoment, b: CivilMoment): boolean =>
  a.date < b.date || (a.date === b.date && a.minutes < b.minutes);

export const earlier = (a: CivilMoment, b: CivilMoment): CivilMoment => (isBefore(b, a) ? b : a);

export const later = (a: CivilMoment, b: CivilMoment): CivilMoment => (isBefore(a, b) ? b : a);

/** Whether both have a minute in common. */
export const overlaps = (a: MomentSpan, b: MomentSpan): boolean => isBefore(a.from, b.to) && isBefore(b.from, a.to);

export const contains = ({ from, to }: MomentSpan, moment: CivilMoment): boolean =>
  !isBefore(moment, from) && isBefore(moment, to);
