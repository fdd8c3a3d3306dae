import type { Situation } from '../engine/session.js';
import type { RunEvent } from '../run/events.js';
import type { LeftBecause } from '../run/watch-answers.js';
import { handOverTo } from './people.js';
import { minReason, tooShort } from './reason.js';
import type { Purpose, Response, Screen } from './screen.js';
import { rollBackFailed } from './stage-rows.js';
import { excused, leftWatch } from './watch-events.js';

/** What is typed about a watch. */
export type WatchPurpose = Extract<Purpose, { for: 'hand-over' | 'unwatched' | 'excuse' }>;

export const isWatchPurpose = (purpose: Purpose): purpose is WatchPurpose =>
  purpose.for === 'hand-over' || purpose.for === 'unwatched' || purpose.for === 'excuse';

export interface WatchLine {
  readonly purpose: WatchPurpose;
  /** Trimmed. */
  readonly text: string;
  readonly situation: Situation;
  /** The screen once the line is handed in. */
  readonly done: Screen;
  readonly problem: (sentence: string) => Response;
}

/** What a line typed about a watch comes to: a name takes it over, a reason leaves it or excuses what fails. */
export function handInWatch({ purpose, text, situation, done, problem }: WatchLine): Response {
  if (purpose.for === 'hand-over') {
    const person = handOverTo(text, situation.operator, situation.checklist.people);
    return person.ok
      ? {
          screen: done,
          record: leftBecause(situation, { handedTo: person.name }),
          act: { do: 'leave', how: 'leave' },
        }
      : problem(person.problem);
  }

  if (text.length < minReason) {
    return problem(tooShort(text));
  }

  if (purpose.for === 'unwatched') {
    return {
      screen: done,
      record: leftBecause(situation, { reason: text }),
      act: { do: 'leave', how: 'leave' },
    };
  }

  const record = excused(situation, text);
  return record === undefined
    ? { screen: { ...done, hint: 'Nothing is failing any more: nothing was recorded.' } }
    : { screen: done, record };
}

/** A watch ends with it; after a roll-back that failed there is none any more. */
function leftBecause(situation: Situation, because: LeftBecause): RunEvent {
  return rollBackFailed(situation)
    ? {
        type: 'undo.left',
        by: situation.operator.name,
        ...('handedTo' in because ? { handed_to: because.handedTo } : { left_because: because.reason }),
      }
    : leftWatch(situation, because);
}
