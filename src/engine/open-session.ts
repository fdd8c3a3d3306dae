import { leftRunning } from '../audit/left-running.js';
import { readRun, toStampedEvents } from '../audit/read.js';
import { openSegment, type SegmentWriter } from '../audit/segment.js';
import type { RunEvent } from '../run/events.js';
import { foldRun } from '../run/fold.js';
import { expiredAnswers, toGather } from '../run/freshness.js';
import { emptyRun } from '../run/run.js';
import { accept } from './accept.js';
import { checkUndo } from './check-undo.js';
import { cleanLine } from './clean-text.js';
import { watchClock } from './clock-watch.js';
import { decide } from './decide.js';
import { keepHosts, worthKeeping } from './keep-ground.js';
import { laterDeploy } from './later-deploy.js';
import { createLiveGround } from './live-ground.js';
import { afterTimeout, createLooksAgain } from './look-again.js';
import { headNotice } from './notices.js';
import type { SessionParts, Walk } from './parts.js';
import { createRecorder, type Log } from './recorder.js';
import { redactTyped } from './redact-typed.js';
import { restartFor } from './restart.js';
import type { Session, Situation } from './session.js';
import { situationOf } from './situation.js';
import { startWalk } from './start-walk.js';
import { steadyNow } from './steady-now.js';
import { holdTarget } from './target-lock.js';
import { terminalWantedBy } from './wants-terminal.js';
import { createLiveWatch } from './watch/live-watch.js';

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
  let writer: SegmentWriter = openSegment({ project, run, tool, clock: parts.clock });
  // Read, and the target taken, only now: nobody else can add to the run any more, and a runner has it or never will.
  const { before, lock, later } = orClose(writer, () => {
    const found = first.type === 'run.start' ? emptyRun : foldRun(toStampedEvents(readRun(project, run).records));
    return { before: found, lock: parts.lock(found), later: laterDeploy(project, run, found) };
  });
  const log: Log = { append: (type, body) => writer.append(type, body) };
  const recorder = redactTyped(createRecorder(log, before), parts.redact);
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
  const target = orClose(writer, () => {
    try {
      recorder.record(first);
      return holdTarget(lock, parts.operator.name, recorder.record);
    } catch (error) {
      lock?.release();
      throw error;
    }
  });
  recorder.listen(tell);

  let walk = startWalk(parts, recorder, { checklist, previousFound }, breakOff);
  const say = (text: string | undefined): void => {
    message = text;
    tell();
  };
  const live = createLiveWatch({ parts, recorder, walk: () => walk, tell, say, failed: breakOff });
  const ground = createLiveGround({ parts, recorder, walk: () => walk, failed: breakOff });
  const looksAgain = createLooksAgain({
    run: recorder.run,
    walk: () => walk,
    looking: () => looking,
    monotonicMs: () => parts.clock.monotonicMs(),
    after: afterTimeout,
  });
  const gathered = (): void => {
    looksAgain.sync();
    tell();
  };
  walk.gatherer.listen(gathered);
  const sync = (): void => {
    live.sync();
    looksAgain.sync();
    // The hosts are as this run left them only as long as no other one deployed.
    if (later === undefined) {
      ground.sync();
    }
  };
  const stopSyncing = recorder.listen(sync);
  let looking = false;
  let message: string | undefined;
  /** The runner has the log, and needs the lock. */
  let handedOver = false;
  let wantedTerminal = terminalWantedBy(project, run, recorder.run());
  const clockJump = watchClock(parts.clock);
  const steady = steadyNow(recorder, parts.clock);

  const situation = (): Situation => ({
    ...situationOf(parts, recorder.run(), walk, looking, message),
    wantedTerminal,
    leftRunning: leftRunning(recorder.run()),
    laterDeploy: later,
    again: looksAgain.due(),
    probesBefore: live.seen(),
    watch: live.view(),
    steadyNow: steady(),
  });

  const session: Session = {
    project,
    broken,
    situation,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    record(event) {
      // What passes by itself a moment later takes no sentence off the screen that nobody can have read yet.
      if (event.type !== 'answer' || event.how !== 'auto') {
        message = undefined;
      }

      recorder.record(event);
    },
    lookAgain(check) {
      const items = walk.plan.filter((item) => item.id === check);
      if (items.some(({ phase, needsPrevious }) => phase === 'before' && needsPrevious)) {
        // Whoever looks again means the hosts, too, however short ago they were asked.
        void walk.previous.askAnew();
      }

      void walk.gatherer.gather(items);
    },
    typing: looksAgain.hold,
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
        const { event, said, ...next } = await restartFor(notice, { parts, run: recorder.run(), walk });
        walk.gatherer.stop();
        recorder.record(event);
        walk = startWalk(parts, recorder, next, breakOff);
        walk.gatherer.listen(gathered);
        session.gatherMissing();
        say(said);
      } catch (error) {
        say(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
      }
    },
    async accept(wish) {
      say(await accept(wish, { parts, recorder, walk }));
    },
    async keepGround(signal, progress) {
      const worth = worthKeeping(recorder.run(), walk);
      if (worth === undefined || later !== undefined) {
        return [];
      }

      const show = (text: string): void => progress(cleanLine(text, parts.redact, 80));
      show('');
      await ground.settled(signal, show);
      return keepHosts(worth, { parts, recorder, walk, signal, progress: show });
    },
    async checkUndo(signal, progress) {
      if (later === undefined) {
        const show = (text: string): void => progress(cleanLine(text, parts.redact, 80));
        await checkUndo({ parts, recorder, walk, signal, progress: show });
      }
    },
    async decide(typed) {
      looking = true;
      message = undefined;
      gathered();
      try {
        const answer = await decide(typed, { parts, recorder, walk, baseline: live.baseline });
        message = answer.message;
        return answer.answer;
      } finally {
        looking = false;
        gathered();
      }
    },
    gatherMissing() {
      sync();
      if (recorder.run().phase === 'walking') {
        walk.previous.start();
      }

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
      const jumpMs = clockJump();
      if (jumpMs !== 0) {
        recorder.record({ type: 'clock', jumpMs });
        if (['walking', 'deployed'].includes(recorder.run().phase)) {
          session.gatherMissing();
        }
      }

      const notice = await headNotice(recorder.run(), parts.world.git);
      if (notice !== undefined && recorder.run().phase === 'walking') {
        recorder.record(notice);
      }
    },
    letGoOfLog() {
      live.stop();
      ground.stop();
      walk.gatherer.stop();
      writer.close();
      handedOver = true;
    },
    nextGen: () => writer.gen + 1,
    takeUpLog(gen) {
      writer = openSegment({ project, run, tool, clock: parts.clock, ...(gen === undefined ? {} : { gen }) });
      handedOver = false;
      recorder.adopt(foldRun(toStampedEvents(readRun(project, run).records)));
      wantedTerminal = terminalWantedBy(project, run, recorder.run());
    },
    inBackground: () => handedOver,
    giveUpLock: target.giveUp,
    told: live.told,
    close() {
      // What is recorded on the way out starts no watch anew.
      stopSyncing();
      looksAgain.stop();
      live.stop();
      ground.stop();
      walk.gatherer.stop();
      if (handedOver) {
        return;
      }

      try {
        target.giveUp();
      } catch {
        // The log cannot be written any more: that was said already, and the lock goes all the same.
      }

      writer.close();
      target.release();
    },
  };
  return session;
}

/** What goes wrong before there is a session leaves the run to whoever comes next. */
function orClose<Value>(writer: SegmentWriter, make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    writer.close();
    throw error;
  }
}
