import type { CalendarEvent } from '../calendar/content.js';
import { matchInTime } from '../world/match-in-time.js';

/**
 * The events of a calendar that are leave: the calendar says so, or their title does, or all of them are.
 * @param options.match pattern of the checklist for titles, in place of the usual ones
 * @throws PatternTooSlow
 */
export async function leaveAmong(
  events: readonly CalendarEvent[],
  options: { readonly match?: string | undefined; readonly all: boolean },
): Promise<readonly CalendarEvent[]> {
  if (options.all || options.match === undefined) {
    return events.filter(leaveIn(options));
  }

  const hits = await matchInTime(new RegExp(options.match, 'iu'), events.map(titleOf));
  return events.filter(({ outOfOffice }, index) => outOfOffice || hits[index] !== undefined);
}

/** The same by the usual titles, at once. */
export function leaveIn({ all }: { readonly all: boolean }): (event: CalendarEvent) => boolean {
  return (event) => all || event.outOfOffice || usualTitles.test(titleOf(event));
}

const titleOf = ({ summary }: CalendarEvent): string => summary.normalize('NFC').slice(0, longestTitle);

/**
 * Those of checks.md 5.2. The short words stand in the middle of others, too (crypto, cleaver). A capital İ
 * has no small letter that is `i`.
 */
const usualTitles =
  /(vacation|holiday|out of office|urlaub|congés|vacaciones|(?<!\p{L})(leave|pto|ooo)(?!\p{L})|(?<!\p{L})[iİ]z[iİ]n)/iu;

/** A title comes from outside, a pattern may be slow. */
const longestTitle = 200;
