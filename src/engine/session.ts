import type { ProjectPaths } from '../audit/state.js';
import type { CivilDate } from '../calendar/civil.js';
import type { Checklist, Target } from '../checklist/model.js';
import type { ProbeBaseline, RunEvent } from '../run/events.js';
import type { Plan } from '../run/plan.js';
import type { Standing } from '../run/questions.js';
import type { Operator } from '../run/release.js';
import type { Run } from '../run/run.js';
import type { Progress } from './gatherer.js';
import type { GroundKept } from './ground-kept.js';
import type { PastOverrides } from './override-history.js';
import type { WatchView } from './watch/view.js';

/** Everything that is true about a run right now: the one thing screens are drawn from and keys are judged by. */
export interface Situation {
  readonly id: string;
  readonly run: Run;
  readonly checklist: Checklist;
  readonly target: Target;
  readonly operator: Operator;
  readonly plan: Plan;
  readonly before: readonly Standing[];
  readonly after: readonly Standing[];
  readonly progress: ReadonlyMap<string, Progress>;
  /** Ids of items whose gathering began a moment ago: the walk waits for them to keep to its order. */
  readonly young: ReadonlySet<string>;
  /** By item id, when it is looked at again without a key: monotonic milliseconds. */
  readonly again?: ReadonlyMap<string, number> | undefined;
  readonly stage: Stage;
  /** While the last look runs. */
  readonly looking: boolean;
  /** What the operator should know that is no fact of the run: a failed reload, a refused launch. */
  readonly message: string | undefined;
  /** After a failed deploy: what the command said about the terminal it did not have. The hint is `tty: true`. */
  readonly wantedTerminal?: string | undefined;
  /** Process id of a command that goes on although the process that ran it is gone. */
  readonly leftRunning?: number | undefined;
  /** The run that deployed to this target after this one did: then nothing here is rolled back or called live. */
  readonly laterDeploy?: string | undefined;
  /** What is on the clock: UTC, ISO 8601. */
  readonly now: string;
  /** The same since the deploy ended, whatever the clock was set to: UTC, ISO 8601; absent if it ended before this process. */
  readonly steadyNow?: string | undefined;
  /** Before the deploy: what its watch will compare with, as far as it was looked at. */
  readonly probesBefore?: readonly ProbeBaseline[] | undefined;
  /** While somebody watches what was deployed. */
  readonly watch?: WatchView | undefined;
  /** The reason given when this check was last overridden, in this run or an earlier one. */
  readonly pastReason: (check: string) => string | undefined;
  /** How often this check was overridden in the last deploys to the target, and how they ended. */
  readonly pastOverrides: (check: string) => PastOverrides;
  /** The day in the checklist's zone. */
  readonly today: () => CivilDate;
}

/** What the operator is in front of. */
export type Stage = 'walk' | 'launch' | 'after' | 'failed' | 'lost' | 'done';

/** What a launch attempt came to after the last look. */
export type LaunchAnswer = 'launched' | 'back';

/** Findings that somebody accepts beside an override. */
export interface AcceptWish {
  readonly check: string;
  readonly facet?: string;
  readonly keys: readonly string[];
  readonly until: CivilDate;
  readonly reason: string;
}

/** A run in the hands of a live process. */
export interface Session {
  readonly situation: () => Situation;
  readonly listen: (listener: () => void) => () => void;
  /** @throws AuditError: nothing was recorded, nothing may happen. */
  readonly record: (event: RunEvent) => void;
  /** Gathers again, for one item. */
  readonly lookAgain: (check: string) => void;
  /** An answer to this item is being typed: until there is none, it is not looked at again by itself. */
  readonly typing: (check: string | undefined) => void;
  /** Goes on despite a notice. */
  readonly keep: () => void;
  /** Starts over for what the notice found. */
  readonly restart: () => Promise<void>;
  /** The last look, then the decision on record. `back`: something got worse, the screen shows what. */
  readonly decide: (typed: string) => Promise<LaunchAnswer>;
  /**
   * Accepts findings until a date, for later runs too: writes the acknowledgement file, then the record. What is wrong
   * with that becomes the message of the situation.
   * @throws AuditError when it cannot be recorded
   */
  readonly accept: (wish: AcceptWish) => Promise<void>;
  /**
   * Keeps the state of the hosts after a deploy that somebody found well; nothing where there is nothing to keep.
   * @param progress one short line, raw no more
   * @throws AuditError when it cannot be recorded
   */
  readonly keepGround: (signal: AbortSignal, progress: (text: string) => void) => Promise<readonly GroundKept[]>;
  /**
   * After a roll-back that ended well: asks hosts and addresses what they run, and puts it on record; nothing where there
   * is nobody to ask. Where the release still runs, or nobody knows, the run is one whose roll-back failed.
   * @param progress one short line
   * @throws AuditError when it cannot be recorded
   */
  readonly checkUndo: (signal: AbortSignal, progress: (text: string) => void) => Promise<void>;
  /** Starts gathering what is missing or stale, and the watch where one is due. Safe to call at any time. */
  readonly gatherMissing: () => void;
  /** Looks whether the clock jumped, and puts it on record; then whether HEAD moved, and gives a notice if so. */
  readonly watchHead: () => Promise<void>;
  /** Resolves when the session cannot go on, with what went wrong. */
  readonly broken: Promise<unknown>;
  readonly project: ProjectPaths;
  /** Ends everything under way and leaves the log to the runner; the lock stays, for the runner's sake. */
  readonly letGoOfLog: () => void;
  /** The segment number the next process may claim. */
  readonly nextGen: () => number;
  /**
   * Takes the log up again after the runner ended.
   * @param gen exactly this segment: the runner's, which then can never claim it
   */
  readonly takeUpLog: (gen?: number) => void;
  /** A runner has the log: the command goes on without this process. */
  readonly inBackground: () => boolean;
  /** Resolves when the team's own command was told everything about the watch; within some seconds in any case. */
  readonly told: () => Promise<void>;
  /** Puts on record that the target is free from here on. */
  readonly giveUpLock: () => void;
  /** Leaves the log and the lock to whoever comes next; while a runner has the log, the lock stays. */
  readonly close: () => void;
}
