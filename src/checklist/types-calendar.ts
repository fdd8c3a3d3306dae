import { isValidZone, parseDateRange } from '../calendar/civil.js';
import { parseDays } from '../calendar/days.js';
import { parseFreeze } from '../calendar/freeze.js';
import { parseHours } from '../calendar/hours.js';
import { line, overrideRule, problem } from './types-text.js';
import { z } from './zod.js';

/** Days of the week: `mon-thu`, or a list. */
export const days = z
  .union([z.string(), z.array(z.string()).min(1)])
  .transform((written, context) => {
    const wrong = [written].flat().find((part) => parseDays(part) === undefined);
    return wrong === undefined
      ? (parseDays(written) ?? problem(context, 'names no day'))
      : problem(context, `\`${wrong.slice(0, 40)}\` is not a day`, 'write mon-thu, or a list: [mon, wed]');
  })
  .meta({ description: 'Days of the week: `mon-thu` or `[mon, wed]`.', examples: ['mon-thu'] });

/** Staffed hours: minutes since midnight, `[from, to)`. */
export const hours = z
  .string()
  .transform(
    (text, context) =>
      parseHours(text) ?? problem(context, `\`${text.slice(0, 40)}\` is not a range of hours`, 'write 09:00-17:00'),
  )
  .meta({ description: 'Hours of one day: `09:00-17:00`.', examples: ['09:00-17:00'] });

/** An IANA time zone. */
export const zone = z
  .string()
  .refine(isValidZone, 'is not a time zone; write one like Europe/Istanbul or UTC')
  .meta({ description: 'IANA time zone, e.g. `Europe/Istanbul`. Default: the operator’s own.' });

/** `2026-12-24` or `2026-12-18..2027-01-04`, both ends included; kept as written. */
export const dateRange = z
  .string()
  .trim()
  .refine((text) => parseDateRange(text) !== undefined, 'is not a date; write 2026-12-24 or 2026-12-18..2027-01-04')
  .meta({ description: 'A date or dates, both ends included: `2026-12-24`, `2026-12-18..2027-01-04`.' });

/** A date range, or `ics:FILE-or-URL`. */
export const calendarText = z
  .string()
  .trim()
  .refine(
    (text) => /^ics:\S/.test(text) || parseDateRange(text) !== undefined,
    'is neither a date nor a calendar; write 2026-12-24, 2026-12-18..2027-01-04 or ics:FILE-or-URL',
  )
  .meta({
    description: 'A date, dates, or a calendar: `2026-12-24`, `2026-12-31..2027-01-01`, `ics:ops/holidays.ics`.',
  });

/** When somebody is away: dates, or a calendar. */
export const absence = calendarText;

/** When nobody deploys (checks.md section 2.3). */
export const freezeSchema = z
  .strictObject({
    when: z
      .string()
      .trim()
      .refine((text) => parseFreeze(text) !== undefined, {
        error: 'is not a freeze',
        params: {
          hint: 'write 2026-12-18..2027-01-04, yearly 12-20..01-02, weekly fri 12:00..mon 08:00, daily 22:00..06:00, monthly last 2 workdays or ics:FILE-or-URL',
        },
      })
      .meta({
        description: 'When nobody deploys.',
        examples: ['2026-11-26 12:00..2026-11-30 08:00', 'yearly 12-20..01-02', 'weekly fri 12:00..mon 08:00'],
      }),
    name: line(80).exactOptional().meta({ description: 'What it is called on screen.' }),
    allow: z
      .array(z.enum(['train', 'hotfix']))
      .default([])
      .meta({ description: 'Lanes that may deploy all the same.' }),
    override: overrideRule.exactOptional(),
  })
  .meta({ description: 'A time in which nobody deploys.' });
