import { type CivilDate, civil } from '../calendar/civil.js';
import type { Checklist } from '../checklist/model.js';
import type { Run } from '../run/run.js';
import { standings } from '../run/walk.js';
import type { Progress } from './gatherer.js';
import type { SessionParts, Walk } from './parts.js';
import type { Situation } from './session.js';
import { stageOf } from './stage.js';

/** Everything that is true about a run right now. */
export function situationOf(
  parts: SessionParts,
  run: Run,
  { checklist, target, plan, gatherer }: Walk,
  looking: boolean,
  message: string | undefined,
): Situation {
  const before = standings(run, plan, 'before');
  const after = standings(run, plan, 'after');
  return {
    id: parts.run,
    run,
    checklist,
    target,
    operator: parts.operator,
    plan,
    before,
    after,
    progress: gatherer.progress(),
    young: youngIn(gatherer.progress(), parts.clock.monotonicMs()),
    stage: stageOf(run, before, after),
    looking,
    message,
    now: parts.clock.now().toISOString(),
    pastOverrides: parts.pastOverrides,
    today: () => todayIn(parts, checklist),
    pastReason: (check) => reasonIn(run, check) ?? parts.pastReason(check),
  };
}

export const todayIn = ({ clock, tz }: Pick<SessionParts, 'clock' | 'tz'>, { calendar }: Checklist): CivilDate =>
  civil(clock.now(), calendar.tz ?? tz).date;

/** How long the walk waits for an item before it asks the next one, in milliseconds. */
const patienceMs = 1500;

const youngIn = (progress: ReadonlyMap<string, Progress>, nowMs: number): ReadonlySet<string> =>
  new Set([...progress].filter(([, { sinceMs }]) => nowMs - sinceMs < patienceMs).map(([id]) => id));

/** The last override of this check in this very run. */
const reasonIn = (run: Run, check: string): string | undefined =>
  Object.values(run.answers).find(({ event }) => event.check === check && event.how === 'override')?.event.reason;
