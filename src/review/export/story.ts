import type { Answered, EvidenceGathered } from '../../run/events.js';
import { questionKey } from '../../run/fold.js';
import type { ShowOptions } from '../show.js';

/** A run as its page knows it. */
export type RunPage = Pick<ShowOptions, 'run' | 'digest' | 'records' | 'files' | 'warnings' | 'damaged' | 'places'>;

/** A question that was answered, and what was known then. */
export interface Asked {
  /** UTC, ISO 8601. */
  readonly t: string;
  readonly answer: Answered;
  /** What machines had found of the item until then, the newest. */
  readonly evidence?: EvidenceGathered;
  /** The same evidence stands at an earlier question. */
  readonly repeated: boolean;
  /** Not taken back, grown too old, or given anew. */
  readonly counts: boolean;
}

/** What was looked at and never answered, not even by itself. */
export interface Unanswered {
  readonly t: string;
  readonly evidence: EvidenceGathered;
}

export interface Story {
  readonly asked: readonly Asked[];
  readonly unanswered: readonly Unanswered[];
}

/** The questions of a run in the order of their answers. */
export function toldStory({ run, records }: Pick<RunPage, 'run' | 'records'>): Story {
  const evidence = new Map<string, Unanswered>();
  const asked: Asked[] = [];
  const told = new Set<EvidenceGathered>();
  for (const { t, event } of records) {
    if (event?.type === 'evidence') {
      evidence.set(event.check, { t, evidence: event });
    } else if (event?.type === 'answer') {
      const known = evidence.get(event.check)?.evidence;
      const counts = event.answer === 'stop' || run.answers[questionKey(event.check, event.facet)]?.event === event;
      const repeated = known !== undefined && told.has(known);
      asked.push({ t, answer: event, counts, repeated, ...(known === undefined ? {} : { evidence: known }) });
      if (known !== undefined) {
        told.add(known);
      }
    }
  }

  const items = new Set(asked.map(({ answer }) => answer.check));
  return { asked, unanswered: [...evidence.values()].filter((one) => !items.has(one.evidence.check)) };
}
