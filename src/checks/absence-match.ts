import type { CalendarEvent } from '../calendar/content.js';

/** Tells the events of a calendar that are leave: the calendar says so, or their title does, or all of them are. */
export function leaveIn(options: {
  readonly match?: string | undefined;
  readonly all: boolean;
}): (event: CalendarEvent) => boolean {
  const title = new RegExp(options.match ?? usualTitles, 'iu');
  return ({ summary, outOfOffice }) =>
    options.all || outOfOffice || title.test(summary.normalize('NFC').slice(0, longestTitle));
}

/**
 * Those of checks.md 5.2. The short words stand in the middle of others, too (crypto, cleaver). A capital İ
 * has no small letter that is `i`.
 */
const usualTitles =
  '(vacation|holiday|out of office|urlaub|congés|vacaciones|(?<!\\p{L})(leave|pto|ooo)(?!\\p{L})|(?<!\\p{L})[iİ]z[iİ]n)';

/** A title comes from outside, a pattern may be slow. */
const longestTitle = 200;
