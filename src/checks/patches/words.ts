import { type CivilDate, civil, daysBetween } from '../../calendar/civil.js';
import type { Patch } from '../../checklist/patches-model.js';
import { plural } from '../../text/plural.js';
import { operatorTimeZone } from '../../world/time-zone.js';
import type { GatherContext } from '../kind.js';

/** Today where the team is. */
export const todayOf = ({ checklist, now }: Pick<GatherContext, 'checklist' | 'now'>): CivilDate =>
  civil(now, checklist.calendar.tz ?? operatorTimeZone()).date;

/** `MP-12 "stop the event job" (ada, 2 days)` */
export function namePatch({ id, title, by, at }: Patch, today: CivilDate): string {
  const days = daysBetween(at, today);
  const age = days === 0 ? 'today' : days < 0 ? at : plural(days, 'day');
  return `${id} "${title}" (${by}, ${age})`;
}

/** `web1`, `web1 and web2`, `web1, web2 and 3 more` */
export function nameHosts(hosts: readonly string[]): string {
  const [first = '', second, ...more] = hosts;
  if (second === undefined) {
    return first;
  }

  return more.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${more.length} more`;
}

/** The first of several, and how many there are beside it. @param what one of them is called */
export const firstOf = (texts: readonly string[], what = 'finding'): string =>
  texts.length < 2 ? (texts[0] ?? '') : `${texts[0]}; and ${plural(texts.length - 1, `more ${what}`)}`;
