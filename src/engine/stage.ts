import type { Standing } from '../run/questions.js';
import type { Run } from '../run/run.js';
import { allSettled } from '../run/walk.js';
import type { Stage } from './session.js';

/** What the operator is in front of, by the log alone. */
export function stageOf(run: Run, before: readonly Standing[], after: readonly Standing[]): Stage {
  switch (run.phase) {
    case 'walking':
    case 'decided':
      return allSettled(before) ? 'launch' : 'walk';
    case 'deploying':
    case 'undoing':
      // Nobody runs it any more, else this process would be following instead of asking.
      return 'lost';
    case 'deployed':
      return allSettled(after) ? 'done' : 'after';
    case 'failed':
      return 'failed';
    case 'undone':
    case 'ended':
      return 'done';
  }
}
