import type { z } from 'zod';
import type { Checklist, Command, GoAnswer, Level, OverrideRule, Target, Verdict } from '../checklist/model.js';
import type { Path } from '../checklist/tree.js';
import type { Answered } from '../run/events.js';
import type { Evidence, Finding, Form, Json, SourceAsked } from '../run/evidence.js';
import type { Operator, Previous, Release, RepoCommits } from '../run/release.js';
import type { WatchPlan } from '../run/watch-plan.js';
import type { Me } from '../world/me-model.js';
import type { PreviousFound } from '../world/previous.js';
import type { SnapshotStore } from '../world/snapshots.js';
import type { World } from '../world/world.js';

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

/** Everything a check may look at. Frozen for the length of a gathering. */
export interface GatherContext {
  readonly world: World;
  readonly checklist: Checklist;
  readonly target: Target;
  readonly release: Release;
  readonly previous: Previous | null;
  /** What goes out of the other repositories of the checklist; one that could not be read is missing. */
  readonly repos?: RepoCommits;
  /** What every source said about `previous`; a check that needs it asks again if it is absent. */
  readonly previousFound?: PreviousFound;
  /**
   * Resolves with what the target runs once its hosts and addresses were asked, too; at once where there are none. For a
   * kind that asks the hosts something itself meanwhile, so that both share a connection. With `needsPrevious: true` the kind
   * is gathered only then, and `previous` and `previousFound` are these already.
   */
  readonly learnPrevious?: () => Promise<LearntPrevious>;
  /** What was found about another item of this run, by its id; waits for it while it is being gathered. */
  readonly evidenceOf?: (id: string) => Promise<Evidence | undefined>;
  /** What was found about the same item before, in this run. */
  readonly earlier?: Evidence;
  readonly operator: Operator;
  /** Reads anew what the operator keeps about themselves. @throws what `readMe` throws */
  readonly me: () => Promise<Me>;
  readonly run: string;
  readonly history: History;
  /** What was kept of the hosts at earlier deploys. */
  readonly snapshots: SnapshotStore;
  readonly reason?: string;
  /** The instant the check looks at; the fixed clock under SHIPIT_NOW. */
  readonly now: Date;
  /** `SHIPIT_*` variables for the project's own commands. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** One short line for the screen while it takes time: `2 of 3 hosts`. */
  readonly progress: (text: string) => void;
}

/** What the target runs, by everybody who could be asked. */
export interface LearntPrevious {
  readonly previous: Previous | null;
  readonly found: PreviousFound;
}

/** One facet as found, before levels are applied. */
export interface FacetFound {
  readonly verdict: Verdict;
  readonly summary: string;
  readonly detail?: readonly string[];
  /**
   * All that is wrong, and all that could not be looked at, each as one: once every one of them is acknowledged the facet
   * is go. Left out, the facet as a whole is the only finding.
   */
  readonly findings?: readonly Finding[];
  /** Replaces the facet's question when it has to name something found. */
  readonly question?: string;
  /** Replaces the facet's override rule, e.g. a freeze that carries its own. */
  readonly override?: OverrideRule;
  /** A person always answers: no machine can know it. Then `verdict` is `unknown`. */
  readonly human?: true;
  /** What is asked beyond yes and no before a go counts. */
  readonly form?: Form;
  /** The worst this one may come to here, where that is less than its kind's level and the checklist says none. */
  readonly level?: Level;
}

/** What a kind brings home, before levels are applied. Text may be raw: the engine sanitises and redacts it. */
export interface Found {
  /** For kinds without facets; with facets it is the worst of them and this is ignored. */
  readonly verdict?: Verdict;
  readonly summary: string;
  readonly detail?: readonly string[];
  readonly facts?: { readonly [key: string]: Json };
  readonly findings?: readonly Finding[];
  /**
   * By name; a facet that does not apply is `n/a`. Facets left out are n/a. One of several of the same facet is named
   * `facet:which` by `oneOf`; level, override and reason are those of `facet`.
   */
  readonly facets?: Readonly<Record<string, FacetFound>>;
  readonly sources?: readonly SourceAsked[];
  /** It is about something still under way: look again after so many milliseconds while nobody has answered. */
  readonly again?: number;
  /** Full text for the evidence view when it is long (job output, commit list). */
  readonly text?: string;
}

export interface FacetSpec<Options> {
  readonly level: Level;
  readonly question: (facts: QuestionFacts, options: Options) => string;
  readonly go: GoAnswer;
  /** Why it is asked, where the kind's reason does not fit; one sentence. */
  readonly why?: string;
  /** `reason` unless given. */
  readonly override?: OverrideRule;
}

export interface QuestionFacts {
  readonly release: Release;
  readonly target: string;
}

/** One kind of item. A new kind is one file that exports one of these, and one line in `index.ts`. */
export interface Kind<Options = unknown> {
  readonly name: string;
  readonly options: z.ZodType<Options>;
  readonly question: (facts: QuestionFacts, options: Options) => string;
  readonly go: GoAnswer;
  /** Which failure the question comes from; one sentence. */
  readonly why: string;
  readonly facets: Readonly<Record<string, FacetSpec<Options>>>;
  /** A person answers even if everything gathered is go (`release`, `ask`). */
  readonly alwaysAsks: boolean;
  readonly override: OverrideRule;
  /** A closed question that follows the reason of an override; only a yes goes on. */
  readonly overrideFollowUp?: string;
  /** Milliseconds; absent: evidence stays good for the whole run. A function where an option decides. */
  readonly ttlMs?: number | ((options: Options) => number | undefined);
  readonly timeoutMs: number | ((options: Options) => number);
  /** Answers belong to the commit: asked again when the release changes. */
  readonly boundToCommit: boolean;
  /** The last look gathers it again even when it is fresh; `if-quick`: where that took little time before. */
  readonly alwaysLookAgain: boolean | 'if-quick';
  /** Absent for what only a person can know (`ask`). */
  readonly gather?: (options: Options, context: GatherContext) => Promise<Found>;
  /**
   * What it finds depends on what the target runs now: it waits until hosts and addresses said so, or could not.
   * `meanwhile`: it starts at once, because it asks the hosts something itself, and waits by `learnPrevious`.
   */
  readonly needsPrevious?: true | 'meanwhile';
  /** Keys of its options that are several forms of one thing: of an extended checklist only the form chosen counts. */
  readonly forms?: readonly (readonly string[])[];
  /** It belongs under `after:`, and only once. */
  readonly onlyAfter?: true;
  /** It belongs before the deploy, and only once: other items go by what it found. */
  readonly once?: true;
  /** What it does after its evidence, until somebody calls the deploy finished. */
  readonly watch?: (options: Options) => Omit<WatchPlan, 'levels' | 'url'>;
  /** What it finds depends on the steps of the deploy and on `repos`: asked again when those were edited. */
  readonly readsPlan?: true;
  /** What it finds goes by items of `lane`, `migrations` or `release`: asked again when one of those was edited. */
  readonly readsItems?: true;
  /** Repositories that the options name, each with where in them. */
  readonly reposIn?: (options: Options) => readonly { readonly name: string; readonly path: Path }[];
  /** Commands of the options, for the security page and `lint --show`. */
  readonly commands?: (options: Options) => readonly Command[];
}

/** A kind as it is asked; what may be written about it was validated when the checklist was read. */
export type KindToAsk = Omit<Kind, 'options'>;
