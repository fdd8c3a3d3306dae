import type { Source, Verdict } from '../checklist/model.js';
import type { Evidence } from './evidence.js';
import type { GroundEvent } from './ground-events.js';
import type { Noted } from './note-events.js';
import type { Operator, Previous, Release, RepoCommits } from './release.js';
import type { UndoEvent } from './undo-events.js';
import type { WatchEvent } from './watch-events.js';

export type * from './ground-events.js';
export type * from './note-events.js';
export type * from './undo-events.js';
export type * from './watch-events.js';

/** How an answer came about. */
export type How = 'auto' | 'accepted-warning' | 'by-hand' | 'human' | 'override';

/** The second person of an override. `verified` is true only for a checked signature. */
export interface Second {
  readonly by: string;
  readonly how: 'named' | 'signed';
  readonly verified: boolean;
}

/** A run began: everything a reader needs to understand the rest without any other file. */
export interface RunStarted {
  readonly type: 'run.start';
  readonly app: string;
  readonly target: string;
  readonly operator: Operator;
  readonly release: Release;
  readonly previous: Previous | null;
  /** Absent where the checklist names no other repositories. */
  readonly repos?: RepoCommits;
  /** `sha256` names the merged checklist (JSON) in the evidence store. */
  readonly checklist: { readonly sha256: string; readonly sources: readonly Source[] };
  readonly dryRun: boolean;
  /** `fixed` when SHIPIT_NOW replaced the clock. */
  readonly clock: 'system' | 'fixed';
  /** The commit was named with `--commit`: HEAD may be elsewhere. */
  readonly pinned: boolean;
  readonly reason?: string;
  /** IANA zone of the operator. */
  readonly tz: string;
  readonly tool: { readonly version: string; readonly node: string; readonly git: string };
  /** The previous run of this project and its last record: a missing run is noticed. */
  readonly prevSession: { readonly run: string; readonly head: string } | null;
}

/** Somebody took an unfinished run up again, in a new process. */
export interface RunResumed {
  readonly type: 'run.resume';
  readonly operator: Operator;
}

export interface EvidenceGathered extends Evidence {
  readonly type: 'evidence';
  readonly check: string;
  /** How long it stays good, in milliseconds; absent: for the whole run. */
  readonly ttl?: number;
  /** Gathered by the last look, right before launch. */
  readonly lastLook?: true;
}

export interface Answered {
  readonly type: 'answer';
  readonly check: string;
  readonly facet?: string;
  /** The question exactly as shown. */
  readonly question: string;
  readonly go_answer: 'yes' | 'no';
  /** `stop` ends the walk; the run can be resumed. */
  readonly answer: 'go' | 'no-go' | 'n/a' | 'stop';
  readonly how: How;
  /** Name of who answered; for `auto` it is `shipit`. */
  readonly by: string;
  readonly reason?: string;
  /** Why a person had to answer what a machine should know. */
  readonly because?: string;
  readonly second?: Second;
  /** What was asked beyond yes and no, by the names of the facet's form. */
  readonly told?: Readonly<Record<string, string>>;
  /** The closed question that followed the reason of an override. */
  readonly follow_up?: { readonly question: string; readonly answer: 'yes' };
  /** The verdict that was on screen when it was answered. */
  readonly seen: Verdict;
  /** Keys of the findings that were on screen. */
  readonly findings: readonly string[];
  /** Time from drawing the question to the answer, in milliseconds; 0 for `auto`. */
  readonly ms_on_screen: number;
}

/** Beside an override the operator accepted a finding for later runs; it stands in the acknowledgement file. */
export interface Acked {
  readonly type: 'acked';
  readonly check: string;
  readonly facet?: string;
  /** Of the finding. */
  readonly key: string;
  /** Civil date, the last day on which it counts. */
  readonly until: string;
  readonly reason: string;
  readonly by: string;
}

/** An answer counts no longer: it grew too old, or the operator took it back to answer again. */
export interface Reopened {
  readonly type: 'reopened';
  readonly check: string;
  readonly facet?: string;
  readonly why: 'expired' | 'look-again';
}

export type NoticeKind = 'head-moved' | 'checklist-edited' | 'previous-changed';

/** Something about the run itself changed under it, and the operator has to decide. */
export interface NoticeGiven {
  readonly type: 'notice';
  readonly notice: NoticeKind;
  readonly text: string;
  /** Commit or digest that the run is about, and the one found. */
  readonly from: string;
  readonly to: string;
}

/** The operator goes on with the run as it was. A notice can be given again for another `to`. */
export interface NoticeKept {
  readonly type: 'notice.kept';
  readonly notice: NoticeKind;
  readonly to: string;
  readonly by: string;
}

/** The run starts over, for another release, previous or checklist; what is not in `keeps` is asked again. */
export interface Restarted {
  readonly type: 'restart';
  readonly why: NoticeKind;
  readonly release: Release;
  readonly previous: Previous | null;
  /** Absent: as they were. */
  readonly repos?: RepoCommits;
  readonly checklist?: { readonly sha256: string; readonly sources: readonly Source[] };
  /** Ids of the items whose evidence and answers stay. */
  readonly keeps: readonly string[];
  readonly by: string;
}

/** The re-check before launch ended. `worse` names the items that have to be answered again. */
export interface LastLooked {
  readonly type: 'lastlook';
  readonly checks: readonly string[];
  readonly worse: readonly string[];
  readonly ms: number;
}

/** The operator launched: typed target and commit. `answers` is the SHA-256 over all answers that count. */
export interface Decided {
  readonly type: 'decision';
  readonly go: true;
  readonly commit: string;
  readonly typed: string;
  readonly by: string;
  readonly answers: string;
}

export interface DeployStarted {
  readonly type: 'deploy.start';
  readonly commit: string;
  readonly steps: readonly string[];
  /** On the operator's own terminal: the weaker guarantee. */
  readonly tty: boolean;
  /** File of the output, relative to the state directory. */
  readonly out: string;
}

export interface StepStarted {
  readonly type: 'step.start';
  readonly step: string;
  readonly host: string;
  /** Redacted. */
  readonly cmd: string;
  /** Process id of the command's group leader. */
  readonly pid?: number;
  /** The same process, told apart from every later one of that number: it may outlive whoever writes this. */
  readonly process?: CommandProcess;
}

/** The leader of a command's group, as the system knows it; see `ProcessIdentity`. */
export interface CommandProcess {
  readonly pid: number;
  readonly start: string;
  readonly boot: string;
  readonly host: string;
  readonly uid: number;
}

export interface StepEnded {
  readonly type: 'step.end';
  readonly step: string;
  readonly host: string;
  readonly rc?: number;
  readonly signal?: string;
  readonly timedOut?: true;
  readonly ms: number;
  /** In words, when it could not be started, or says itself why it failed. */
  readonly error?: string;
  /** In words, what it came to, where that is more than well: `already there`. */
  readonly said?: string;
}

export interface DeployEnded {
  readonly type: 'deploy.end';
  readonly commit: string;
  readonly outcome: 'ok' | 'failed' | 'stopped';
  readonly ms: number;
  /** SHA-256 of the output file at the end. */
  readonly output?: string;
  readonly bytes?: number;
}

/** It started, nobody saw it end, and it is not running any more. */
export interface DeployUnknown {
  readonly type: 'deploy-unknown';
  readonly reason: string;
}

/** A person said what became of a deploy that nobody saw end. */
export interface DeployJudged {
  readonly type: 'deploy.judged';
  readonly outcome: 'ok' | 'failed';
  readonly by: string;
  readonly reason: string;
}

export interface UndoStarted {
  readonly type: 'undo.start';
  readonly steps: readonly string[];
  readonly by: string;
  readonly out: string;
}

export interface UndoEnded {
  readonly type: 'undo.end';
  readonly outcome: 'ok' | 'failed' | 'stopped';
  readonly ms: number;
}

/** The roll-back started, nobody saw it end, and it is not running any more. */
export interface UndoUnknown {
  readonly type: 'undo-unknown';
  readonly reason: string;
}

/** A person said what became of a roll-back that nobody saw end. */
export interface UndoJudged {
  readonly type: 'undo.judged';
  readonly outcome: 'ok' | 'failed';
  readonly by: string;
  readonly reason: string;
}

/** A signal ended the process; the run is resumable. */
export interface Interrupted {
  readonly type: 'interrupted';
  readonly signal: string;
}

/** The operator left for now. */
export interface Paused {
  readonly type: 'pause';
  readonly by: string;
}

/** The log could not be written any further. */
export interface Halted {
  readonly type: 'halt';
  readonly error: string;
}

/** Wall clock and monotonic clock drifted apart by more than two seconds (sleep, or the clock was set). */
export interface ClockJumped {
  readonly type: 'clock';
  readonly jumpMs: number;
}

export interface LockChanged {
  readonly type: 'lock';
  readonly what: 'taken' | 'released' | 'broken';
  readonly holder: string;
  readonly reason?: string;
}

/** How a run can have ended, or stand. */
export type EndOutcome =
  | 'deployed'
  | 'unconfirmed'
  | 'failed'
  | 'rolled-back'
  | 'stopped'
  | 'no-go'
  | 'interrupted'
  | 'unknown'
  | 'dry-run';

export interface RunEnded {
  readonly type: 'run.end';
  readonly outcome: EndOutcome;
  readonly exit: number;
  readonly confirmed: boolean;
  readonly counts: { readonly overrides: number; readonly byHand: number; readonly unknown: number };
  /** Why it ended without its operator: another run was started instead. */
  readonly reason?: string;
}

/** Everything that can happen to a run. Facts in the past tense; what they mean is code. */
export type RunEvent =
  | RunStarted
  | RunResumed
  | EvidenceGathered
  | Answered
  | Acked
  | Reopened
  | NoticeGiven
  | NoticeKept
  | Restarted
  | LastLooked
  | Decided
  | DeployStarted
  | StepStarted
  | StepEnded
  | DeployEnded
  | DeployUnknown
  | DeployJudged
  | UndoStarted
  | UndoEnded
  | UndoUnknown
  | UndoJudged
  | UndoEvent
  | Interrupted
  | Paused
  | Halted
  | ClockJumped
  | LockChanged
  | WatchEvent
  | GroundEvent
  | Noted
  | RunEnded;

/** An event with its place in the log and its time. */
export interface StampedEvent {
  readonly seq: number;
  /** UTC, ISO 8601, milliseconds. */
  readonly t: string;
  readonly event: RunEvent;
}
