import type { Key } from './keys.js';
import { guardMs, heldWithinMs, type Press, settleMs } from './screen.js';

/** The last key of all, to tell a held key from a pressed one, and both from a paste. */
export interface LastKey {
  readonly key: string;
  /** Monotonic milliseconds. */
  readonly atMs: number;
  readonly burst: boolean;
}

/** What the next key will be compared with. */
export const lastAfter = (last: LastKey | undefined, press: Press): LastKey => ({
  key: identityOf(press.key),
  atMs: press.nowMs,
  burst: isBurst(last, press),
});

/** A paste, or something else that nobody typed key by key; and all that comes right behind it. */
export const isBurst = (last: LastKey | undefined, { key, nowMs }: Press): boolean =>
  key.name === 'paste' || key.name === 'text' || (last?.burst === true && nowMs - last.atMs < guardMs);

/**
 * A key that is held down repeats itself; it must not run through question after question. The first repetition is held
 * back until it is clear that no further one follows; in a row of repetitions none counts, not even the last.
 * @returns `maybe`: press it again after `settleMs` unless another key comes
 */
export function heldness(last: LastKey | undefined, { key, nowMs, settled }: Press): 'pressed' | 'maybe' | 'held' {
  const sinceSame = last?.key === identityOf(key) ? nowMs - last.atMs : Number.POSITIVE_INFINITY;
  return settled || sinceSame >= heldWithinMs ? 'pressed' : sinceSame >= settleMs ? 'maybe' : 'held';
}

const identityOf = (key: Key): string => (key.name === 'char' ? `char ${key.char}` : key.name);
