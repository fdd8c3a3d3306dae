import { leftRunning } from '../audit/left-running.js';
import type { RunEvent } from '../run/events.js';
import { deferred } from '../world/deferred.js';
import { accept } from './accept.js';
import { checkUndo } from './check-undo.js';
import { cleanLine } from './clean-text.js';
import { watchClock } from './clock-watch.js';
import { decide } from './decide.js';
import { gatherMissing } from './gather-missing.js';
import { holdLog } from './held-log.js';
import { keepHosts, worthKeeping } from './keep-ground.js';
import { createListeners } from './listeners.js';
import { createLiveGround } from './live-ground.js';
import { afterTimeout, createLooksAgain } from './look-again.js';
import { headNotice } from './notices.js';
import type { SessionParts, Walk } from './parts.js';
import { restartFor } from './restart.js';
import type { Session } from './session.js';
import { situationOf } from './situation.js';
import { startWalk } from './start-walk.js';
import { steadyNow } from './steady-now.js';
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
  const log = holdLog(parts, first);
  const { recorder, later } = log;
  const { tell, listen } = createListeners();
  const { promise: broken, resolve: breakOff } = deferred<unknown>();
  recorder.listen(tell);

  let walk = startWalk(parts, recorder, { checklist, previousFound }, breakOff);
  let looking = false;
  let message: string | undefined;
  let wantedTerminal = terminalWantedBy(parts.project, parts.run, recorder.run());
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
  const gather = (): void => {
    sync();
    gatherMissing(parts, recorder, walk);
  };
  const endWork = (): void => {
    live.stop();
    ground.stop();
    walk.gatherer.stop();
  };
  const clockJump = watchClock(parts.clock);
  const steady = steadyNow(recorder, parts.clock);
  const showing =
    (progress: (text: string) => void) =>
    (text: string): void =>
      progress(cleanLine(text, parts.redact, 80));

  return {
    project: parts.project,
    broken,
    listen,
    situation: () => ({
      ...situationOf(parts, recorder.run(), walk, looking, message),
      wantedTerminal,
      leftRunning: leftRunning(recorder.run()),
      laterDeploy: later,
      again: looksAgain.due(),
      probesBefore: live.seen(),
      watch: live.view(),
      steadyNow: steady(),
    }),
    record(event) {
      // What passes by itself a moment later takes no sentence off the screen that nobody can have read yet.
      if (event.type !== 'answer' || event.how !== 'auto') {
        message = undefined;
      }

      recorder.record(event);
    },
    lookAgain: (check) => lookAgainAt(check, walk),
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
        gather();
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

      const show = showing(progress);
      show('');
      await ground.settled(signal, show);
      return keepHosts(worth, { parts, recorder, walk, signal, progress: show });
    },
    async checkUndo(signal, progress) {
      if (later === undefined) {
        await checkUndo({ parts, recorder, walk, signal, progress: showing(progress) });
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
    gatherMissing: gather,
    async watchHead() {
      const jumpMs = clockJump();
      if (jumpMs !== 0) {
        recorder.record({ type: 'clock', jumpMs });
        if (['walking', 'deployed'].includes(recorder.run().phase)) {
          gather();
        }
      }

      const notice = await headNotice(recorder.run(), parts.world.git);
      if (notice !== undefined && recorder.run().phase === 'walking') {
        recorder.record(notice);
      }
    },
    letGoOfLog() {
      endWork();
      log.letGo();
    },
    nextGen: log.nextGen,
    takeUpLog(gen) {
      log.takeUp(gen);
      wantedTerminal = terminalWantedBy(parts.project, parts.run, recorder.run());
    },
    inBackground: log.isHandedOver,
    giveUpLock: log.giveUpLock,
    told: live.told,
    close() {
      // What is recorded on the way out starts no watch anew.
      stopSyncing();
      looksAgain.stop();
      endWork();
      log.close();
    },
  };
}

function lookAgainAt(check: string, { plan, previous, gatherer }: Walk): void {
  const items = plan.filter((item) => item.id === check);
  if (items.some(({ phase, needsPrevious }) => phase === 'before' && needsPrevious)) {
    // Whoever looks again means the hosts, too, however short ago they were asked.
    void previous.askAnew();
  }

  void gatherer.gather(items);
}
