import type { Session } from '../engine/session.js';
import { deferred } from '../world/deferred.js';
import type { Leave } from './screen.js';

/** The end of a walk in this process: how the operator left, or what broke it off; whichever comes first. */
export interface Leaving {
  /** Rejects with what made the session break off. Unread, it hurts nobody. */
  readonly left: Promise<Leave>;
  readonly leave: (how: Leave) => void;
  readonly breakOff: (error: unknown) => void;
}

export function createLeaving({ broken }: Pick<Session, 'broken'>): Leaving {
  const { promise: left, resolve: leave, reject: breakOff } = deferred<Leave>();
  left.catch(() => undefined);
  void broken.then(breakOff);
  return { left, leave, breakOff };
}
