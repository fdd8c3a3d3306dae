import type { Hours } from '../../calendar/hours.js';
import type { Weekday } from '../../checklist/model.js';
import { days, glob, hours, line, name, problem } from '../../checklist/types.js';
import { z } from '../../checklist/zod.js';

/** When the train runs: days and hours of the week, or the events of a calendar. */
export type TrainRule =
  | { readonly type: 'days'; readonly days: readonly Weekday[]; readonly hours?: Hours }
  | { readonly type: 'ics'; readonly when: string };

/** What a hotfix may be. */
export interface HotfixRules {
  /** Codes; one of them has to be chosen. */
  readonly reasons: readonly string[];
  readonly max_changes: number;
  /** `migrations`, `dependencies`, or a glob. */
  readonly forbid: readonly string[];
  /** The branch on which every commit has to be, too. */
  readonly main?: string;
}

export interface LaneOptions {
  readonly train: TrainRule;
  readonly hotfix: HotfixRules;
}

const usualReasons = ['regression', 'outage', 'security', 'config'];

const train = z
  .union([
    days.transform((chosen): TrainRule => ({ type: 'days', days: chosen })),
    z
      .strictObject({
        days: days.exactOptional().describe('Days on which the train runs.'),
        hours: hours.exactOptional().describe('Its hours. Default: those of the calendar, else the whole day.'),
        when: z
          .string()
          .trim()
          .regex(/^ics:\S/, 'is not a calendar; write ics:FILE-or-URL')
          .exactOptional()
          .describe('Instead: a calendar whose events are the trains, `ics:ops/trains.ics`.'),
      })
      .transform((written, context): TrainRule => {
        if (written.when !== undefined) {
          return written.days === undefined && written.hours === undefined
            ? { type: 'ics', when: written.when }
            : problem(context, 'takes `when`, or `days` and `hours`; not both');
        }
        return written.days === undefined
          ? problem(context, 'needs `days` or `when`')
          : { type: 'days', days: written.days, ...(written.hours === undefined ? {} : { hours: written.hours }) };
      }),
  ])
  .describe('When releases go out as planned: `tue-thu`, `{days: tue-thu, hours: 10:00-16:00}`, `{when: ics:…}`.');

const branch = line(200).refine(
  (text) => /^[^\s~^:?*[\\-][^\s~^:?*[\\]*$/.test(text) && !text.includes('..'),
  'is not the name of a branch',
);

const hotfix = z.strictObject({
  reasons: z
    .array(name)
    .min(1)
    .max(12)
    .default(usualReasons)
    .describe('What a hotfix may be for; the operator chooses one.'),
  max_changes: z.int().min(1).max(1000).default(6).describe('More commits than these are not a small fix.'),
  forbid: z
    .array(z.union([z.enum(['migrations', 'dependencies']), glob]))
    .max(100)
    .default(['migrations', 'dependencies'])
    .describe('What a hotfix must not change: `migrations`, `dependencies` (manifests and lock files), or globs.'),
  main: branch
    .exactOptional()
    .describe(
      'The main line, on which every commit of a hotfix has to be, too. Default: what `origin` calls its own (origin/HEAD).',
    ),
});

export const laneOptions: z.ZodType<LaneOptions> = z.strictObject({
  train,
  hotfix: hotfix.prefault({}).describe('What may go out between two trains.'),
});
