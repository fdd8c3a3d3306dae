import { isCivilDate } from '../calendar/civil.js';
import { parseDuration } from '../text/duration.js';
import { findHidden } from './characters.js';
import { z } from './zod.js';

/** What a duration may look like, in messages. */
const forms = '90s, 15m, 2h or 3d';

const TEN_YEARS = 3650 * 24 * 3_600_000;

/** Adds a mistake from inside a transformation. `hint` says what would be right. */
export function problem(context: z.core.$RefinementCtx, message: string, hint?: string): never {
  context.addIssue({ code: 'custom', message, ...(hint === undefined ? {} : { params: { hint } }) });
  return z.NEVER;
}

/** A text on one line, not blank; blanks around it go. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !/[\r\n]/.test(text), 'must stand on one line');

/** One sentence of any kind: `why`, a name on screen. */
export const sentence = line(300);

/** The name of a target, a person, a repository: it becomes part of refs, files and variables. */
export const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'use a-z, 0-9, - and _, at most 40, a letter or digit first')
  .meta({ description: 'A name: a-z 0-9 - _, at most 40 characters.' });

/** The name of an item in the log, in acknowledgements and in `when.found`. */
export const itemId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'use a-z, 0-9 and -, at most 64, a letter or digit first')
  .meta({ description: 'Name in the log. Default: the kind, `tests-2` for the second of a kind.' });

/** A closed question: one line, at most 90 characters, ends in `?`, nothing invisible in it. */
export const question = line(90)
  .refine((text) => text.endsWith('?'), 'must end in `?`: it is a closed question')
  .refine((text) => /[\p{L}\p{N}]/u.test(text), 'has no words')
  .superRefine((text, context) => refuseHidden(text, context, 'a question'))
  .meta({ description: 'A closed question, at most 90 characters, ending in `?`.' });

/** Milliseconds. `90s 15m 2h 3d`, and `0m`; `d` is 24 hours. At most ten years. */
export const duration = limitedDuration(0, TEN_YEARS, 'A duration: `90s`, `15m`, `2h`, `3d`.');

/** Milliseconds, at least one second. */
export const positiveDuration = limitedDuration(
  1000,
  TEN_YEARS,
  'A duration of at least 1s: `90s`, `15m`, `2h`, `3d`.',
);

/** Milliseconds, from one second to 24 hours: how long something may take. */
export const timeLimit = limitedDuration(1000, 24 * 3_600_000, 'A time limit from 1s to 24h: `90s`, `15m`.');

export const level = z
  .enum(['block', 'warn', 'info', 'off'])
  .meta({ description: 'The worst verdict it may produce: block, warn, info (shown only), off (not asked).' });

/** A day as everybody writes it in files: `2026-12-20`. */
export const civilDate = z
  .string()
  .trim()
  .refine(isCivilDate, { error: 'is not a date', params: { hint: 'write it like 2026-12-20' } });

/** A commit, whole or shortened. */
export const commitDigits = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[0-9a-f]{7,64}$/, 'is not a commit; write at least 7 of its hexadecimal digits');

/** `false` and `true` are what some editors make of no and yes. */
export const goAnswer = z
  .union([z.enum(['yes', 'no']), z.boolean()])
  .transform((answer): 'yes' | 'no' => (answer === true || answer === 'yes' ? 'yes' : 'no'))
  .meta({ description: 'Which answer lets the deploy go on.' });

export const overrideRule = z
  .union([z.enum(['no', 'reason', 'second']), z.literal(false)])
  .transform((rule): 'no' | 'reason' | 'second' => (rule === false ? 'no' : rule))
  .meta({ description: 'Going on despite a no-go: no (impossible), reason, second (a reason and a second person).' });

/** Levels of facets by name. An unknown facet is an unknown key. */
export const facetLevels = (facets: readonly string[]) =>
  z
    .strictObject(Object.fromEntries(facets.map((facet) => [facet, level.exactOptional()])))
    .transform((levels): Readonly<Record<string, z.output<typeof level>>> => ({ ...levels }))
    .meta({ description: 'Levels of single facets, where they differ from the default.' });

/** One value, or a list of at least one. */
export const oneOrMore = <T extends z.ZodType>(one: T) =>
  z
    .union([one, z.array(one).min(1)])
    .transform((value): readonly z.output<T>[] => (Array.isArray(value) ? value : [value as z.output<T>]));

/**
 * Refuses what a reader cannot see, the joiners of emoji too, and says which and where.
 * @param what must be what it looks like: `a command`
 */
export function refuseHidden(text: string, context: z.core.$RefinementCtx, what: string): void {
  const hidden = findHidden(text);
  if (hidden !== undefined) {
    const at = [...text.slice(0, hidden.index)].length + 1;
    problem(
      context,
      `contains invisible character ${hidden.name} as its character ${at}; ${what} must be what it looks like`,
      'delete it',
    );
  }
}

function limitedDuration(least: number, most: number, description: string) {
  return z
    .string(`is not a duration; write ${forms}`)
    .transform((text, context): number => {
      const ms = parseDuration(text.trim());
      if (ms === undefined) {
        return problem(context, `\`${text.trim().slice(0, 40)}\` is not a duration`, `write ${forms}`);
      }
      return ms < least || ms > most ? problem(context, `must be ${rangeText(least, most)}`) : ms;
    })
    .meta({ description, examples: ['90s', '15m', '2h', '3d'] });
}

const rangeText = (least: number, most: number): string =>
  most <= 24 * 3_600_000 ? 'from 1s to 24h' : `from ${least === 0 ? '0s' : '1s'} to 3650d`;
