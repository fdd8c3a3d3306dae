import type { Lock } from '../audit/lock.js';
import type { ProjectPaths } from '../audit/state.js';
import type { Checklist, Target } from '../checklist/model.js';
import type { History } from '../checks/kind.js';
import type { Operator } from '../run/release.js';
import type { Run } from '../run/run.js';
import type { Clock } from '../world/clock.js';
import type { Me } from '../world/me-model.js';
import type { PreviousFound } from '../world/previous.js';
import type { World } from '../world/world.js';
import type { Gatherer } from './gatherer.js';
import type { PreviousLearner } from './learn-previous.js';
import type { PastOverrides } from './override-history.js';
import type { Kinds } from './plan.js';
import type { Situation } from './session.js';

/** Which programs made a record. */
export interface Tool {
  readonly version: string;
  readonly node: string;
  readonly git: string;
}

/** What a session is made of; found and validated by the command before. */
export interface SessionParts {
  readonly run: string;
  readonly project: ProjectPaths;
  /**
   * Takes the target, once nobody else can write the run any more; undefined for a dry run.
   * @param run as it stands then; nothing yet for a new one
   * @throws Locked, or an OperatorError when the run is not to be gone on with: then the session does not open
   */
  readonly lock: (run: Run) => Lock | undefined;
  readonly world: World;
  readonly clock: Clock;
  readonly kinds: Kinds;
  readonly operator: Operator;
  readonly me: () => Promise<Me>;
  readonly tool: Tool;
  readonly tz: string;
  readonly redact: (text: string) => string;
  readonly history: (commit: string) => History;
  readonly pastReason: (check: string) => string | undefined;
  readonly pastOverrides: (check: string) => PastOverrides;
  /** Reads the checklist anew, after it was edited. @throws OperatorErrors */
  readonly reload: () => Promise<Checklist>;
}

/** What changes when a run starts over. */
export interface Walk {
  /** What ref and log said when it began, and the servers if they were asked before. */
  readonly previousFound: PreviousFound;
  /** Asks the servers. */
  readonly previous: PreviousLearner;
  readonly checklist: Checklist;
  readonly target: Target;
  readonly plan: Situation['plan'];
  readonly gatherer: Gatherer;
}
