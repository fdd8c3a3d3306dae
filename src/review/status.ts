import { short } from '../run/release.js';
import type { Outcome, RollBackTrouble } from '../run/summary.js';
import { showAge } from '../text/duration.js';
import { safeLine } from '../text/sanitise.js';
import { padEnd, width, wrap } from '../text/width.js';
import { failingWords } from './failing-words.js';
import { rollBackWords } from './outcome.js';
import { createPaint, type Paint } from './paint.js';
import { nextStep, ownerWords, standOf, standWords, type UnfinishedRun } from './stand.js';
import { createTimes, type Times } from './times.js';

/** How a project stands: what is unfinished, who holds what, what runs where. */
export interface Status {
  /** Newest first. */
  readonly runs: readonly UnfinishedRun[];
  readonly locks: readonly StatusLock[];
  readonly targets: readonly StatusTarget[];
}

/** `held`: by a process that lives. `stale`: it is gone, the next run takes the target over. */
export interface StatusLock {
  readonly target: string;
  readonly state: 'held' | 'stale' | 'other-host' | 'unreadable';
  /** Absolute path of the lock. */
  readonly path: string;
  /** Absent for a lock that cannot be understood. */
  readonly holder?: {
    readonly operator: string;
    readonly run: string;
    readonly commit: string;
    /** UTC, ISO 8601. */
    readonly since: string;
    readonly reason?: string;
    readonly pid: number;
    readonly host: string;
  };
}

/** What a target runs, and what was tried last, as far as the log knows. */
export interface StatusTarget {
  readonly target: string;
  readonly live: StatusDeploy | null;
  /** The last attempt to change what it runs. */
  readonly last: StatusDeploy & { readonly outcome: Outcome; readonly roll_back?: RollBackTrouble };
  /** The log of the last attempt is not what was written. */
  readonly damaged: boolean;
  /** Nobody changed it: only a newer shipit can read it. */
  readonly newer?: true;
}

export interface StatusDeploy {
  readonly run: string;
  readonly commit: string;
  readonly operator: string;
  /** When the target changed, or began to: UTC, ISO 8601. */
  readonly at: string;
  readonly confirmed: boolean;
  /** A process still has that run. */
  readonly open?: true;
}

export interface StatusOptions {
  readonly tz: string;
  readonly now: Date;
  readonly color: boolean;
  readonly columns: number;
}

/** For people; with nothing unfinished one friendly line. Everything that came from outside is sanitised once more. */
export function renderStatus({ runs, locks, targets }: Status, options: StatusOptions): readonly string[] {
  const paint = createPaint(options.color);
  const times = createTimes(options.tz, options.now);
  const quiet = runs.length === 0 && locks.length === 0;
  const blocks = [
    runs.length === 0 ? [nothingUnfinished(targets, times)] : ['Unfinished', ...runs.flatMap(runLines)],
    locks.length === 0 ? [] : ['Locks', ...locks.flatMap(lockLines)],
    quiet && targets.length <= 1 && !targets.some(({ damaged }) => damaged) ? [] : targetBlock(),
  ].filter((block) => block.length > 0);
  return blocks.flatMap((block, index) => (index === 0 ? block : ['', ...block]));

  function runLines(found: UnfinishedRun): readonly string[] {
    const { id, run } = found;
    const { now } = options;
    const who = run.started?.operator;
    const age = showAge(now.getTime() - Date.parse(run.startedAt ?? ''));
    const dry = run.dryRun ? paint.careful('  dry run') : '';
    const started = `started by ${safeLine(who?.name ?? 'nobody knows whom', 60)}${who === undefined ? '' : ` on ${safeLine(who.host, 60)}`}, ${times.moment(run.startedAt ?? '')} (${age})`;
    const tone = tones[standOf(found)];
    const failing = failingWords(run, times.moment);
    return [
      `  ${paint.bold(id)}  ${safeLine(run.target, 40)}  ${safeLine(short(run.release.commit), 7)}  ${safeLine(run.release.subject, 60)}${dry}`,
      ...set(started, options.columns),
      ...set(`${standWords(found, now)}; ${ownerWords(found)}`, options.columns).map((line) => paint[tone](line)),
      ...(failing === undefined ? [] : set(failing, options.columns).map(paint.bad)),
      ...set(nextStep(found), options.columns),
    ];
  }

  function lockLines(lock: StatusLock): readonly string[] {
    return [`  ${paint.bold(safeLine(lock.target, 40))}`, ...set(lockWords(lock, times), options.columns)];
  }

  function targetBlock(): readonly string[] {
    const widest = Math.max(0, ...targets.map(({ target }) => width(safeLine(target, 40))));
    const lines = targets.flatMap((target) => {
      const lead = `  ${padEnd(safeLine(target.target, 40), widest)}  `;
      return wrap(targetWords(target, times), Math.max(30, options.columns - width(lead))).map(
        (line, index) => `${index === 0 ? lead : ' '.repeat(width(lead))}${line}`,
      );
    });
    return targets.length === 0 ? [] : ['Targets', ...lines];
  }
}

/** Set in below what it is about. */
const set = (text: string, columns: number): readonly string[] =>
  wrap(text, Math.max(30, columns - 6)).map((line) => `      ${line}`);

const tones: Readonly<Record<ReturnType<typeof standOf>, keyof Paint>> = {
  open: 'bold',
  paused: 'careful',
  interrupted: 'careful',
  deploying: 'bold',
  'rolling-back': 'bold',
  lost: 'bad',
  watched: 'bold',
  unconfirmed: 'careful',
  failed: 'bad',
  damaged: 'bad',
};

function nothingUnfinished(targets: readonly StatusTarget[], times: Times): string {
  const newest = targets.toSorted((one, other) => (one.last.at < other.last.at ? 1 : -1))[0];
  return newest === undefined
    ? 'Nothing is unfinished, and nothing was deployed from here yet.'
    : `Nothing is unfinished. Last deploy: ${safeLine(newest.target, 40)}, ${attemptWords(newest.last, times)}.`;
}

function lockWords({ state, path, holder }: StatusLock, times: Times): string {
  if (holder === undefined) {
    return `a lock that cannot be read: somebody may be deploying. Make sure that nobody is, then: rm '${path}'`;
  }

  const who = `${safeLine(holder.operator, 60)} since ${times.moment(holder.since)}, for ${safeLine(short(holder.commit), 7)}, run ${safeLine(holder.run, 40)}, pid ${holder.pid} on ${safeLine(holder.host, 60)}`;
  const why = holder.reason === undefined ? '' : `: ${safeLine(holder.reason, 200)}`;
  switch (state) {
    case 'stale':
      return `left behind by ${who}${why}. That process is gone: the next run takes the target over`;
    case 'other-host':
      return `held by ${who}${why}. That host cannot be asked from here: make sure that nobody deploys there, then: rm '${path}'`;
    default:
      return `held by ${who}${why}`;
  }
}

function targetWords({ live, last, damaged, newer }: StatusTarget, times: Times): string {
  const runs =
    live === null
      ? 'what it runs is not known'
      : `runs ${safeLine(short(live.commit), 7)}, deployed ${times.moment(live.at)} by ${safeLine(live.operator, 60)}, ${confirmedWords(live)}`;
  const then = last.run === live?.run ? '' : `; last attempt: ${attemptWords(last, times)}`;
  const trouble = newer
    ? `. A newer shipit wrote the log of run ${last.run}: ask that one`
    : damaged
      ? `. DAMAGED: the log of run ${last.run} was changed, see \`shipit log verify\``
      : '';
  return `${runs}${then}${trouble}`;
}

function attemptWords(last: StatusTarget['last'], times: Times): string {
  const { commit, outcome, at, operator } = last;
  const how = `${rollBackWords(last.roll_back, outcome) ?? attemptEnds[outcome] ?? safeLine(outcome, 20)} ${times.moment(at)} by ${safeLine(operator, 60)}`;
  const confirmed = outcome === 'deployed' || outcome === 'unconfirmed' ? `, ${confirmedWords(last)}` : '';
  return `${safeLine(short(commit), 7)} ${how}${confirmed}`;
}

const confirmedWords = ({ confirmed, open }: StatusDeploy): string =>
  confirmed ? 'confirmed' : open ? 'not confirmed yet' : 'never confirmed';

const attemptEnds: Readonly<Partial<Record<Outcome, string>>> = {
  running: 'under way since',
  deployed: 'deployed',
  unconfirmed: 'deployed',
  failed: 'failed',
  'rolled-back': 'rolled back',
  unknown: 'ended unseen',
};
