import type { CivilDate } from '../calendar/civil.js';
import type { CalendarContent } from '../calendar/content.js';
import type { getUrl } from './http.js';

/** Bytes that can be a calendar; with `copyDays` those of an older copy, and why. Or only why there are none. */
export type CalendarSource =
  | { readonly bytes: Uint8Array; readonly copyDays?: undefined }
  | { readonly bytes: Uint8Array; readonly copyDays: number; readonly why: string }
  | { readonly bytes?: undefined; readonly why: string };

/** What reading one calendar came to. */
export interface CalendarRead {
  /** For people: the file as written, or only the host of a web address, which is a private calendar's key. */
  readonly name: string;
  /** Absent when nothing usable was read: the calendar is unknown then, never empty. */
  readonly content?: CalendarContent;
  /** Why there is no content, or why it is an older copy; one sentence. */
  readonly problem?: string;
  /** Whole days since the copy was fetched, when the calendar itself could not be read now. */
  readonly copyDays?: number;
}

export interface CalendarReadOptions {
  readonly signal: AbortSignal;
  /** IANA zone whose days are meant; the operator's unless given. */
  readonly tz?: string;
  /** Timed events of less than 22 hours, too. */
  readonly short?: boolean;
  /** How long a web address may take, in milliseconds; 5 s unless given, and never more. */
  readonly timeoutMs?: number;
}

/** The one reader of calendars: leave, holidays and freezes come through it. */
export interface Calendars {
  /**
   * Never rejects: what goes wrong is a sentence. Readers that ask at the same moment share one look at the outside.
   * @param address what stands behind `ics:`: a file (relative to the work tree, absolute, or `~/…`) or a web address
   * @param days the days asked about; rules that repeat are unfolded within them only
   */
  readonly read: (
    address: string,
    days: { readonly from: CivilDate; readonly to: CivilDate },
    options: CalendarReadOptions,
  ) => Promise<CalendarRead>;
}

export interface CalendarsPlace {
  /** Top of the work tree; absolute. */
  readonly root: string;
  /** What `~/` stands for; absolute. */
  readonly home: string;
  /** Directory of copies; made when the first is kept. */
  readonly copies: string;
  /** The time of day that copies age by: the real one, also under SHIPIT_NOW. */
  readonly now: () => Date;
  /** The operator's zone. */
  readonly tz: string;
  readonly getUrl?: typeof getUrl;
}
