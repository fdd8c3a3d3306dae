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

/** `pto`, `leave`, `ooo` and `izin` stand in the middle of other words, too. A capital İ has no small letter for `i`. */
const usualTitles =
  '(vacation|holiday|annual leave|\\bleave\\b|\\bpto\\b|\\booo\\b|out of office|urlaub|\\b[iİ]z[iİ]n|congés|vacaciones)';

/** A title comes from outside, a pattern may be slow. */
const longestTitle = 200;
