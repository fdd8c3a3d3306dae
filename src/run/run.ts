import type {
  Answered,
  CommandProcess,
  EndOutcome,
  EvidenceGathered,
  NoticeGiven,
  RunStarted,
  StepEnded,
  UndoChecked,
  UndoLeft,
} from './events.js';
import type { PreviousLearnt, SnapshotKept, SnapshotMissed } from './ground-events.js';
import type { Noted } from './note-events.js';
import type { Previous, Release, RepoCommits } from './release.js';
import type { WatchState } from './watch.js';

/** Where a run stands. */
export type Phase =
  | 'walking'
  /** Launched; the deploy command has not started yet as far as the log knows. */
  | 'decided'
  | 'deploying'
  /** The command ended well; the questions after it are open. */
  | 'deployed'
  | 'failed'
  | 'undoing'
  | 'undone'
  | 'ended';

/** An event with its place in the log. */
export interface Logged<Event> {
  readonly event: Event;
  readonly seq: number;
  /** UTC, ISO 8601, milliseconds. */
  readonly t: string;
}

export interface DeployState {
  readonly startedAt: string;
  readonly tty: boolean;
  readonly out: string;
  /** The step that runs, or ran last. */
  readonly step?: string;
  readonly stepPid?: number;
  /** The command that was started and, as far as the log knows, has not ended: of the deploy, or of its undo. */
  readonly running?: CommandProcess | undefined;
  readonly steps: readonly StepEnded[];
  readonly outcome?: 'ok' | 'failed' | 'stopped' | 'unknown';
  readonly endedAt?: string;
  readonly ms?: number;
}

export interface UndoState {
  readonly startedAt: string;
  /** File of its output, relative to the state directory. */
  readonly out?: string;
  /** Names of all its steps, in order. */
  readonly names?: readonly string[];
  /** Its own steps, those that ended. */
  readonly steps?: readonly StepEnded[];
  /** What hosts and addresses said they run after it ended well. */
  readonly checked?: UndoChecked;
  /** Who left it, although it did not end well; absent once the run is taken up again. */
  readonly left?: UndoLeft | undefined;
  /** `failed` also where it ended well and the target is not known to be back: see `checked`. */
  readonly outcome?: 'ok' | 'failed' | 'stopped' | 'unknown';
}

/** A run as its events tell it. Never stored: always the fold of the log. */
export interface Run {
  readonly started: RunStarted | undefined;
  readonly startedAt: string | undefined;
  readonly app: string;
  readonly target: string;
  readonly dryRun: boolean;
  /** Everybody who walked it, in order. */
  readonly operators: readonly string[];
  readonly release: Release;
  readonly previous: Previous | null;
  readonly repos: RepoCommits;
  /** What each server said it runs, as it was last put on record. */
  readonly previousSaid: PreviousLearnt['said'];
  readonly checklistSha256: string;
  /** By item id: the newest. */
  readonly evidence: Readonly<Record<string, Logged<EvidenceGathered>>>;
  /** By question key (see `questionKey`): the newest. */
  readonly answers: Readonly<Record<string, Logged<Answered>>>;
  /** Open ones. */
  readonly notices: readonly NoticeGiven[];
  /** By kind: the state of things the operator chose to go on with, although it is not the run's. */
  readonly kept: Readonly<Record<string, string>>;
  readonly phase: Phase;
  readonly deploy: DeployState | undefined;
  readonly undo: UndoState | undefined;
  /** By item id: every watch, and what ended without one (see `WatchEnded`). */
  readonly watches: Readonly<Record<string, WatchState>>;
  /** By host: what became of its state as the deploy left it, and of what was kept of it; since the last deploy began. */
  readonly ground: Readonly<Record<string, SnapshotKept | SnapshotMissed>>;
  /** What the last process that walked it left behind. */
  readonly left: 'paused' | 'interrupted' | undefined;
  readonly outcome: EndOutcome | undefined;
  readonly confirmed: boolean;
  readonly endedAt: string | undefined;
  /** Why it ended without its operator: another run was started instead. */
  readonly endedBecause?: string | undefined;
  readonly exit: number | undefined;
  /** Overrides ever given in this run. */
  readonly overrides: number;
  /** What somebody added after it had ended. */
  readonly notes: readonly Logged<Noted>[];
}

const nothing: Release = { commit: '', tree: '', subject: '' };

export const emptyRun: Run = {
  started: undefined,
  startedAt: undefined,
  app: '',
  target: '',
  dryRun: false,
  operators: [],
  release: nothing,
  previous: null,
  repos: {},
  previousSaid: [],
  checklistSha256: '',
  evidence: {},
  answers: {},
  notices: [],
  kept: {},
  phase: 'walking',
  deploy: undefined,
  undo: undefined,
  watches: {},
  ground: {},
  left: undefined,
  outcome: undefined,
  confirmed: false,
  endedAt: undefined,
  exit: undefined,
  overrides: 0,
  notes: [],
};
