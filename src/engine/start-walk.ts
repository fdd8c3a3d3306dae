import { putText } from '../audit/evidence-store.js';
import type { Checklist, Target } from '../checklist/model.js';
import type { Run } from '../run/run.js';
import { openSnapshots } from '../world/snapshots.js';
import { cleanText } from './clean-text.js';
import { askPrevious } from './current-previous.js';
import { variablesOf } from './deploy-env.js';
import type { GatherWorld } from './gather.js';
import { createGatherer } from './gatherer.js';
import type { SessionParts, Walk } from './parts.js';
import { planRun } from './plan.js';
import type { Recorder } from './recorder.js';
import { runLearner } from './run-learner.js';

/** Makes ready to walk the run as it stands: its plan, and who gathers for it. */
export function startWalk(
  parts: SessionParts,
  recorder: Recorder,
  { checklist, previousFound }: Pick<Walk, 'checklist' | 'previousFound'>,
  failed: (error: unknown) => void,
): Walk {
  const run = recorder.run();
  const target = targetOf(checklist, run.target);
  const plan = planRun(checklist, parts.kinds, run.release, run.target);
  const previous = runLearner({
    recorder,
    plan,
    checklist,
    target,
    first: previousFound,
    redact: parts.redact,
    ask: (asking) => askPrevious(parts, { checklist, target }, asking),
    monotonicMs: () => parts.clock.monotonicMs(),
    gatherer: () => gatherer,
    failed,
  });
  const gatherer = createGatherer({
    recorder,
    plan,
    world: gatherWorld(parts, run, { checklist, previousFound }, target),
    previous,
    failed,
  });
  return { checklist, previousFound, previous, target, plan, gatherer };
}

/** The target by name; it was validated when the run started. */
export function targetOf(checklist: Checklist, name: string): Target {
  const target = checklist.targets.find((one) => one.name === name);
  if (target === undefined) {
    throw new Error(`target ${name} is not in the checklist of this run`);
  }

  return target;
}

function gatherWorld(
  parts: SessionParts,
  run: Run,
  { checklist, previousFound }: Pick<Walk, 'checklist' | 'previousFound'>,
  target: Target,
): GatherWorld {
  return {
    kinds: parts.kinds,
    world: parts.world,
    checklist,
    target,
    release: run.release,
    previous: run.previous,
    repos: run.repos,
    previousFound,
    operator: parts.operator,
    me: parts.me,
    run: parts.run,
    history: parts.history(run.release.commit),
    snapshots: openSnapshots(parts.project),
    ...(run.started?.reason === undefined ? {} : { reason: run.started.reason }),
    tz: checklist.calendar.tz ?? parts.tz,
    redact: parts.redact,
    now: () => parts.clock.now(),
    monotonicMs: () => parts.clock.monotonicMs(),
    keep: (text) => putText(parts.project, cleanText(text, parts.redact)),
    env: variablesOf(parts.run, run),
  };
}
