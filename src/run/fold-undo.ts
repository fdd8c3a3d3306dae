import type { Run, UndoState } from './run.js';
import type { UndoEvent } from './undo-events.js';

/** What the roll-back did, and what is known of it. */
export function foldUndo(run: Run, event: UndoEvent, t: string): Run {
  switch (event.type) {
    case 'undo.start':
      return { ...run, phase: 'undoing', undo: { startedAt: t, out: event.out, names: event.steps } };
    case 'undo.end':
      return {
        ...withUndo(run, event.outcome, t),
        phase: event.outcome === 'ok' ? 'undone' : 'failed',
      };
    case 'undo-unknown':
      return withUndo(run, 'unknown', t);
    case 'undo.judged':
      return { ...withUndo(run, event.outcome, t), phase: event.outcome === 'ok' ? 'undone' : 'failed' };
    case 'undo.checked':
      return {
        ...run,
        undo: {
          ...run.undo,
          startedAt: run.undo?.startedAt ?? t,
          outcome: event.outcome === 'back' ? 'ok' : 'failed',
          checked: event,
        },
        phase: event.outcome === 'back' ? 'undone' : 'failed',
      };
    case 'undo.left':
      return { ...run, undo: run.undo && { ...run.undo, left: event } };
  }
}

const withUndo = (run: Run, outcome: NonNullable<UndoState['outcome']>, t: string): Run => ({
  ...run,
  undo: { ...run.undo, startedAt: run.undo?.startedAt ?? t, outcome },
});
