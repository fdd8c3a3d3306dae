import type { Answered } from '../run/events.js';
import type { Json } from '../run/evidence.js';
import type { RepoCommits } from '../run/release.js';

/** What the audit log knows about earlier runs on this target. */
export interface History {
  /** The last run on the target that deployed or tried to, newest first; dry runs are left out. */
  readonly lastAttempt?: PastDeploy;
  /** Runs that deployed exactly this commit before, newest first. */
  readonly sameCommit: readonly PastDeploy[];
  /** The newest run, as far back as the last attempt, whose records are not what was written: then that is not known. */
  readonly damaged?: { readonly run: string; readonly text: string };
  /** Runs of the whole project, whatever their target and how they ended, newest first; without this one. */
  readonly runs?: readonly PastRun[];
  /** What people answered to a facet since an instant (UTC, ISO 8601), newest first. Reads the records themselves. */
  readonly answersTo?: (facet: string, since: string) => readonly PastAnswer[];
  /** What a run put live, step by step. Reads its records. */
  readonly stepsOf?: (run: string) => PastSteps;
  /** The facts of that name in the evidence of `run` itself and of earlier runs, newest first. Reads the records. */
  readonly factsOf?: (name: string, run: string) => readonly PastFacts[];
}

/** What evidence said under one name. */
export interface PastFacts {
  readonly target: string;
  readonly value: Json;
}

/** The commits a run was about, and what became of its steps. */
export interface PastSteps {
  readonly repos: RepoCommits;
  /** Names of steps in the order in which they were started; and of those that ended well. */
  readonly started: readonly string[];
  readonly ended: readonly string[];
  /** It was walked without deploying. */
  readonly dryRun: boolean;
}

export interface PastRun extends PastDeploy {
  readonly target: string;
  /** UTC, ISO 8601. */
  readonly started: string;
  /** It deployed, or tried to. */
  readonly tried: boolean;
}

export interface PastAnswer {
  readonly by: string;
  readonly answer: Answered['answer'];
  readonly how: Answered['how'];
  /** UTC, ISO 8601. */
  readonly at: string;
}

export interface PastDeploy {
  readonly run: string;
  readonly commit: string;
  readonly operator: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  /** A deploy that a later run found healthy counts as `deployed`. */
  readonly outcome: string;
  /** How its roll-back ended, where that was not well. */
  readonly rollBack?: string;
  /** Who was to go on, or why nobody did; of a deploy that was left unconfirmed. */
  readonly handedTo?: string;
  readonly leftBecause?: string;
  /** How many incidents were noted on it after it had ended. */
  readonly incidents?: number;
}
