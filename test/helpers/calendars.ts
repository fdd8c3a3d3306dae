import { join } from 'node:path';
import { type Calendars, type CalendarsPlace, createCalendars } from '../../src/world/calendars.js';
import { temporaryDirectory } from './repository.js';

/** The reader of calendars for a work tree, in UTC, with copies of its own. */
export const calendarsIn = (root: string, changes: Partial<CalendarsPlace> = {}): Calendars =>
  createCalendars({
    root,
    home: root,
    copies: join(temporaryDirectory(), 'calendars'),
    now: () => new Date(),
    tz: 'UTC',
    ...changes,
  });
