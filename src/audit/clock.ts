/** Both clocks: the wall for people, the monotonic one for durations that no adjustment of the wall can bend. */
export interface Clock {
  readonly now: () => Date;
  /** Milliseconds since an arbitrary moment; never goes backwards. */
  readonly monotonicMs: () => number;
}

export const systemClock: Clock = { now: () => new Date(), monotonicMs: () => performance.now() };
