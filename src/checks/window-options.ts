import type { Hours } from '../calendar/hours.js';
import type { Freeze, Weekday } from '../checklist/model.js';
import { days, freezeSchema, hours, positiveDuration } from '../checklist/types.js';
import { z } from '../checklist/zod.js';

export interface WindowOptions {
  /** Deploy days; the calendar's work days if absent. */
  readonly days?: readonly Weekday[];
  /** Minutes since midnight, `[from, to)`; the calendar's staffed hours if absent. */
  readonly hours?: Hours;
  /** How long the deploy takes at most, in milliseconds. */
  readonly finish?: number;
  /** So many days off in a row are a long break. */
  readonly break_days: number;
  /** In addition to the calendar's. */
  readonly freezes: readonly Freeze[];
}

export const windowOptions: z.ZodType<WindowOptions> = z.strictObject({
  days: days.exactOptional().describe('Days on which you deploy. Default: the work days of the calendar.'),
  hours: hours
    .exactOptional()
    .describe('Hours in which a deploy has to begin and end. Default: those of the calendar.'),
  finish: positiveDuration
    .exactOptional()
    .describe('How long the deploy takes at most. Default: the time limits of its steps, 1h without them.'),
  break_days: z
    .int()
    .min(2)
    .max(60)
    .default(4)
    .describe('So many days off in a row are a long break: the first day after it is no day to deploy.'),
  freezes: z.array(freezeSchema).default([]).describe('Freezes of this checklist, beside those of the calendar.'),
});
