import { createHash } from 'node:crypto';
import type { EvidenceGathered, NoticeGiven, WatchBaseline } from '../run/events.js';
import type { Finding } from '../run/evidence.js';
import { expiredAnswers, toGather } from '../run/freshness.js';
import { launchGate } from '../run/gate.js';
import type { Plan, PlannedItem } from '../run/plan.js';
import { facetOfKey } from '../run/question.js';
import { type Previous, short } from '../run/release.js';
import type { Run } from '../run/run.js';
import { standings } from '../run/walk.js';
import { type AckRules, type AcksInForce, ackOf } from './acks.js';
import { acksNow } from './acks-now.js';
import { autoAnswers } from './auto-answers.js';
import { currentPrevious } from './current-previous.js';
import { checklistNotice, headNotice, previousNotice } from './notices.js';
import type { SessionParts, Walk } from './parts.js';
import { patchesChanged } from './ready-steps.js';
import type { Recorder } from './recorder.js';
import type { LaunchAnswer } from './session.js';

/** Milliseconds the last look takes at most; what is late is unknown. */
const lastLookBudgetMs = 10_000;

/** Of it for the servers to say what they run; the rest is for whoever needs to know. */
const serversBudgetMs = 8000;

export interface DecideContext {
  readonly parts: SessionParts;
  readonly recorder: Recorder;
  readonly walk: Walk;
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
  // What they say is put on record by whoever asks, a change as a notice.
  const servers = walk.previous.askAnew(serversBudgetMs);
  const [stale, changed] = await Promise.all([
    whatToLookAtAgain(before, context),
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
  const baseline = await context.baseline();
  for (const notice of notices) {
    recorder.record(notice);
  }

  for (const item of expiredAnswers(recorder.run(), before, parts.clock.now())) {
    recorder.record({ type: 'reopened', check: item.id, why: 'expired' });
  }

  reopen(changed, recorder);
  const looked = new Set([...again, ...underWay].map((item) => item.id));
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

async function whatToLookAtAgain(before: Plan, { parts, recorder, walk }: DecideContext): Promise<Plan> {
  const run = recorder.run();
  const now = parts.clock.now();
  const { acks } = await acksNow(
    {
      root: parts.world.git.root,
      tz: walk.checklist.calendar.tz ?? parts.tz,
      release: run.release,
      previous: run.previous,
      operator: parts.operator,
      people: walk.checklist.people,
    },
    now,
  );
  const stale = toGather(run, before, now, { lastLook: true });
  const due = before.filter((item) => stale.includes(item) || reliesOnEnded(item, run.evidence[item.id]?.event, acks));
  const release = before.find((item) => item.kind === 'release');
  const wasClean = (id: string): boolean =>
    run.evidence[id]?.event.facets.find((facet) => facet.name === 'clean')?.verdict === 'go';
  if (release === undefined || due.includes(release) || !wasClean(release.id)) {
    return due;
  }

  // The work tree was clean when it was asked about; one cheap look tells whether it still is.
  const status = await parts.world.git.run(['status', '--porcelain=v2', '--untracked-files=no', '-z']);
  return status.ok && status.stdout === '' ? due : [...due, release];
}

/** Something it found was accepted when it was gathered, and is not any more. */
const reliesOnEnded = (item: PlannedItem, evidence: EvidenceGathered | undefined, acks: AcksInForce): boolean =>
  (evidence?.findings ?? []).some(
    (finding) =>
      finding.acked_by !== undefined &&
      ackOf({ ...finding, verdict: finding.acked_verdict ?? 'no-go' }, acks, rulesFor(finding, item, evidence))?.is !==
        'active',
  );

/** Those it was accepted by. */
function rulesFor(
  { key }: Finding,
  { id, override, killer }: PlannedItem,
  evidence: EvidenceGathered | undefined,
): AckRules {
  const facet = evidence && facetOfKey(key, id, evidence);
  return {
    override: facet?.override ?? override,
    killer,
    ...(facet !== undefined && key === `${id}:${facet.name}` ? { whole: key } : {}),
  };
}

async function lookForNotices({ parts, recorder, walk }: DecideContext): Promise<readonly NoticeGiven[]> {
  const run = recorder.run();
  const [head, deployed] = await Promise.all([
    headNotice(run, parts.world.git),
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
