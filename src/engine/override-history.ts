import type { Outcome, RunDigest } from '../run/summary.js';
import { plural } from '../text/plural.js';

/** An incident that somebody noted outweighs that the deploy itself ended well. */
type PastEnd = Outcome | 'incident';

/** How often a check was overridden lately, and how that went. */
export interface PastOverrides {
  /** Deploys that are counted: the last ten of the target, or as many as there were. */
  readonly deploys: number;
  /** How those ended in which the check was overridden, newest first. */
  readonly outcomes: readonly PastEnd[];
  /** Reason of the newest of them. */
  readonly lastReason?: string;
}

export const noPastOverrides: PastOverrides = { deploys: 0, outcomes: [] };

const deploysCounted = 10;

/** @param deploys runs that deployed or tried to, newest first */
export function overridesIn(deploys: readonly RunDigest[], check: string): PastOverrides {
  const counted = deploys.slice(0, deploysCounted);
  const found = counted.flatMap((digest) => {
    const mine = digest.overridden.find(({ question }) => question.split('/')[0] === check);
    return mine === undefined ? [] : [{ outcome: endOf(digest), reason: mine.reason }];
  });
  const [newest] = found;
  return {
    deploys: counted.length,
    outcomes: found.map(({ outcome }) => outcome),
    ...(newest === undefined ? {} : { lastReason: newest.reason }),
  };
}

const endOf = ({ outcome, incidents = 0 }: RunDigest): PastEnd =>
  incidents > 0 && (outcome === 'deployed' || outcome === 'unconfirmed') ? 'incident' : outcome;

/** `overridden 3 times in the last 10 deploys: 2 went well, 1 rolled back`; nothing before the first deploy. */
export function overrideWords({ deploys, outcomes }: PastOverrides): string | undefined {
  if (deploys === 0) {
    return undefined;
  }

  const last = deploys === 1 ? 'in the last deploy' : `in the last ${deploys} deploys`;
  if (outcomes.length === 0) {
    return `not overridden ${last}`;
  }

  const ends = [...words].flatMap(([outcome, end]) => {
    const count = outcomes.filter((one) => one === outcome).length;
    return count === 0 ? [] : [`${count} ${end}`];
  });
  const times = outcomes.length === 1 ? 'once' : outcomes.length === 2 ? 'twice' : plural(outcomes.length, 'time');
  return `overridden ${times} ${last}: ${ends.join(', ')}`;
}

/** Good news first. */
const words: ReadonlyMap<PastEnd, string> = new Map<PastEnd, string>([
  ['deployed', 'went well'],
  ['unconfirmed', 'never confirmed'],
  ['incident', 'with an incident'],
  ['failed', 'failed'],
  ['rolled-back', 'rolled back'],
  ['unknown', 'that nobody saw end'],
]);
