import type { RunEvent } from '../../run/events.js';

/** A part of a run's time. */
export type Stretch = 'GATHERING' | 'QUESTIONS' | 'DEPLOY' | 'WATCH' | 'ROLL-BACK' | 'AFTERWARDS';

/**
 * The stretch that a record belongs to, by the one of the record before it. A run that is taken up again or asks again
 * goes back to an earlier one.
 */
export function stretchOf(before: Stretch, type: string, event: RunEvent | undefined): Stretch {
  switch (event?.type) {
    case 'restart':
      return 'GATHERING';
    case 'answer':
      return event.how !== 'auto' && (before === 'GATHERING' || before === 'DEPLOY') ? 'QUESTIONS' : before;
    case 'lastlook':
    case 'decision':
    case 'deploy.start':
      return 'DEPLOY';
    case 'undo.start':
      return 'ROLL-BACK';
    case 'note':
      return 'AFTERWARDS';
    default:
      return before === 'DEPLOY' && type.startsWith('watch.start') ? 'WATCH' : before;
  }
}

/** The stretch of what comes behind a record. */
export const stretchAfter = (stretch: Stretch, event: RunEvent | undefined): Stretch =>
  (event?.type === 'deploy.end' && event.outcome === 'ok') ||
  (event?.type === 'deploy.judged' && event.outcome === 'ok')
    ? 'WATCH'
    : stretch;
