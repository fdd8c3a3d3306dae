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
  /** That in a word; absent where its records were changed. */
  readonly trouble?: 'newer' | 'unreadable';
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
export function toEntry({ digest, facts, damaged, ...run }: Omit<Reviewed, 'checked'>): Entry {
  const kept = slim(digest);
  const problem = run.problem?.slice(0, mostText);
  const lengthMs = kept.ended === null ? 0 : Date.parse(kept.ended) - Date.parse(kept.started);
  return {
    digest: kept,
    damaged,
    ...(problem === undefined ? {} : { problem }),
    ...(run.trouble === undefined ? {} : { trouble: run.trouble }),
    subject: brief(facts.subject),
    lengthMs: lengthMs > 0 ? lengthMs : 0,
    loud: isLoud(kept, facts),
    words: wordsOf(kept, facts, damaged ? `damaged ${problem ?? ''}` : '').toLowerCase(),
  };
}

/** Code units: reasons and notes are no longer. Whoever can write to the log must not hold up whoever reads it. */
const mostText = 400;

const brief = (text: string): string => (text.length > mostText ? text.slice(0, mostText) : text);

/** The same run, found to be damaged. */
export const asDamaged = (entry: Entry, problem: string): Entry => ({
  ...entry,
  damaged: true,
  problem,
  words: `${entry.words}\ndamaged ${problem.toLowerCase()}`,
});

/** A line of the index brings more than its digest. */
function slim(digest: RunDigest): RunDigest {
  const { deployedAt, confirmedAfterMs, rollBack, handedTo, notes, incidents, overridden } = digest;
  const { run, started, ended, from, to, outcome, overrides, records, head } = digest;
  return {
    ...{ schema: 1, run, started, ended, from, outcome, overrides, records, head },
    ...{ app: brief(digest.app), target: brief(digest.target), operator: brief(digest.operator), to: brief(to) },
    ...(deployedAt === undefined ? {} : { deployedAt }),
    ...(confirmedAfterMs === undefined ? {} : { confirmedAfterMs }),
    ...(rollBack === undefined ? {} : { rollBack }),
    ...(handedTo === undefined ? {} : { handedTo: brief(handedTo) }),
    ...(notes === undefined ? {} : { notes }),
    ...(incidents === undefined ? {} : { incidents }),
    overridden: overridden.length === 0 ? none : clipTexts(overridden, mostText),
  };
}

const none: readonly never[] = [];

const isLoud = ({ outcome, overrides }: RunDigest, { items }: RunFacts): boolean =>
  outcome === 'no-go' ||
  overrides > 0 ||
  items.some(
    ({ worst, answers }) =>
      worst === 'no-go' ||
      answers.some(({ answer, how }) => how === 'override' || answer === 'no-go' || answer === 'stop'),
  );

function wordsOf(digest: RunDigest, { subject, items, notes }: RunFacts, more: string): string {
  const { run, app, target, operator, outcome, rollBack, overrides, incidents = 0, overridden } = digest;
  const words = [run, app, target, operator, outcome, outcome.replace('-', ' '), brief(subject), more];
  words.push(rollBackWords(rollBack, outcome) ?? '', overrides > 0 ? 'override' : '', incidents > 0 ? 'incident' : '');
  for (const { id } of items) {
    words.push(brief(id));
  }

  for (const { question, reason, second = '' } of overridden) {
    words.push(question, reason, second);
  }

  for (const { by, text } of notes) {
    words.push(brief(by), brief(text));
  }

  return words.join('\n');
}
