import type { CivilDate } from './civil.js';

/** Something in a calendar that covers whole civil days: an all-day event, or a timed one of 22 hours or more. */
export interface CalendarEvent {
  /** Raw: sanitise before display. */
  readonly summary: string;
  /** Both ends are included. */
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** The calendar itself says that the person is out of office. */
  readonly outOfOffice: boolean;
}

/** What was understood of a calendar, for the days that were asked about. */
export interface CalendarContent {
  readonly events: readonly CalendarEvent[];
  /** One sentence for each thing that could not be understood; what it concerns is not among the events. */
  readonly problems: readonly string[];
}
