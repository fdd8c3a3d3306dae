import type { Outcome, RunDigest } from '../run/summary.js';
import { showDuration } from '../text/duration.js';
import type { Paint } from './paint.js';

/** How a run ended, in words: `deployed, confirmed after 30 m`. */
export function showOutcome({ outcome, confirmedAfterMs }: RunDigest, paint: Paint): string {
  const words = Object.hasOwn(meanings, outcome) ? meanings[outcome] : outcome;
  const after = confirmedAfterMs === undefined ? '' : `, confirmed after ${showDuration(confirmedAfterMs)}`;
  return paint[colors[outcome] ?? 'careful'](outcome === 'deployed' ? `${words}${after}` : words);
}

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
