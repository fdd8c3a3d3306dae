import type { Session } from '../engine/session.js';
import type { Act, Leave } from './screen.js';

/** What an answer can ask for besides its record, whatever the terminal is like. */
export type SessionAct = Exclude<Act, { readonly do: 'redraw' | 'settle' }>;

export interface PerformContext {
  readonly session: Session;
  readonly leave: (how: Leave) => void;
  /** What cannot be recorded ends the session: no record, no effect. */
  readonly breakOff: (error: unknown) => void;
}

/** Carries out what an answer asks for. Never throws. */
export function perform(act: SessionAct, { session, leave, breakOff }: PerformContext): void {
  switch (act.do) {
    case 'look-again':
      session.lookAgain(act.check);
      break;
    case 'keep':
      try {
        session.keep();
      } catch (error) {
        breakOff(error);
      }

      break;
    case 'restart':
      void session.restart().catch(breakOff);
      break;
    case 'accept':
      void session.accept(act.wish).catch(breakOff);
      break;
    case 'decide':
      void session
        .decide(act.typed)
        .then((answer) => {
          if (answer === 'launched') {
            leave('launch');
          }
        })
        .catch(breakOff);
      break;
    case 'leave':
      leave(act.how);
      break;
  }
}
