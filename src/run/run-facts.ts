import type { Verdict } from '../checklist/model.js';
import type { Answered, EvidenceGathered, How, StampedEvent } from './events.js';
import { machineVerdict } from './machine-verdict.js';
import { worst as worstOf } from './verdict.js';

/** What filters and statistics want to know of a run beyond its digest. Never more than a few kilobytes. */
export interface RunFacts {
  /** Of the release commit: at most 120 characters. */
  readonly subject: string;
  /** Everything that was looked at or asked, in the order in which it first came up. */
  readonly items: readonly ItemFacts[];
  readonly notes: readonly NoteFacts[];
  /** UTC, ISO 8601; absent where nothing was launched. */
  readonly deployStarted?: string;
  /** When a roll-back ended well. */
  readonly undone?: string;
  /** What the release brought since the commit before it; absent where nobody knew. */
  readonly committed?: CommittedFacts;
}

/** Times of commits: UTC, ISO 8601. */
export interface CommittedFacts {
  readonly commits: number;
  readonly oldest: string;
  readonly median: string;
  readonly newest: string;
}

export interface ItemFacts {
  readonly id: string;
  /** The worst that machines ever found of it in this run; `n/a` where nothing was gathered. */
  readonly worst: Verdict;
  /** Every answer that was given, also those that were taken back later. */
  readonly answers: readonly AnswerFacts[];
  /** It first came up when the deploy had begun: it could not have stopped it. */
  readonly after?: true;
}

export interface AnswerFacts {
  readonly facet?: string;
  readonly answer: Answered['answer'];
  readonly how: How;
  /** Milliseconds on screen; 0 for `auto`. */
  readonly ms: number;
}

export interface NoteFacts {
  /** UTC, ISO 8601. */
  readonly t: string;
  readonly by: string;
  /** At most 300 characters. */
  readonly text: string;
  readonly incident: boolean;
}

/** Most answers that are kept of one item, and most notes of a run: nobody gives more by hand. */
const most = 100;

export function runFacts(events: readonly StampedEvent[]): RunFacts {
  const items = new Map<string, ItemFacts>();
  const notes: NoteFacts[] = [];
  let subject = '';
  let times: Pick<RunFacts, 'deployStarted' | 'undone'> = {};
  let committed: CommittedFacts | undefined;
  for (const { event, t } of events) {
    switch (event.type) {
      case 'run.start':
      case 'restart':
        subject = event.release.subject.slice(0, 120);
        break;
      case 'evidence':
        items.set(event.check, withEvidence(items.get(event.check) ?? itemOf(event.check, times), event));
        committed = committedIn(event) ?? committed;
        break;
      case 'answer':
        items.set(event.check, withAnswer(items.get(event.check) ?? itemOf(event.check, times), event));
        break;
      case 'deploy.start':
        times = { deployStarted: t };
        break;
      case 'undo.end':
        times = event.outcome === 'ok' ? { ...times, undone: t } : times;
        break;
      case 'note':
        notes.push({ t, by: event.by, text: event.text.slice(0, 300), incident: event.incident === true });
        break;
      default:
    }
  }

  return {
    subject,
    items: [...items.values()],
    notes: notes.slice(-most),
    ...times,
    ...(committed === undefined ? {} : { committed }),
  };
}

const itemOf = (id: string, { deployStarted }: Pick<RunFacts, 'deployStarted'>): ItemFacts => ({
  id,
  worst: 'n/a',
  answers: [],
  ...(deployStarted === undefined ? {} : { after: true }),
});

const withEvidence = (known: ItemFacts, event: EvidenceGathered): ItemFacts => ({
  ...known,
  worst: worstOf([known.worst, machineVerdict(event)]),
});

const withAnswer = (known: ItemFacts, { facet, answer, how, ms_on_screen }: Answered): ItemFacts => {
  const given = { ...(facet === undefined ? {} : { facet }), answer, how, ms: ms_on_screen };
  return known.answers.length >= most ? known : { ...known, answers: [...known.answers, given] };
};

/** `release` puts on record when what it brings was committed. */
function committedIn({ facts }: EvidenceGathered): CommittedFacts | undefined {
  const { commits, oldest, median, newest }: Readonly<Record<string, unknown>> = { ...asMap(facts['committed']) };
  return typeof commits === 'number' && isInstant(oldest) && isInstant(median) && isInstant(newest)
    ? { commits, oldest, median, newest }
    : undefined;
}

const asMap = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

const isInstant = (value: unknown): value is string => typeof value === 'string' && !Number.isNaN(Date.parse(value));
