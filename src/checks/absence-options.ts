import { pattern } from '../checklist/types.js';
import { z } from '../checklist/zod.js';

/** Where leave is looked for: written down, in calendars, in commits, in the audit log. */
export const absenceSources = ['manual', 'ics', 'git', 'log'] as const;

export type AbsenceSource = (typeof absenceSources)[number];

export interface AbsenceOptions {
  /** Working days; a shorter leave is none. */
  readonly min: number;
  /** So many working days after a leave are the first ones back. */
  readonly rest: number;
  /** So many working days in a row without any trace look like a leave. */
  readonly gap: number;
  readonly sources: readonly AbsenceSource[];
  /** A pattern: events of calendars whose title matches are leave. */
  readonly match?: string;
}

const workdays = z.int().min(1).max(60);

export const absenceOptions: z.ZodType<AbsenceOptions> = z.strictObject({
  min: workdays.default(3).describe('So many working days off are a leave; fewer are none.'),
  rest: z.int().min(0).max(60).default(1).describe('For so many working days after a leave nobody should deploy.'),
  gap: workdays.default(5).describe('So many working days without a commit or a run of yours look like a leave.'),
  sources: z
    .array(z.enum(absenceSources))
    .min(1)
    .default([...absenceSources])
    .describe('Where it is looked for: manual (written down), ics (calendars), git (your commits), log (your runs).'),
  match: pattern
    .exactOptional()
    .describe('Events of a calendar whose title matches are leave. Default: vacation, holiday, leave, urlaub, …'),
});
