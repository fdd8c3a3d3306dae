import type { StampedEvent } from '../run/events.js';
import { foldRun } from '../run/fold.js';
import { type RunFacts, runFacts } from '../run/run-facts.js';
import { type RunDigest, summarise } from '../run/summary.js';
import { type ReadRun, toStampedEvents } from './read.js';
import { runIdTime } from './run-id.js';

/** A run as one line of a list tells it, and what filters and statistics want to know beyond. */
export interface Digested {
  readonly digest: RunDigest;
  readonly facts: RunFacts;
}

/** Of what counts in the run's records. A run whose first record cannot be read began when its id says. */
export function digested(read: ReadRun, events = eventsOf(read.records)): Digested {
  const { run, records, head, alive } = read;
  const digest = summarise(foldRun(events), { run, records: records.length, head, alive });
  // A whole log without a beginning is of a run that died before it. Of any other nobody knows how it ended.
  const isWhole = records.length > 0 && read.damage === undefined && read.foreign === undefined;
  const outcome = alive || isWhole ? digest.outcome : 'unknown';
  return {
    digest: digest.started === '' ? { ...digest, started: runIdTime(run), outcome } : digest,
    facts: runFacts(events),
  };
}

const eventsOf = (records: ReadRun['records']): readonly StampedEvent[] => toStampedEvents(records);
