import type { Reviewed } from '../../audit/summaries.js';
import { rollBackWords } from '../../review/outcome.js';
import type { RunFacts } from '../../run/run-facts.js';
import type { RunDigest } from '../../run/summary.js';
import { clipTexts } from './clip-texts.js';

/** A run as the browser's list holds it: little enough that tens of thousands fit in memory. Texts are raw. */
export interface Entry {
  readonly digest: RunDigest;
  /** Its files are not what was written. */
  readonly damaged: boolean;
  readonly problem?: string;
  /** Of the release commit. */
  readonly subject: string;
  /** From its start to its end in milliseconds; 0 where that is not known. */
  readonly lengthMs: number;
  /** Somebody overrode something, or something was a no-go. */
  readonly loud: boolean;
  /** Everything that the filter looks at besides commits, in lower case. */
  readonly words: string;
}

/** What the list keeps of a run. */
export function toEntry({ damaged, ...run }: Omit<Reviewed, 'checked'>): Entry {
  const [kept, facts] = [clipTexts(slim(run.digest), mostText), clipTexts(run.facts, mostText)];
  const problem = run.problem?.slice(0, mostText);
  const lengthMs = kept.ended === null ? 0 : Date.parse(kept.ended) - Date.parse(kept.started);
  return {
    digest: kept,
    damaged,
    ...(problem === undefined ? {} : { problem }),
    subject: facts.subject,
    lengthMs: lengthMs > 0 ? lengthMs : 0,
    loud: isLoud(kept, facts),
    words: [...wordsOf(kept, facts), damaged ? `damaged ${problem ?? ''}` : ''].join('\n').toLowerCase(),
  };
}

/** Code units: reasons and notes are no longer. */
const mostText = 400;

/** The same run, found to be damaged. */
export const asDamaged = (entry: Entry, problem: string): Entry => ({
  ...entry,
  damaged: true,
  problem,
  words: `${entry.words}\ndamaged ${problem.toLowerCase()}`,
});

/** A line of the index brings more than its digest. */
function slim(digest: RunDigest): RunDigest {
  const { deployedAt, confirmedAfterMs, rollBack, handedTo, notes, incidents } = digest;
  const { run, app, target, operator, started, ended, from, to, outcome, overrides, records, head } = digest;
  return {
    ...{ schema: 1, run, app, target, operator, started, ended, from, to, outcome, overrides, records, head },
    ...(deployedAt === undefined ? {} : { deployedAt }),
    ...(confirmedAfterMs === undefined ? {} : { confirmedAfterMs }),
    ...(rollBack === undefined ? {} : { rollBack }),
    ...(handedTo === undefined ? {} : { handedTo }),
    ...(notes === undefined ? {} : { notes }),
    ...(incidents === undefined ? {} : { incidents }),
    overridden: digest.overridden,
  };
}

const isLoud = ({ outcome, overrides }: RunDigest, { items }: RunFacts): boolean =>
  outcome === 'no-go' ||
  overrides > 0 ||
  items.some(
    ({ worst, answers }) =>
      worst === 'no-go' ||
      answers.some(({ answer, how }) => how === 'override' || answer === 'no-go' || answer === 'stop'),
  );

const wordsOf = (digest: RunDigest, facts: RunFacts): readonly string[] => [
  digest.run,
  digest.app,
  digest.target,
  digest.operator,
  digest.outcome,
  digest.outcome.replace('-', ' '),
  rollBackWords(digest.rollBack, digest.outcome) ?? '',
  digest.overrides > 0 ? 'override' : '',
  (digest.incidents ?? 0) > 0 ? 'incident' : '',
  facts.subject,
  ...facts.items.map(({ id }) => id),
  ...digest.overridden.flatMap(({ question, reason, second = '' }) => [question, reason, second]),
  ...facts.notes.map(({ by, text }) => `${by} ${text}`),
];
