import type { Focus } from './focus.js';
import type { Screen } from './screen.js';

/** How long an item that is go stays on screen before it moves on by itself, in milliseconds. */
const passMs = 600;

/** Waits while an item that is go is on screen, then lets it pass. */
export interface Passing {
  /** What is on screen now; undefined where nothing may pass. */
  readonly showing: (focus: Focus | undefined, screen: Screen) => void;
  readonly stop: () => void;
}

/** @param pass is told the identity of what was on screen all the time */
export function createPassing(pass: (identity: string) => void): Passing {
  let waiting: { readonly identity: string; readonly timer: NodeJS.Timeout } | undefined;
  return {
    showing(focus, screen) {
      const wanted = passesByItself(screen, focus) ? focus?.identity : undefined;
      if (waiting?.identity === wanted) {
        return;
      }

      clearTimeout(waiting?.timer);
      waiting = undefined;
      if (wanted !== undefined) {
        const timer = setTimeout(() => {
          waiting = undefined;
          pass(wanted);
        }, passMs);
        waiting = { identity: wanted, timer };
      }
    },
    stop: () => clearTimeout(waiting?.timer),
  };
}

/** Goes on without anybody: `go`, or waived by a rule. What the operator went to by themselves stays in front of them. */
export const passesByItself = ({ at }: Screen, focus: Focus | undefined): boolean =>
  at === undefined &&
  focus?.on === 'question' &&
  focus.question.mode === 'passing' &&
  focus.question.answer === undefined;
