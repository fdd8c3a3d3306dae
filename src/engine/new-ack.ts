import { addDays, type CivilDate, daysBetween, isCivilDate } from '../calendar/civil.js';
import { ackKeyShape, mostAckDays } from '../checklist/acks-limits.js';
import { OperatorError, OperatorErrors } from '../errors.js';
import { safeLine } from '../text/sanitise.js';

/** How long is suggested, in days (checks.md section 1.6). */
export const suggestedAckDays = 30;

/** Fewer characters are no reason. */
export const leastAckReason = 15;

/** What somebody wants to accept, as typed. */
export interface AckWish {
  /** Of one finding, or of several with `*`. */
  readonly key: string;
  /** A civil date, or `30d`: so many days from today. */
  readonly until: string;
  readonly reason: string;
  readonly by: string;
}

/** The same, checked. */
export interface CheckedAck extends AckWish {
  readonly at: CivilDate;
  readonly until: CivilDate;
}

/** @throws OperatorErrors with everything that is wrong with it */
export function checkedAck({ key, until, reason, by }: AckWish, today: CivilDate): CheckedAck {
  const date = untilDate(until, today);
  const errors = [
    ...(ackKeyShape.test(key.trim()) && key.length <= 300 ? [] : [notAKey(key)]),
    ...(date.ok ? [] : [new OperatorError(date.problem)]),
    ...reasonErrors(reason),
    ...(by.trim() === '' || by.length > 100 ? [new OperatorError('--by is not a name')] : []),
  ];
  if (errors.length > 0 || !date.ok) {
    throw new OperatorErrors(errors);
  }

  return { key: key.trim(), reason: reason.trim(), by: by.trim(), at: today, until: date.date };
}

export type UntilDate =
  | { readonly ok: true; readonly date: CivilDate }
  | { readonly ok: false; readonly problem: string };

/** The last day of an acknowledgement as typed, or one sentence about what is wrong with it. */
export function untilDate(typed: string, today: CivilDate): UntilDate {
  const text = typed.trim();
  const [, days] = /^(\d{1,4})d$/.exec(text) ?? [];
  const date = days === undefined ? text : addDays(today, Number(days));
  const example = `; ${suggestedAckDays} days would be ${addDays(today, suggestedAckDays)}`;
  if (!isCivilDate(date)) {
    return { ok: false, problem: `\`${safeLine(text, 40)}\` is not a date${example}.` };
  }

  const left = daysBetween(today, date);
  if (left < 0) {
    return { ok: false, problem: `${date} is over${example}.` };
  }

  return left > mostAckDays
    ? { ok: false, problem: `${date} is ${left} days away; at most ${mostAckDays} are allowed${example}.` }
    : { ok: true, date };
}

const notAKey = (key: string): OperatorError =>
  new OperatorError(`\`${safeLine(key, 80)}\` is not the key of a finding`, {
    hint: 'keys are shown with the evidence (e), by `shipit check --json` and by `shipit log show`: ITEM:FINDING',
  });

function reasonErrors(reason: string): readonly OperatorError[] {
  const { length } = reason.trim();
  if (length >= leastAckReason && length <= 1000 && !/\p{Cc}/u.test(reason.trim())) {
    return [];
  }

  return [
    new OperatorError(
      length < leastAckReason
        ? `a reason has at least ${leastAckReason} characters; this has ${length}`
        : length > 1000
          ? `a reason has at most 1000 characters; this has ${length}`
          : 'a reason stands on one line',
    ),
  ];
}
