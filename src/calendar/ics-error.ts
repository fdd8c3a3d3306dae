/**
 * What was read is no calendar at all, or not all of one: it must never count as an empty calendar. The message
 * completes "The calendar …": `is a web page, not a calendar`.
 */
export class NotACalendar extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NotACalendar';
  }
}
