import type { Run } from '../run/run.js';
import { showAge, showDuration } from '../text/duration.js';
import { plural } from '../text/plural.js';
import { safeLine } from '../text/sanitise.js';
import { undoLeftWords, undoTrouble } from './undo-words.js';

/** A run that is not finished, as it was found. */
export interface UnfinishedRun {
  readonly id: string;
  readonly run: Run;
  /** When its last record was written: UTC, ISO 8601. */
  readonly lastAt: string;
  /** Somebody changed its files: what is known of it ends before that. */
  readonly damaged: boolean;
  /** Nobody changed them: from there on only a newer shipit can read them. */
  readonly newer?: true;
  /** Who opened it last and has not let go; `alive` is false for a process that is gone. */
  readonly owner?: { readonly pid: number; readonly host: string; readonly alive: boolean | 'other-host' } | undefined;
  /** Items before the deploy that are settled; absent where the checklist of the run cannot be read. */
  readonly progress?: { readonly settled: number; readonly of: number; readonly next?: string } | undefined;
  /** Process id of a command that goes on although the process that ran it is gone. */
  readonly leftRunning?: number | undefined;
}

/**
 * Where a run stands that is not finished.
 * `open`: a process walks it. `paused`, `interrupted`: nobody does, nothing was deployed. `deploying`, `rolling-back`:
 * a command runs. `lost`: nobody saw it end. `watched`: deployed, a process has it. `unconfirmed`: deployed, nobody has
 * it. `failed`: the deploy or its roll-back failed.
 */
export type Stand =
  | 'open'
  | 'paused'
  | 'interrupted'
  | 'deploying'
  | 'rolling-back'
  | 'lost'
  | 'watched'
  | 'unconfirmed'
  | 'failed'
  | 'damaged';

export function standOf({ run, damaged, ...found }: UnfinishedRun): Stand {
  const held = isHeld(found);
  const { deploy, undo } = run;
  if (damaged) {
    return 'damaged';
  }

  if (run.phase === 'decided' && held) {
    return 'deploying';
  }

  if (undo !== undefined) {
    return undo.outcome === undefined && held
      ? 'rolling-back'
      : (undo.outcome ?? 'unknown') === 'unknown'
        ? 'lost'
        : 'failed';
  }

  if (deploy === undefined) {
    return held ? 'open' : run.left === 'paused' ? 'paused' : 'interrupted';
  }

  switch (deploy.outcome) {
    case undefined:
      return held ? 'deploying' : 'lost';
    case 'unknown':
      return 'lost';
    case 'ok':
      return held ? 'watched' : 'unconfirmed';
    default:
      return 'failed';
  }
}

/** Whether a process may still write it; one on another host cannot be asked. */
export const isHeld = ({ owner }: Pick<UnfinishedRun, 'owner'>): boolean =>
  owner !== undefined && owner.alive !== false;

/** Nothing was deployed yet. */
export const isWalk = (stand: Stand): boolean => stand === 'open' || stand === 'paused' || stand === 'interrupted';

/** A command of it may be running right now. */
export const isUnderWay = (stand: Stand): boolean => stand === 'deploying' || stand === 'rolling-back';

/** How far it is, in a few words: `paused: 3 of 9 settled, next: tests`. */
export function standWords(found: UnfinishedRun, now: Date): string {
  const { run, leftRunning } = found;
  const stand = standOf(found);
  const what = run.undo === undefined ? 'the deploy' : 'the roll-back';
  switch (stand) {
    case 'open':
      return progressWords(found);
    case 'paused':
      return `paused: ${progressWords(found)}`;
    case 'interrupted':
      return `broken off: ${progressWords(found)}`;
    case 'deploying':
      return run.deploy === undefined || run.phase === 'decided'
        ? 'being launched'
        : `deploying since ${sinceWords(run.deploy.startedAt, now)}${commandWords(found)}`;
    case 'rolling-back':
      return `rolling back since ${sinceWords(run.undo?.startedAt ?? '', now)}${commandWords(found)}`;
    case 'lost':
      return `nobody saw ${what} end${leftRunning === undefined ? '' : `; its command still runs as pid ${leftRunning}`}`;
    case 'watched':
      return `deployed ${agoWords(run.deploy?.endedAt, now)}, not confirmed yet`;
    case 'unconfirmed':
      return `deployed ${agoWords(run.deploy?.endedAt, now)}, never confirmed${handOver(run)}`;
    case 'failed':
      return run.undo === undefined && run.deploy?.outcome === 'stopped'
        ? 'the deploy was stopped on the way'
        : run.undo === undefined
          ? 'the deploy failed'
          : `${undoTrouble(run) ?? 'the roll-back failed'}${undoLeftWords(run)}`;
    case 'damaged':
      return found.newer
        ? 'written by a newer shipit, and this one knows only what stands before that'
        : 'DAMAGED: its log was changed, and what is known of it ends before that';
  }
}

/** Who has it now. */
export function ownerWords({ owner }: UnfinishedRun): string {
  if (owner === undefined || owner.alive === false) {
    return 'nobody has it open';
  }

  const where = `pid ${owner.pid} on ${safeLine(owner.host, 60)}`;
  return owner.alive === 'other-host' ? `opened by ${where}, which cannot be asked from here` : `open in ${where}`;
}

/** What there is to do about it, with the command to type. */
export function nextStep(found: UnfinishedRun): string {
  const { id, run, owner, leftRunning } = found;
  switch (standOf(found)) {
    case 'open':
    case 'watched':
      return owner?.alive === 'other-host' ? `go on there, on ${safeLine(owner.host, 60)}` : 'go on there, or end it';
    case 'paused':
    case 'interrupted':
      return `go on: shipit resume ${id}`;
    case 'deploying':
    case 'rolling-back':
      return owner?.alive === 'other-host'
        ? `look there, on ${safeLine(owner.host, 60)}`
        : run.deploy?.tty
          ? 'it runs on the terminal it was started from: wait for it there'
          : `follow it: shipit resume ${id}`;
    case 'lost':
      return `${leftRunning === undefined ? '' : 'wait for it to end, then '}say what became of it: shipit resume ${id}`;
    case 'unconfirmed':
      return `say whether it works: shipit resume ${id}`;
    case 'failed':
      return isHeld(found) ? 'go on there, or end it' : `roll back, or try again: shipit resume ${id}`;
    case 'damaged':
      return found.newer ? 'go on with the shipit that wrote it' : `see what is wrong: shipit log verify ${id}`;
  }
}

function progressWords({ run, progress }: UnfinishedRun): string {
  if (progress === undefined) {
    return `${plural(Object.keys(run.answers).length, 'answer')} on record`;
  }

  const { settled, of, next } = progress;
  return next === undefined
    ? `all ${of} settled, ready to launch`
    : `${settled} of ${of} settled, next: ${safeLine(next, 64)}`;
}

function commandWords({ run, owner }: UnfinishedRun): string {
  const step = run.deploy?.step;
  const pid = run.deploy?.running?.pid ?? owner?.pid;
  return `${step === undefined ? '' : `, step ${safeLine(step, 40)}`}${pid === undefined ? '' : `, pid ${pid}`}`;
}

function handOver({ watches }: Run): string {
  const to = Object.values(watches).find(({ ended }) => ended?.handed_to !== undefined)?.ended?.handed_to;
  return to === undefined ? '' : `, handed to ${safeLine(to, 60)}`;
}

const sinceWords = (iso: string, now: Date): string => {
  const ms = now.getTime() - Date.parse(iso);
  return Number.isNaN(ms) ? 'an unknown time' : showDuration(Math.max(0, ms));
};

const agoWords = (iso: string | undefined, now: Date): string => {
  const ms = now.getTime() - Date.parse(iso ?? '');
  return Number.isNaN(ms) ? 'at an unknown time' : showAge(ms);
};
