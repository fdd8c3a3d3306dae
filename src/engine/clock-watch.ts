import type { Clock } from '../world/clock.js';

/** From this difference on it is no drift but a jump: the machine slept, or somebody set its clock. Milliseconds. */
const jumpFromMs = 2000;

/**
 * Watches the wall clock by one that never jumps.
 * @returns a function that says by how many milliseconds the wall clock jumped since it was last asked; 0 for no jump,
 * and always for a fixed clock
 */
export function watchClock(clock: Clock): () => number {
  let offset = offsetOf(clock);
  return () => {
    const before = offset;
    offset = offsetOf(clock);
    const jump = Math.round(offset - before);
    return clock.kind === 'system' && Math.abs(jump) > jumpFromMs ? jump : 0;
  };
}

const offsetOf = (clock: Clock): number => clock.now().getTime() - clock.monotonicMs();
