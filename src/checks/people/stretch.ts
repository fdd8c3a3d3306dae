import { type CivilDate, type CivilMoment, civil } from '../../calendar/civil.js';
import { showMinutes } from '../../calendar/hours.js';
import { showMoment } from '../../calendar/show.js';
import type { Deploy } from '../../checklist/model.js';
import type { Evidence } from '../../run/evidence.js';
import { deployLimit } from '../window-now.js';
import type { Stretch } from './model.js';

/** A stretch, and the instants it stands for. */
export interface Promised {
  readonly stretch: Stretch;
  readonly from: Date;
  readonly until: Date;
}

export interface StretchQuestion {
  readonly now: Date;
  readonly deploy: Deploy;
  /** Milliseconds after the deploy. */
  readonly forMs: number;
  readonly tz: string;
}

/**
 * From now until the deploy is over at the latest and has been watched for a while; with time to get to the launch, so
 * that an answer need not be given again on the way there. What was asked before stays as it is for as long as it covers
 * a deploy begun before anybody looks again, and is never taken for longer than it says.
 * @param facts of the evidence before this one, in the same run
 */
export function stretchFrom({ now, deploy, forMs, tz }: StretchQuestion, facts?: Evidence['facts']): Promised {
  const needed = now.getTime() + deployLimit(deploy) + forMs;
  const fresh = { from: now, until: new Date(Math.ceil((needed + walkMs) / roundMs) * roundMs) };
  const kept = askedBefore(facts);
  const stays =
    kept !== undefined && kept.from <= now && kept.until <= fresh.until && kept.until.getTime() >= needed + lookAgainMs;
  const { from, until } = stays ? kept : fresh;
  return { from, until, stretch: { from: momentOf(from, tz), until: momentOf(until, tz) } };
}

/** The facts by which it is known again. */
export const stretchFacts = ({ from, until }: Promised): { readonly [key: string]: string } => ({
  asked_from: from.toISOString(),
  asked_until: until.toISOString(),
});

/** What somebody says of the next hours is looked at again so often, in milliseconds. */
export const lookAgainMs = 15 * 60_000;

/** `until 17:30`, `from 17:00 until Sat 21 Nov 00:30` */
export function stretchInWords({ from, until }: Stretch, now: Stretch['from']): string {
  const begins = from.date === now.date && from.minutes <= now.minutes ? '' : `from ${clock(from, now.date)} `;
  return `${begins}until ${clock(until, from.date)}`;
}

const clock = (moment: Stretch['from'], today: CivilDate): string =>
  moment.date === today ? showMinutes(moment.minutes) : showMoment(moment, today);

function askedBefore(facts: Evidence['facts'] = {}): Omit<Promised, 'stretch'> | undefined {
  const [from, until] = [facts['asked_from'], facts['asked_until']].map((at) => new Date(String(at)));
  return from === undefined || until === undefined || Number.isNaN(from.getTime() + until.getTime())
    ? undefined
    : { from, until };
}

function momentOf(instant: Date, tz: string): CivilMoment {
  const { date, minutes } = civil(instant, tz);
  return { date, minutes };
}

/** Time to answer all questions, in milliseconds. */
const walkMs = 45 * 60_000;

const roundMs = 5 * 60_000;
