import { expiredAnswers, toGather } from '../run/freshness.js';
import type { SessionParts, Walk } from './parts.js';
import type { Recorder } from './recorder.js';

/**
 * Starts gathering what is missing or stale in the phase the run is in, and asks again what was answered too long ago.
 * What is under way goes on.
 * @throws AuditError when it cannot be recorded
 */
export function gatherMissing({ clock }: Pick<SessionParts, 'clock'>, recorder: Recorder, walk: Walk): void {
  if (recorder.run().phase === 'walking') {
    walk.previous.start();
  }

  const phase = recorder.run().phase === 'deployed' ? 'after' : 'before';
  const now = clock.now();
  const plan = walk.plan.filter((item) => item.phase === phase);
  for (const item of expiredAnswers(recorder.run(), plan, now)) {
    recorder.record({ type: 'reopened', check: item.id, why: 'expired' });
  }

  const missing = toGather(recorder.run(), plan, now, { lastLook: false });
  void walk.gatherer.gather(missing.filter((item) => !walk.gatherer.progress().has(item.id)));
}
