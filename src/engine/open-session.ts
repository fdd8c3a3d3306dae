import { putText } from '../audit/evidence-store.js';
import type { Lock } from '../audit/lock.js';
import { readRun, toStampedEvents } from '../audit/read.js';
import { openSegment, type SegmentWriter } from '../audit/segment.js';
import type { ProjectPaths } from '../audit/state.js';
import type { Checklist, Target } from '../checklist/model.js';
import type { History } from '../checks/kind.js';
import type { RunEvent } from '../run/events.js';
import { foldRun } from '../run/fold.js';
import { expiredAnswers, toGather } from '../run/freshness.js';
import type { Operator } from '../run/release.js';
import { emptyRun, type Run } from '../run/run.js';
import { standings } from '../run/walk.js';
import type { Clock } from '../world/clock.js';
import type { PreviousFound } from '../world/previous.js';
import type { World } from '../world/world.js';
import { decide } from './decide.js';
import { shipitVariables } from './deploy-env.js';
import type { GatherWorld } from './gather.js';
import { createGatherer, type Gatherer, type Progress } from './gatherer.js';
import { headNotice } from './notices.js';
import { type Kinds, planRun } from './plan.js';
import type { Log, Recorder } from './recorder.js';
import { createRecorder } from './recorder.js';
import { restartFor } from './restart.js';
import type { Session, Situation } from './session.js';
import { stageOf } from './stage.js';

export interface Tool {
  readonly version: string;
  readonly node: string;
  readonly git: string;
}

/** What a session is made of; found and validated by the command before. */
export interface SessionParts {
  readonly run: string;
  readonly project: ProjectPaths;
  readonly lock: Lock | undefined;
  readonly world: World;
  readonly clock: Clock;
  readonly kinds: Kinds;
  readonly operator: Operator;
  readonly tool: Tool;
  readonly tz: string;
  readonly redact: (text: string) => string;
  readonly history: (commit: string) => History;
  readonly pastReason: (check: string) => string | undefined;
  /** Reads the checklist anew, after it was edited. @throws OperatorErrors */
  readonly reload: () => Promise<Checklist>;
}

/** What changes when a run starts over. */
export interface Walk {
  readonly previousFound: PreviousFound;
  readonly checklist: Checklist;
  readonly target: Target;
  readonly plan: Situation['plan'];
  readonly gatherer: Gatherer;
}

/**
 * Opens the log for a run that is about to be walked: a new one with `first`, its first event; or one that is there
 * already.
 * @throws AuditError if it cannot be written, RunOwned if another live process has it.
 */
export function openSession(
  parts: SessionParts,
  { checklist, previousFound }: Pick<Walk, 'checklist' | 'previousFound'>,
  first: RunEvent,
): Session {
  const { project, run, tool } = parts;
  const before = first.type === 'run.start' ? emptyRun : foldRun(toStampedEvents(readRun(project, run).records));
  let writer: SegmentWriter = openSegment({ project, run, tool });
  const log: Log = { append: (type, body) => writer.append(type, body) };
  const recorder = createRecorder(log, before);
  let breakOff: (error: unknown) => void = () => undefined;
  const broken = new Promise<unknown>((resolve) => {
    breakOff = resolve;
  });
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) {
      listener();
    }
  };
  recorder.record(first);
  recorder.listen(tell);

  let walk = startWalk(parts, recorder, { checklist, previousFound }, breakOff);
  walk.gatherer.listen(tell);
  let looking = false;
  let message: string | undefined;

  const situation = (): Situation => situationOf(parts, recorder.run(), walk, looking, message);
  const say = (text: string | undefined): void => {
    message = text;
    tell();
  };

  const session: Session = {
    project,
    broken,
    situation,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    record(event) {
      message = undefined;
      recorder.record(event);
    },
    lookAgain(check) {
      void walk.gatherer.gather(walk.plan.filter((item) => item.id === check));
    },
    keep() {
      const notice = recorder.run().notices[0];
      if (notice !== undefined) {
        recorder.record({ type: 'notice.kept', notice: notice.notice, to: notice.to, by: parts.operator.name });
      }
    },
    async restart() {
      const notice = recorder.run().notices[0];
      if (notice === undefined) {
        return;
      }

      try {
        const { event, ...next } = await restartFor(notice, { parts, run: recorder.run(), walk });
        walk.gatherer.stop();
        recorder.record(event);
        walk = startWalk(parts, recorder, next, breakOff);
        walk.gatherer.listen(tell);
        session.gatherMissing();
      } catch (error) {
        say(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
      }
    },
    async decide(typed) {
      looking = true;
      message = undefined;
      tell();
      try {
        const answer = await decide(typed, { parts, recorder, walk });
        message = answer.message;
        return answer.answer;
      } finally {
        looking = false;
        tell();
      }
    },
    gatherMissing() {
      const phase = recorder.run().phase === 'deployed' ? 'after' : 'before';
      const now = parts.clock.now();
      const plan = walk.plan.filter((item) => item.phase === phase);
      for (const item of expiredAnswers(recorder.run(), plan, now)) {
        recorder.record({ type: 'reopened', check: item.id, why: 'expired' });
      }

      const missing = toGather(recorder.run(), plan, now, { lastLook: false });
      void walk.gatherer.gather(missing.filter((item) => !walk.gatherer.progress().has(item.id)));
    },
    async watchHead() {
      const notice = await headNotice(recorder.run(), parts.world.git);
      if (notice !== undefined && recorder.run().phase === 'walking') {
        recorder.record(notice);
      }
    },
    letGoOfLog() {
      walk.gatherer.stop();
      writer.close();
    },
    nextGen: () => writer.gen + 1,
    takeUpLog() {
      writer = openSegment({ project, run, tool });
      recorder.adopt(foldRun(toStampedEvents(readRun(project, run).records)));
    },
    close() {
      walk.gatherer.stop();
      writer.close();
      parts.lock?.release();
    },
  };
  return session;
}

function startWalk(
  parts: SessionParts,
  recorder: Recorder,
  { checklist, previousFound }: Pick<Walk, 'checklist' | 'previousFound'>,
  failed: (error: unknown) => void,
): Walk {
  const run = recorder.run();
  const target = targetOf(checklist, run.target);
  return {
    checklist,
    previousFound,
    target,
    plan: planRun(checklist, parts.kinds, run.release, run.target),
    gatherer: createGatherer({
      recorder,
      world: gatherWorld(parts, run, { checklist, previousFound }, target),
      failed,
    }),
  };
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
    previousFound,
    operator: parts.operator,
    run: parts.run,
    history: parts.history(run.release.commit),
    ...(run.started?.reason === undefined ? {} : { reason: run.started.reason }),
    tz: checklist.calendar.tz ?? parts.tz,
    redact: parts.redact,
    now: () => parts.clock.now(),
    monotonicMs: () => parts.clock.monotonicMs(),
    keep: (text) => putText(parts.project, parts.redact(text)),
    env: shipitVariables({
      run: parts.run,
      target: target.name,
      release: run.release,
      previous: run.previous,
      startedAt: run.startedAt ?? '',
      ...(run.started?.reason === undefined ? {} : { reason: run.started.reason }),
    }),
  };
}

function situationOf(
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
    pastReason: (check) => reasonIn(run, check) ?? parts.pastReason(check),
  };
}

/** How long the walk waits for an item before it asks the next one, in milliseconds. */
const patienceMs = 1500;

const youngIn = (progress: ReadonlyMap<string, Progress>, nowMs: number): ReadonlySet<string> =>
  new Set([...progress].filter(([, { sinceMs }]) => nowMs - sinceMs < patienceMs).map(([id]) => id));

/** The last override of this check in this very run. */
const reasonIn = (run: Run, check: string): string | undefined =>
  Object.values(run.answers).find(({ event }) => event.check === check && event.how === 'override')?.event.reason;
