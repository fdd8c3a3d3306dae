import type { Answered, NoticeKind, Restarted, StampedEvent, WatchAsked, WatchEvent } from './events.js';
import { foldDeploy, phaseOf } from './fold-deploy.js';
import { foldUndo } from './fold-undo.js';
import { emptyRun, type Run } from './run.js';
import { finished, foldWatch, watchesResumed } from './watch.js';

export type { Run } from './run.js';

/** The run that these events tell. */
export const foldRun = (events: readonly StampedEvent[]): Run => events.reduce(fold, emptyRun);

/** The key under which the answer to an item, or to one of its facets, is kept. */
export const questionKey = (check: string, facet?: string): string =>
  facet === undefined ? check : `${check}/${facet}`;

/**
 * One step of the fold. Pure: time comes from the record, never from a clock, so the same log gives the same run on
 * every machine and in every year. A later event about an item replaces the earlier one; the log keeps both.
 */
export function fold(run: Run, { event, seq, t }: StampedEvent): Run {
  switch (event.type) {
    case 'run.start':
      return {
        ...run,
        started: event,
        startedAt: t,
        app: event.app,
        target: event.target,
        dryRun: event.dryRun,
        operators: [event.operator.name],
        release: event.release,
        previous: event.previous,
        repos: event.repos ?? {},
        checklistSha256: event.checklist.sha256,
      };
    case 'run.resume':
      // A stopped run ended in the eyes of the list; taking it up again makes it unfinished. A launch that was decided
      // but never claimed by a runner is asked for again.
      return {
        ...run,
        operators: [...new Set([...run.operators, event.operator.name])],
        left: undefined,
        ...(run.undo?.left === undefined ? {} : { undo: { ...run.undo, left: undefined } }),
        phase: phaseOf(run.deploy, run.undo),
        outcome: undefined,
        endedAt: undefined,
        exit: undefined,
        watches: watchesResumed(run.watches),
      };
    case 'evidence':
      return { ...run, evidence: { ...run.evidence, [event.check]: { event, seq, t } } };
    case 'answer':
      return {
        ...run,
        // A stop answers nothing: the question is open when the run is taken up again.
        answers:
          event.answer === 'stop'
            ? run.answers
            : { ...run.answers, [questionKey(event.check, event.facet)]: { event, seq, t } },
        overrides: run.overrides + (isOverride(event) ? 1 : 0),
      };
    case 'reopened':
      return { ...run, answers: without(run.answers, questionKey(event.check, event.facet)) };
    case 'notice':
      return { ...run, notices: [...run.notices.filter((open) => open.notice !== event.notice), event] };
    case 'notice.kept':
      return {
        ...run,
        notices: run.notices.filter((open) => open.notice !== event.notice),
        kept: { ...run.kept, [event.notice]: event.to },
      };
    case 'restart':
      return restarted(run, event);
    case 'previous':
      return { ...run, previous: event.previous, previousSaid: event.said };
    case 'acked':
    case 'lastlook':
      return run;
    case 'snapshot':
    case 'snapshot.missed':
      return { ...run, ground: { ...run.ground, [event.host]: event } };
    case 'decision':
      return { ...run, phase: 'decided' };
    case 'deploy.start':
    case 'step.start':
    case 'step.end':
    case 'deploy.end':
    case 'deploy-unknown':
    case 'deploy.judged':
      return foldDeploy(run, event, t);
    case 'undo.start':
    case 'undo.end':
    case 'undo-unknown':
    case 'undo.judged':
    case 'undo.checked':
    case 'undo.left':
      return foldUndo(run, event, t);
    case 'pause':
      return { ...run, left: 'paused' };
    case 'interrupted':
    case 'halt':
      return { ...run, left: 'interrupted' };
    case 'clock':
    case 'lock':
      return run;
    case 'note':
      return { ...run, notes: [...run.notes, { event, seq, t }] };
    case 'watch.baseline':
    case 'watch.start':
    case 'probe':
    case 'watch.ask':
    case 'watch.wait':
    case 'watch.excused':
    case 'watch.end':
      return {
        ...run,
        answers: reopens(event) ? without(run.answers, questionKey(event.check, event.facet)) : run.answers,
        watches: { ...run.watches, [event.check]: foldWatch(watchOf(run, event.check), { event, seq, t }) },
      };
    case 'run.end':
      return {
        ...run,
        phase: 'ended',
        outcome: event.outcome,
        confirmed: event.confirmed,
        endedAt: t,
        endedBecause: event.reason,
        exit: event.exit,
      };
  }
}

/** "Finished" is asked of what happened since; what somebody saw with their own eyes stays seen. */
const reopens = (event: WatchEvent): event is WatchAsked => event.type === 'watch.ask' && event.facet === finished;

function without<Value>(values: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> {
  const { [key]: _left, ...rest } = values;
  return rest;
}

const isOverride = (event: Answered): boolean => event.how === 'override' && event.answer === 'go';

function restarted(run: Run, event: Restarted): Run {
  const kept = (key: string): boolean => event.keeps.includes(key.split('/')[0] ?? key);
  const keep = <Value>(values: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(values).filter(([key]) => kept(key)));
  return {
    ...run,
    release: event.release,
    previous: event.previous,
    repos: event.repos ?? run.repos,
    checklistSha256: event.checklist?.sha256 ?? run.checklistSha256,
    evidence: keep(run.evidence),
    answers: keep(run.answers),
    notices: [],
    watches: {},
    // What was kept was kept for the run as it was.
    kept: withoutKept(run.kept, event.why),
    phase: 'walking',
  };
}

const withoutKept = (kept: Run['kept'], why: NoticeKind): Run['kept'] =>
  Object.fromEntries(Object.entries(kept).filter(([notice]) => notice !== why));

/** Whatever is on record is a name like any other: `constructor`, too. */
const watchOf = ({ watches }: Run, check: string): Run['watches'][string] | undefined =>
  Object.hasOwn(watches, check) ? watches[check] : undefined;
