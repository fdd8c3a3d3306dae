import type { z } from 'zod';
import type { Checklist, Command, GoAnswer, Level, OverrideRule, Target } from '../checklist/model.js';
import type { Path } from '../checklist/tree.js';
import type { Evidence } from '../run/evidence.js';
import type { Operator, Previous, Release, RepoCommits } from '../run/release.js';
import type { WatchPlan } from '../run/watch-plan.js';
import type { Me } from '../world/me-model.js';
import type { PreviousFound } from '../world/previous.js';
import type { SnapshotStore } from '../world/snapshots.js';
import type { World } from '../world/world.js';
import type { Found } from './found.js';
import type { History } from './past.js';

export type * from './found.js';
export type * from './past.js';

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
