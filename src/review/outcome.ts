import type { Outcome, RunDigest } from '../run/summary.js';
import { showDuration } from '../text/duration.js';
import { safeLine } from '../text/sanitise.js';
import type { Paint } from './paint.js';

/** How a run ended, in words: `deployed, confirmed after 30 m`. */
export function showOutcome({ outcome, confirmedAfterMs, handedTo }: RunDigest, paint: Paint): string {
  const words = Object.hasOwn(meanings, outcome) ? meanings[outcome] : outcome;
  const after = confirmedAfterMs === undefined ? '' : `, confirmed after ${showDuration(confirmedAfterMs)}`;
  const handed = handedTo === undefined ? '' : `, handed to ${safeLine(handedTo, 24)}`;
  const more = outcome === 'deployed' ? after : outcome === 'unconfirmed' ? handed : '';
  return paint[colors[outcome] ?? 'careful'](`${words}${more}`);
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
