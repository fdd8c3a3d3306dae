import type { CivilDate, CivilMoment, DateRange } from './civil.js';

/** Something in a calendar that covers whole civil days: an all-day event, or a timed one of 22 hours or more. */
export interface CalendarEvent {
  /** Raw: sanitise before display. */
  readonly summary: string;
  /** Both ends are included. A timed event has the days whose noon it covers. */
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** The calendar itself says that the person is out of office. */
  readonly outOfOffice: boolean;
  /** Of a timed event: when exactly, `[from, to)`. */
  readonly moments?: { readonly from: CivilMoment; readonly to: CivilMoment };
}

/** What was understood of a calendar, for the days that were asked about. */
export interface CalendarContent {
  readonly events: readonly CalendarEvent[];
  /** Timed events of less than 22 hours, with their moments: no leave and no holiday, but a freeze can be one. */
  readonly short?: readonly CalendarEvent[];
  /** One sentence for each thing that could not be understood; what it concerns is not among the events. */
  readonly problems: readonly string[];
  /** The same with the days it could concern. */
  readonly doubts?: readonly CalendarDoubt[];
}

/** Something that could not be understood, and the days on which it could stand; both ends are included. */
export interface CalendarDoubt extends DateRange {
  /** One sentence. Names the line of the file, and nothing that stands there: it may be private. */
  readonly text: string;
}
