import type { Item } from '../checklist/model.js';
import { lastDeployId } from '../checklist/reserved.js';
import { short } from '../run/release.js';
import { showAge } from '../text/duration.js';
import { safeLine } from '../text/sanitise.js';
import type { KindToAsk, PastDeploy } from './kind.js';
import { ownItem } from './own-item.js';

/** What is asked about, as the log had it when the run started. */
interface LastDeployOptions extends PastDeploy {
  /** How long ago it was then, in words. */
  readonly age: string;
}

/**
 * A deploy that nobody confirmed, or saw end, is the first thing the next run asks, whoever walks it (checks.md section 5.11). No
 * checklist can have it: the run gets it with `lastDeployItem`.
 */
export const lastDeploy: KindToAsk = {
  name: lastDeployId,
  question: (_facts, options) => {
    const { commit, operator, age, outcome } = optionsOf(options);
    const who = `(${safeLine(operator, 24)}, ${age})`;
    return outcome === 'unknown'
      ? `Nobody saw the deploy of ${short(commit)} end ${who}. Is what runs there healthy?`
      : `The deploy of ${short(commit)} ${who} was never confirmed. Is it healthy?`;
  },
  go: 'yes',
  why: 'Whoever deployed it was gone before anybody had seen it work.',
  facets: {},
  alwaysAsks: false,
  override: 'reason',
  timeoutMs: 1000,
  boundToCommit: false,
  alwaysLookAgain: false,
  gather: async (options) => {
    const { run, commit, outcome, handedTo, leftBecause } = optionsOf(options);
    const facts = { run, commit, outcome, handedTo: handedTo ?? null, leftBecause: leftBecause ?? null };
    return { verdict: 'unknown', summary: whyNot(optionsOf(options)), detail: [`run ${run}`], facts };
  },
};

/** The item that asks about it, to be put before all others. */
export const lastDeployItem = (last: PastDeploy, now: Date): Item => {
  const age = showAge(now.getTime() - Date.parse(last.at));
  return { ...ownItem(lastDeployId, { ...last, age } satisfies LastDeployOptions), killer: true };
};

function whyNot({ operator, outcome, handedTo, leftBecause }: LastDeployOptions): string {
  if (outcome === 'unknown') {
    return 'it started, and nobody knows how it ended';
  }

  if (handedTo !== undefined) {
    return `${operator} handed it over to ${handedTo}, who has not said anything`;
  }

  return leftBecause === undefined
    ? `${operator} left, and nobody knows why`
    : `${operator} left it unwatched: ${leftBecause}`;
}

/** Made by `lastDeployItem` only. */
const optionsOf = (options: unknown): LastDeployOptions => options as LastDeployOptions;
