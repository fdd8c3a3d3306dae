import type { AnswerFacts, ItemFacts } from '../../run/run-facts.js';
import { hasIncident, isAttempt, isBad, isOpen } from './attempt.js';
import type { CountedRun } from './counted-run.js';
import { flagsOf } from './item-flags.js';
import { createNumbers, type Numbers } from './numbers.js';
import { standingOf } from './standing.js';
import type { Ends, ItemStats, RunMoment } from './stats.js';

/** What became of every item, over all runs. */
export interface ItemsCounter {
  readonly add: (run: CountedRun) => void;
  readonly items: () => readonly ItemStats[];
}

export function createItems(): ItemsCounter {
  const items = new Map<string, Tally>();
  return {
    add: (run) => {
      for (const item of run.facts.items) {
        const tally = items.get(item.id) ?? emptyTally();
        items.set(item.id, tally);
        count(tally, item, run);
      }
    },
    items: () => [...items].map(([id, tally]) => toItemStats(id, tally)).sort(byUse),
  };
}

interface Tally {
  runs: number;
  readonly worst: Record<ItemFacts['worst'], number>;
  readonly answers: Record<AnswerFacts['answer'] | 'override', number>;
  readonly onScreen: Numbers;
  lastNoGo: RunMoment | undefined;
  overridden: number;
  overriddenBad: number;
  overriddenIncidents: number;
  readonly ends: Record<keyof Ends, number>;
}

const emptyTally = (): Tally => ({
  runs: 0,
  worst: { go: 0, warn: 0, unknown: 0, 'no-go': 0, 'n/a': 0 },
  answers: { go: 0, 'no-go': 0, 'n/a': 0, stop: 0, override: 0 },
  onScreen: createNumbers(),
  lastNoGo: undefined,
  overridden: 0,
  overriddenBad: 0,
  overriddenIncidents: 0,
  ends: { deployed: 0, unconfirmed: 0, failed: 0, 'rolled-back': 0, unknown: 0, none: 0, open: 0 },
});

function count(tally: Tally, item: ItemFacts, run: CountedRun): void {
  tally.runs += 1;
  tally.worst[item.worst] += 1;
  let saidNo = item.worst === 'no-go';
  for (const { answer, how, ms } of item.answers) {
    if (how !== 'auto') {
      tally.answers[how === 'override' ? 'override' : answer] += 1;
      tally.onScreen.add(ms);
      saidNo ||= answer === 'no-go' || answer === 'stop';
    }
  }

  const { run: id, started, outcome } = run.digest;
  if (saidNo && isNewer({ run: id, started }, tally.lastNoGo)) {
    tally.lastNoGo = { run: id, started };
  }

  if (standingOf(item) === 'overridden') {
    tally.overridden += 1;
    tally.overriddenBad += isBad(run) ? 1 : 0;
    tally.overriddenIncidents += isAttempt(run) && hasIncident(run) ? 1 : 0;
    tally.ends[isAttempt(run) ? (outcome as keyof Ends) : isOpen(run) ? 'open' : 'none'] += 1;
  }
}

const isNewer = (one: RunMoment, than: RunMoment | undefined): boolean =>
  than === undefined || one.started > than.started || (one.started === than.started && one.run > than.run);

function toItemStats(id: string, { runs, worst, answers, onScreen, lastNoGo, ...tally }: Tally): ItemStats {
  const { go, 'n/a': notApplicable, 'no-go': noGo, stop, override } = answers;
  const stats = {
    id,
    runs,
    worst: { go: worst.go, warn: worst.warn, unknown: worst.unknown, noGo: worst['no-go'] },
    asked: go + notApplicable + noGo + stop + override,
    go,
    notApplicable,
    no: noGo + stop,
    onScreen: onScreen.median(),
    lastNoGo,
    overridden: tally.overridden,
    overriddenEnds: { ...tally.ends },
    overriddenBad: tally.overriddenBad,
    overriddenIncidents: tally.overriddenIncidents,
  };
  return { ...stats, flags: flagsOf(stats) };
}

const byUse = (a: ItemStats, b: ItemStats): number => b.runs - a.runs || (a.id < b.id ? -1 : 1);
