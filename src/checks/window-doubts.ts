import type { CivilDate, DateRange } from '../calendar/civil.js';
import { plural } from '../text/plural.js';
import type { CalendarRead } from '../world/calendars.js';
import type { FacetFound } from './kind.js';

/** What of a calendar's own words is not certain. */
export interface CalendarDoubts {
  /** What could not be understood in calendars that were read, with the days it could concern. */
  readonly doubts: readonly NamedDoubt[];
  /** Calendars of which only an older copy could be read. */
  readonly copies: readonly OldCopy[];
  /** Calendars of holidays that nobody seems to keep up any more, by name. */
  readonly ranOut: readonly string[];
}

export interface NamedDoubt extends DateRange {
  readonly calendar: string;
  readonly text: string;
}

export interface OldCopy {
  readonly calendar: string;
  readonly days: number;
  /** Why it is an older copy; one sentence. */
  readonly why: string;
}

export const noDoubts: CalendarDoubts = { doubts: [], copies: [], ranOut: [] };

/** @param keptUp since when a calendar has to say something to be one that is kept up; freezes may end for good */
export function doubtsOf(reads: Iterable<CalendarRead>, keptUp?: CivilDate): CalendarDoubts {
  const all = [...reads];
  return {
    doubts: all.flatMap(({ name, content }) => (content?.doubts ?? []).map((one) => ({ ...one, calendar: name }))),
    copies: all.flatMap(({ name, copyDays, problem = '' }) =>
      copyDays === undefined ? [] : [{ calendar: name, days: copyDays, why: problem }],
    ),
    ranOut: all.flatMap(({ name, content }) =>
      keptUp === undefined ||
      content === undefined ||
      content.doubts?.length ||
      content.events.some(({ to }) => to >= keptUp)
        ? []
        : [name],
    ),
  };
}

/** A sentence about what could concern these days; undefined if nothing could. */
export function doubtAbout(days: DateRange, { doubts }: CalendarDoubts): string | undefined {
  return inWords(doubts.filter((doubt) => concerns(doubt, days.from, days.to)));
}

export const concerns = (doubt: DateRange, from: CivilDate, to: CivilDate): boolean =>
  doubt.from <= to && doubt.to >= from;

/**
 * What is go by a calendar that is not certain is a warning: today's answer does not hang on what could not be
 * understood, or it would be unknown, but somebody has to mend it.
 */
export function withDoubts(found: FacetFound, { doubts, copies, ranOut }: CalendarDoubts): FacetFound {
  const names = [...new Set(doubts.map(({ calendar }) => calendar))];
  const findings = [
    ...copies.map(({ calendar, days, why }) => ({
      key: `old-copy:${calendar}`,
      verdict: 'warn' as const,
      text: `calendar is ${plural(days, 'day')} old: ${why}`,
    })),
    ...names.map((name) => ({
      key: `not-understood:${name}`,
      verdict: 'warn' as const,
      text: inWords(doubts.filter(({ calendar }) => calendar === name)) ?? '',
    })),
  ];
  const allFindings = [
    ...findings,
    ...ranOut.map((name) => ({ key: `ran-out:${name}`, verdict: 'warn' as const, text: ranOutInWords(name) })),
  ];
  if (allFindings.length === 0 || found.verdict !== 'go') {
    return found;
  }

  const because =
    copies.length > 0
      ? `by a calendar that is ${plural(copies[0]?.days ?? 0, 'day')} old`
      : doubts.length > 0
        ? 'as far as understood'
        : 'by a calendar that has run out';
  return { ...found, verdict: 'warn', summary: `${found.summary}, ${because}`, findings: allFindings };
}

/** A file of last year's holidays is a calendar without any; nobody would notice. */
export const ranOutInWords = (name: string): string =>
  `${name} has no day from two weeks ago on: it seems to have run out`;

/** `In ops/holidays.ics, the event in line 12 has no start. (And 2 more.)` */
function inWords([first, ...more]: readonly NamedDoubt[]): string | undefined {
  const rest = more.length > 0 ? ` (And ${more.length} more.)` : '';
  return first && `In ${first.calendar}, ${first.text.charAt(0).toLowerCase()}${first.text.slice(1)}${rest}`;
}
