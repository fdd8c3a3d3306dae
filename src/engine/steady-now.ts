import type { Clock } from '../world/clock.js';
import type { Recorder } from './recorder.js';

/**
 * The time as it goes on from the end of the deploy by a clock that nobody can set: UTC, ISO 8601. Undefined where no
 * deploy ended while this process looked on.
 */
export function steadyNow(recorder: Pick<Recorder, 'run' | 'listen'>, clock: Clock): () => string | undefined {
  let ended = recorder.run().deploy?.endedAt;
  let seenMs: number | undefined;
  recorder.listen(() => {
    const { endedAt } = recorder.run().deploy ?? {};
    if (endedAt !== ended) {
      ended = endedAt;
      seenMs = clock.monotonicMs();
    }
  });
  return () =>
    ended === undefined || seenMs === undefined
      ? undefined
      : new Date(Date.parse(ended) + clock.monotonicMs() - seenMs).toISOString();
}
