import { createHash } from 'node:crypto';
import type { NoticeGiven, WatchBaseline } from '../run/events.js';
import { expiredAnswers } from '../run/freshness.js';
import { launchGate } from '../run/gate.js';
import type { Plan } from '../run/plan.js';
import { type Previous, short } from '../run/release.js';
import type { Run } from '../run/run.js';
import { standings } from '../run/walk.js';
import { autoAnswers } from './auto-answers.js';
import { currentPrevious } from './current-previous.js';
import { dueAtLastLook, type LastLookContext } from './last-look-due.js';
import { checklistNotice, headNotice, previousNotice } from './notices.js';
import { patchesChanged } from './ready-steps.js';
import type { Recorder } from './recorder.js';
import type { LaunchAnswer } from './session.js';

/** Milliseconds the last look takes at most; what is late is unknown. */
const lastLookBudgetMs = 10_000;

/** Of it for the servers to say what they run; the rest is for whoever needs to know. */
const serversBudgetMs = 8000;

export interface DecideContext extends LastLookContext {
  /** What the watch will compare with; undefined where nobody will watch. */
  readonly baseline: () => Promise<WatchBaseline | undefined>;
}

/**
 * The last look and, if nothing got worse, the decision on record. What is under way is waited for, everything past
 * its time is gathered again, and always what can change in a minute: the window, HEAD, the work tree, the checklist's
 * files, what the target runs, what was changed by hand there, and the servers where asking them takes little time.
 */
export async function decide(
  typed: string,
  context: DecideContext,
): Promise<{ readonly answer: LaunchAnswer; readonly message: string | undefined }> {
  const { parts, recorder, walk } = context;
  const startMs = parts.clock.monotonicMs();
  const shown = recorder.run().previous;
  const before = walk.plan.filter((item) => item.phase === 'before');
  const { again, looked, changed, notices } = await lookOnceMore(before, context);
  const baseline = await context.baseline();
  for (const notice of notices) {
    recorder.record(notice);
  }

  for (const item of expiredAnswers(recorder.run(), before, parts.clock.now())) {
    recorder.record({ type: 'reopened', check: item.id, why: 'expired' });
  }

  reopen(changed, recorder);
  for (const one of standings(recorder.run(), walk.plan).filter(({ item }) => looked.has(item.id))) {
    for (const passed of autoAnswers(one)) {
      recorder.record(passed);
    }
  }

  const after = standings(recorder.run(), walk.plan);
  const worse = after.filter((one) => one.state !== 'settled').map((one) => one.item.id);
  recorder.record({
    type: 'lastlook',
    checks: again.map((item) => item.id),
    worse,
    ms: Math.round(parts.clock.monotonicMs() - startMs),
  });
  const gate = launchGate(recorder.run(), after, new Set(walk.gatherer.progress().keys()));
  const because = [...runsAnother(shown, recorder.run()), ...(gate.open ? [] : gate.because)];
  if (because.length > 0) {
    return { answer: 'back', message: `The last look found something: ${because[0]}` };
  }

  if (baseline !== undefined) {
    recorder.record(baseline);
  }

  recorder.record({
    type: 'decision',
    go: true,
    commit: recorder.run().release.commit,
    typed,
    by: parts.operator.name,
    answers: digestOfAnswers(recorder.run()),
  });
  return { answer: 'launched', message: undefined };
}

interface LookedOnceMore {
  /** What was gathered for this. */
  readonly again: Plan;
  /** Ids of it, and of what was under way already. */
  readonly looked: ReadonlySet<string>;
  /** The item about patches, where what has to be put back is another change now. */
  readonly changed: string | undefined;
  readonly notices: readonly NoticeGiven[];
}

async function lookOnceMore(before: Plan, context: DecideContext): Promise<LookedOnceMore> {
  const { parts, recorder, walk } = context;
  // What they say is put on record by whoever asks, a change as a notice.
  const servers = walk.previous.askAnew(serversBudgetMs);
  const [stale, changed] = await Promise.all([
    dueAtLastLook(before, context),
    patchesChanged({ ...walk, run: recorder.run() }, parts.world),
  ]);
  const due = withItem(stale, before, changed);
  // What is under way already is new enough, unless it can change in a minute.
  const underWay = before.filter((item) => walk.gatherer.progress().has(item.id) && item.alwaysLookAgain !== true);
  const again = due.filter((item) => !underWay.includes(item));
  const [, , notices] = await Promise.all([
    walk.gatherer.gather(again, { lastLook: true, budgetMs: lastLookBudgetMs }),
    walk.gatherer.finish(underWay, lastLookBudgetMs),
    lookForNotices(context),
    servers,
  ]);
  return { again, looked: new Set([...again, ...underWay].map(({ id }) => id)), changed, notices };
}

/**
 * What runs is not what the launch page showed: nobody had answered anything about it, so the run took it up by itself.
 * It is what the deploy and the way back get, so nothing is launched before the operator has seen it.
 */
function runsAnother(shown: Previous | null, { previous, target }: Run): readonly string[] {
  const words = (one: Previous | null): string => (one === null ? 'nothing known' : short(one.commit));
  return previous?.commit === shown?.commit ? [] : [`${target} runs ${words(previous)} now, not ${words(shown)}`];
}

/** What has to be put back is another change now: whatever was said about it was said about something else. */
function reopen(check: string | undefined, recorder: Recorder): void {
  const keys = Object.keys(recorder.run().answers).filter((key) => key.split('/')[0] === check);
  for (const key of keys) {
    const [, facet] = key.split('/');
    recorder.record({
      type: 'reopened',
      check: check ?? '',
      ...(facet === undefined ? {} : { facet }),
      why: 'look-again',
    });
  }
}

const withItem = (due: Plan, before: Plan, id: string | undefined): Plan =>
  before.filter((item) => due.includes(item) || item.id === id);

async function lookForNotices({ parts, recorder, walk }: DecideContext): Promise<readonly NoticeGiven[]> {
  const run = recorder.run();
  const [head, deployed] = await Promise.all([
    headNotice(run, parts.world.git, { mustKnow: true }),
    walk.previous.asks ? undefined : currentPrevious(parts, walk),
  ]);
  return [
    head,
    checklistNotice(run, walk.checklist),
    deployed === undefined ? undefined : previousNotice(run, deployed.previous),
  ].filter((notice): notice is NoticeGiven => notice !== undefined);
}

/** SHA-256 over everything that was answered, so that a decision can be matched with its answers later. */
function digestOfAnswers(run: Run): string {
  const answers = Object.entries(run.answers)
    .map(([key, { event, seq }]) => `${key}\t${event.answer}\t${event.how}\t${seq}`)
    .sort();
  return createHash('sha256').update(answers.join('\n')).digest('hex');
}
