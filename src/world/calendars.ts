import type { CivilDate } from '../calendar/civil.js';
import type { CalendarContent } from '../calendar/content.js';

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

/** The one reader of calendars: leave, holidays and freezes come through it. */
export interface Calendars {
  /**
   * @param address what stands behind `ics:`: a file (relative to the work tree, absolute, or `~/…`) or a web address
   * @param days the days asked about; rules that repeat are unfolded within them only
   */
  readonly read: (
    address: string,
    days: { readonly from: CivilDate; readonly to: CivilDate },
    options: { readonly signal: AbortSignal },
  ) => Promise<CalendarRead>;
}
