import type { Source } from '../checklist/model.js';
import type { AnswerEvent } from './answer-events.js';
import type { DeployEvent } from './deploy-events.js';
import type { EndEvent } from './end-events.js';
import type { Evidence } from './evidence.js';
import type { GroundEvent } from './ground-events.js';
import type { Noted } from './note-events.js';
import type { NoticeEvent } from './notice-events.js';
import type { Operator, Previous, Release, RepoCommits } from './release.js';
import type { UndoEvent } from './undo-events.js';
import type { WatchEvent } from './watch-events.js';

export type * from './answer-events.js';
export type * from './deploy-events.js';
export type * from './end-events.js';
export type * from './ground-events.js';
export type * from './note-events.js';
export type * from './notice-events.js';
export type * from './undo-events.js';
export type * from './watch-events.js';

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

/** Everything that can happen to a run. Facts in the past tense; what they mean is code. */
export type RunEvent =
  | RunStarted
  | RunResumed
  | EvidenceGathered
  | AnswerEvent
  | NoticeEvent
  | LastLooked
  | Decided
  | DeployEvent
  | UndoEvent
  | EndEvent
  | WatchEvent
  | GroundEvent
  | Noted;

/** An event with its place in the log and its time. */
export interface StampedEvent {
  readonly seq: number;
  /** UTC, ISO 8601, milliseconds. */
  readonly t: string;
  readonly event: RunEvent;
}
