import { isBad } from './attempt.js';
import { couldStop } from './beside.js';
import type { CountedRun } from './counted-run.js';
import { standingOf } from './standing.js';
import { type BadAttempt, mostBad } from './stats.js';

/** The newest bad attempts, one by one. */
export interface BadAttempts {
  readonly add: (run: CountedRun) => void;
  /** @param itemsOf what runs to a target are asked: what is missing in one of them is told */
  readonly newest: (itemsOf: (target: string) => Iterable<string>) => readonly BadAttempt[];
}

export function createBadAttempts(): BadAttempts {
  let kept: BadAttempt[] = [];
  return {
    add: (run) => {
      if (isBad(run)) {
        kept.push(toBadAttempt(run));
        // Sorting now and then keeps memory small, in whatever order runs come.
        kept = kept.length > mostBad * 2 ? newestOf(kept) : kept;
      }
    },
    newest: (itemsOf) => newestOf(kept).map((bad) => withAbsent(bad, itemsOf(bad.target))),
  };
}

const newestOf = (kept: readonly BadAttempt[]): BadAttempt[] =>
  [...kept]
    .sort((a, b) => (a.started === b.started ? compare(b.run, a.run) : compare(b.started, a.started)))
    .slice(0, mostBad);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const toBadAttempt = ({ digest, facts }: CountedRun): BadAttempt => ({
  run: digest.run,
  started: digest.started,
  target: digest.target,
  operator: digest.operator,
  outcome: digest.outcome,
  incidents: facts.notes.filter(({ incident }) => incident).map(({ text }) => text),
  items: facts.items.filter(couldStop).map((item) => ({ id: item.id, standing: standingOf(item) })),
});

function withAbsent(bad: BadAttempt, known: Iterable<string>): BadAttempt {
  const present = new Set(bad.items.map(({ id }) => id));
  const absent = [...known].filter((id) => !present.has(id)).sort(compare);
  return {
    ...bad,
    items: [
      ...bad.items.filter(({ standing }) => standing !== 'human' && standing !== 'auto'),
      ...absent.map((id) => ({ id, standing: 'absent' as const })),
    ],
  };
}
