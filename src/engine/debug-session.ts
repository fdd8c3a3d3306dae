import type { Debug } from '../world/debug-log.js';
import type { Session, Situation } from './session.js';

/**
 * Notes what changes while a session is walked: where it is, what is being gathered, what came of it.
 * @param monotonicMs for how long something was gathered
 * @returns the way to stop that
 */
export function debugSession(session: Session, debug: Debug, monotonicMs: () => number): () => void {
  let before = taken(session);
  debug('session', { run: before.id, target: before.target.name, ...placeOf(before) });
  return session.listen(() => {
    const now = taken(session);
    noteGathering(before, now, debug, monotonicMs());
    const changed = changes(placeOf(before), placeOf(now));
    if (Object.keys(changed).length > 0) {
      debug('session', changed);
    }

    before = now;
  });
}

/** What is under way changes in place: it is kept as it was. */
function taken(session: Session): Situation {
  const now = session.situation();
  return { ...now, progress: new Map(now.progress) };
}

type Facts = Readonly<Record<string, unknown>>;

const changes = (before: Facts, now: Facts): Facts =>
  Object.fromEntries(Object.entries(now).filter(([name, value]) => before[name] !== value));

const placeOf = ({ stage, looking, message, run }: Situation): Facts => ({
  stage,
  looking,
  phase: run.phase,
  answers: Object.keys(run.answers).length,
  notices: run.notices.length,
  message: message ?? null,
});

function noteGathering(before: Situation, now: Situation, debug: Debug, nowMs: number): void {
  for (const [id, { sinceMs }] of now.progress) {
    if (before.progress.get(id)?.sinceMs !== sinceMs) {
      debug('gathering', { check: id });
    }
  }

  for (const [id, { sinceMs }] of before.progress) {
    if (!now.progress.has(id)) {
      const { verdict } = now.run.evidence[id]?.event ?? {};
      debug('gathered', { check: id, verdict: verdict ?? null, ms: Math.round(nowMs - sinceMs) });
    }
  }
}
