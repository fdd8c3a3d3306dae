import type { Verdict } from '../checklist/model.js';
import type { RunStarted } from '../run/events.js';
import { fold } from '../run/fold.js';
import { machineVerdict } from '../run/machine-verdict.js';
import type { Standing } from '../run/questions.js';
import { emptyRun, type Run } from '../run/run.js';
import { worst } from '../run/verdict.js';
import { standings } from '../run/walk.js';
import type { GatherWorld } from './gather.js';
import { createGatherer, type Progress } from './gatherer.js';
import type { LearnerParts } from './learn-previous.js';
import { planRun } from './plan.js';
import { createRecorder } from './recorder.js';
import { runLearner } from './run-learner.js';

export interface Rehearsal {
  readonly run: Run;
  readonly before: readonly Standing[];
  /** Worst of everything that was gathered; what only a person knows does not count. */
  readonly verdict: Verdict;
}

/**
 * Gathers all evidence there is before a deploy, asks nothing and records nothing.
 * @param ask asks the servers what they run
 * @param onProgress called while it takes time
 */
export async function rehearse(
  world: GatherWorld,
  started: RunStarted,
  ask: LearnerParts['ask'],
  onProgress: (progress: ReadonlyMap<string, Progress>, run: Run) => void,
): Promise<Rehearsal> {
  let seq = 0;
  const stamp = () => ({ seq: seq++, t: world.now().toISOString() });
  const recorder = createRecorder(
    { append: (type) => ({ ...stamp(), prev: '', v: 1, run: started.app, m: 0, type }) },
    fold(emptyRun, { ...stamp(), event: started }),
  );
  const plan = planRun(world.checklist, world.kinds, world.release, world.target.name);
  let failure: unknown;
  const failed = (error: unknown): void => {
    failure = error;
  };
  const previous = runLearner({
    recorder,
    plan,
    checklist: world.checklist,
    target: world.target,
    first: world.previousFound ?? { previous: world.previous, serversNotAsked: true },
    redact: world.redact,
    ask,
    monotonicMs: world.monotonicMs,
    gatherer: () => gatherer,
    failed,
  });
  const gatherer = createGatherer({ recorder, plan, world, previous, failed });
  gatherer.listen(() => onProgress(gatherer.progress(), recorder.run()));
  await gatherer.gather(plan.filter((item) => item.phase === 'before' && (!item.human || item.when !== undefined)));
  if (failure !== undefined) {
    throw failure;
  }

  const run = recorder.run();
  const before = standings(run, plan, 'before');
  return {
    run,
    before,
    verdict: worst(
      before
        .filter((one) => !one.item.human)
        .map((one) => run.evidence[one.item.id]?.event)
        .map((evidence) => (evidence === undefined ? 'unknown' : machineVerdict(evidence))),
    ),
  };
}
