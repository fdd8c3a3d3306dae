import { addDays } from './civil.js';
import type { CalendarContent, CalendarEvent } from './content.js';
import type { MomentSpan } from './moments.js';

/** From when to when: an all-day event from midnight to midnight. */
export const spanOfEvent = ({ moments, from, to }: CalendarEvent): MomentSpan =>
  moments ?? { from: { date: from, minutes: 0 }, to: { date: addDays(to, 1), minutes: 0 } };

/** All events, the short ones too. */
export const allEvents = ({ events, short = [] }: CalendarContent): readonly CalendarEvent[] => [...events, ...short];
