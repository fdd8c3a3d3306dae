import type { Outcome, RollBackTrouble, RunDigest } from '../run/summary.js';
import { showDuration } from '../text/duration.js';
import { safeLine } from '../text/sanitise.js';
import type { Paint } from './paint.js';

/** How a run ended, in words: `deployed, confirmed after 30 m`. */
export function showOutcome(digest: RunDigest, paint: Paint): string {
  const { words, more } = outcomeWords(digest);
  return paint[outcomeColor(digest)](more === '' ? words : `${words}, ${more}`);
}

/** The same in two: how it ended, and what is told of that where there is room. */
export function outcomeWords({ outcome, rollBack, confirmedAfterMs, handedTo }: RunDigest): {
  readonly words: string;
  readonly more: string;
} {
  const words = rollBackWords(rollBack, outcome) ?? (Object.hasOwn(meanings, outcome) ? meanings[outcome] : outcome);
  const after = confirmedAfterMs === undefined ? '' : `confirmed after ${showDuration(confirmedAfterMs)}`;
  const handed = handedTo === undefined ? '' : `handed to ${safeLine(handedTo, 24)}`;
  const more = outcome === 'deployed' ? after : outcome === 'unconfirmed' || rollBack !== undefined ? handed : '';
  return { words, more };
}

export const outcomeColor = ({ outcome }: RunDigest): keyof Paint => colors[outcome] ?? 'careful';

/** A run whose roll-back did not end well is about that, and not about its deploy. */
export const rollBackWords = (rollBack: RunDigest['rollBack'], outcome: Outcome): string | undefined =>
  rollBack !== undefined && (outcome === 'failed' || outcome === 'unknown') && Object.hasOwn(rollBacks, rollBack)
    ? rollBacks[rollBack]
    : undefined;

const rollBacks: Readonly<Record<RollBackTrouble, string>> = {
  failed: 'roll-back failed, what runs is not known',
  stopped: 'roll-back stopped, what runs is not known',
  'not-back': 'NOT rolled back: it still runs',
  unknown: 'roll-back with an unknown end',
};

const meanings: Readonly<Record<Outcome, string>> = {
  deployed: 'deployed',
  unconfirmed: 'deployed, never confirmed',
  failed: 'deploy failed',
  'rolled-back': 'rolled back',
  stopped: 'stopped by the operator',
  'no-go': 'no-go',
  interrupted: 'broken off',
  unknown: 'outcome unknown',
  'dry-run': 'dry run',
  running: 'running now',
  paused: 'paused',
};

const colors: Readonly<Record<Outcome, keyof Paint>> = {
  deployed: 'good',
  unconfirmed: 'careful',
  failed: 'bad',
  'rolled-back': 'bad',
  stopped: 'dim',
  'no-go': 'bad',
  interrupted: 'careful',
  unknown: 'bad',
  'dry-run': 'dim',
  running: 'bold',
  paused: 'careful',
};
