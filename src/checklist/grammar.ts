import type { GoAnswer, Level } from './model.js';
import { sections } from './sections.js';
import type { Path } from './tree.js';
import {
  days,
  globs,
  goAnswer,
  itemId,
  level,
  line,
  name,
  oneOrMore,
  overrideRule,
  positiveDuration,
  question,
  sentence,
  timeLimit,
} from './types.js';
import { z } from './zod.js';

/** What the grammar has to know about a kind of item; the kinds of `checks/` fit it. */
export interface KindGrammar {
  readonly name: string;
  readonly options: z.ZodType;
  readonly facets: Readonly<Record<string, { readonly level: Level }>>;
  readonly go: GoAnswer;
  /** Which failure it comes from; editors show it. */
  readonly why?: string;
  /**
   * Keys of its options that are several forms of one thing: where a checklist gives keys of one form, those of the others
   * are not inherited.
   */
  readonly forms?: readonly (readonly string[])[];
  /** It belongs under `after:`, and only once. */
  readonly onlyAfter?: true;
  /** It belongs before the deploy, and only once. */
  readonly once?: true;
  /** Repositories that its options name, each with where in them; `options` as the schema made them. */
  readonly reposIn?: (options: unknown) => readonly { readonly name: string; readonly path: Path }[];
}

export const whenSchema = z
  .strictObject({
    changed: globs
      .exactOptional()
      .meta({ description: 'git globs: something matching changed since the previous deploy.' }),
    target: oneOrMore(name).exactOptional().meta({ description: 'Targets it is about.' }),
    lane: oneOrMore(z.enum(['train', 'hotfix']))
      .exactOptional()
      .meta({ description: 'The lane of the run, by the item `lane`; where that is not known, the item applies.' }),
    days: days.exactOptional().meta({ description: 'Days on which it is asked: `mon-thu` or `[mon, wed]`.' }),
    found: itemId.exactOptional().meta({ description: 'The id of another item that must have found something.' }),
  })
  .refine((when) => Object.keys(when).length > 0, 'needs a condition: changed, target, lane, days or found')
  .meta({ description: 'All of these must hold, else the item does not apply.' });

/** The keys every item takes beside its kind. */
export const commonSchema = z.strictObject({
  id: itemId.exactOptional(),
  question: question.exactOptional().meta({
    description: 'Asked instead of the kind’s own question: closed, at most 90 characters, ending in `?`.',
  }),
  go: goAnswer
    .exactOptional()
    .meta({ description: 'Which answer lets the deploy go on. Default: that of the kind; yes for `ask` and `run`.' }),
  why: sentence
    .exactOptional()
    .meta({ description: 'Which failure the question comes from; one sentence. Default: that of the kind.' }),
  killer: z.boolean().default(false).meta({ description: 'Asked first, never n/a, repeated on the launch page.' }),
  when: whenSchema.exactOptional(),
  level: level.default('block'),
  unknown: z
    .enum(['ask', 'block', 'warn'])
    .default('ask')
    .meta({ description: 'What missing evidence means: a person is asked, it blocks, it is a warning.' }),
  ttl: positiveDuration
    .exactOptional()
    .meta({ description: 'How long its evidence stays good. Default: that of the kind.' }),
  timeout: timeLimit.exactOptional().meta({ description: 'How long gathering may take. Default: that of the kind.' }),
  by: line(100)
    .exactOptional()
    .meta({ description: 'A role or a person of `people` who must answer. Default: the operator.' }),
  override: overrideRule.exactOptional().meta({
    description:
      'Going on despite a no-go: no (impossible), reason, second (a reason and a second person). Default: that of the kind or facet.',
  }),
});

export const commonKeys: readonly string[] = Object.keys(commonSchema.shape);

/** Every key a checklist may have at its top. */
export const topKeys: readonly string[] = [...Object.keys(sections), 'checks', 'deploy', 'after'];

/** Whether `options` of a kind take `facets: {name: level}`. */
export const isFaceted = (kind: KindGrammar): boolean => Object.keys(kind.facets).length > 0;
