import { type CivilDate, civil } from '../../calendar/civil.js';
import { showMinutes } from '../../calendar/hours.js';
import { showMoment } from '../../calendar/show.js';
import type { Deploy } from '../../checklist/model.js';
import { deployLimit } from '../window-now.js';
import type { Stretch } from './model.js';

/**
 * From now until the deploy is over at the latest and has been watched for a while, rounded up to a quarter of an hour:
 * a question that names a minute would be another one a minute later.
 * @param forMs after the deploy
 */
export function stretchFrom(now: Date, deploy: Deploy, forMs: number, tz: string): Stretch {
  const end = now.getTime() + deployLimit(deploy) + forMs;
  const until = civil(new Date(Math.ceil(end / quarterMs) * quarterMs), tz);
  const from = civil(now, tz);
  return {
    from: { date: from.date, minutes: from.minutes },
    until: { date: until.date, minutes: until.minutes },
  };
}

/** `until 17:30`, `from 17:00 until Sat 21 Nov 00:30` */
export function stretchInWords({ from, until }: Stretch, now: Stretch['from']): string {
  const begins = from.date === now.date && from.minutes <= now.minutes ? '' : `from ${clock(from, now.date)} `;
  return `${begins}until ${clock(until, from.date)}`;
}

const clock = (moment: Stretch['from'], today: CivilDate): string =>
  moment.date === today ? showMinutes(moment.minutes) : showMoment(moment, today);

const quarterMs = 15 * 60_000;
