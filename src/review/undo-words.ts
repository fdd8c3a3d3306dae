import type { StepEnded, UndoChecked } from '../run/events.js';
import { short } from '../run/release.js';
import type { Run } from '../run/run.js';
import { showDuration } from '../text/duration.js';
import { safeLine } from '../text/sanitise.js';

/** What a roll-back came to that did not end well, in one sentence without a full stop; undefined for any other. */
export function undoTrouble({ undo, release }: Pick<Run, 'undo' | 'release'>): string | undefined {
  if (undo === undefined || undo.outcome === undefined || undo.outcome === 'ok' || undo.outcome === 'unknown') {
    return undefined;
  }

  if (undo.checked !== undefined) {
    return notBackWords(undo.checked, short(release.commit));
  }

  const step = undo.steps?.at(-1);
  const how = undo.outcome === 'stopped' ? 'the roll-back was stopped' : 'the roll-back failed';
  return step === undefined ? how : `${how}: ${safeLine(step.step, 120)}: ${stepEnd(step)}`;
}

/** What of a roll-back was done, and what was not even begun; one line each. The step that failed is not among them. */
export function undoCourse({ undo }: Pick<Run, 'undo'>): {
  readonly done: readonly string[];
  readonly left: readonly string[];
} {
  const ended = undo?.steps ?? [];
  const names = new Set(ended.map(({ step }) => step));
  return {
    done: ended
      .filter(({ rc, timedOut, error }) => rc === 0 && timedOut !== true && error === undefined)
      .map((step) => `${safeLine(step.step, 120)}: ${stepEnd(step)}, after ${showDuration(step.ms)}`),
    left: (undo?.names ?? []).filter((name) => !names.has(name)).map((name) => safeLine(name, 120)),
  };
}

/** Who has it after it was left, or why nobody does. */
export function undoLeftWords({ undo }: Pick<Run, 'undo'>): string {
  const { handed_to: to, left_because: because } = undo?.left ?? {};
  return to === undefined
    ? because === undefined
      ? ''
      : `; left as it is: ${safeLine(because, 120)}`
    : `; handed to ${safeLine(to, 60)}`;
}

/** How one command ended: `exit 3`, `it died with SIGSEGV`. */
export const stepEnd = ({ timedOut, error, said, signal, rc }: StepEnded): string =>
  timedOut
    ? 'it ran out of time'
    : safeLine(error ?? said ?? (signal === undefined ? `exit ${rc ?? '?'}` : `it died with ${signal}`), 300);

function notBackWords({ said }: UndoChecked, release: string): string {
  const still = said.filter((one) => one.is === 'release').map(({ from }) => from);
  const unknown = said.filter((one) => one.is === 'unknown');
  const doubt =
    unknown.length === 0
      ? []
      : [`of ${together(unknown.map(({ from }) => from))} it is not known (${safeLine(unknown[0]?.why ?? '', 100)})`];
  const runs = still.length === 0 ? [] : [`${together(still)} still ${still.length === 1 ? 'runs' : 'run'} ${release}`];
  return `the undo command ended well, but ${[...runs, ...doubt].join(', and ')}: ${
    still.length === 0 ? 'perhaps not rolled back' : 'not rolled back'
  }`;
}

/** The first few by name. */
function together(names: readonly string[]): string {
  const all = [...new Set(names)].map((name) => safeLine(name, 60));
  const few = all.length > 4 ? [...all.slice(0, 3), `${all.length - 3} more`] : all;
  return few.length < 2 ? (few[0] ?? '') : `${few.slice(0, -1).join(', ')} and ${few.at(-1)}`;
}
