import type { Operator } from '../run/release.js';
import { isUnderWay, isWalk, type Stand, standOf, type UnfinishedRun } from './stand.js';

/** What the operator is about to start. */
export interface Asks {
  /** Any target unless named. */
  readonly target: string | undefined;
  readonly operator: Operator;
  /** Full commit that a new run would be about. */
  readonly commit: string;
  readonly dryRun: boolean;
  readonly now: Date;
}

/** What can be done about an unfinished run, besides looking at it. */
export type OfferAct = 'resume' | 'new' | 'leave';

/** An unfinished run, shown before a new one begins. */
export interface Offer {
  readonly found: UnfinishedRun;
  readonly acts: readonly OfferAct[];
}

/**
 * The unfinished runs that a new one has to be held against, the most urgent first: a command that runs, then one that
 * nobody saw end, then the newest. A dry run is only held against dry runs, and a real one only against real ones.
 * A walk is offered to the operator who walked it, and only as long as it is still of use: for the same commit a week,
 * for another one a day. What another process is walking is nobody's to take up: the lock says who that is.
 * @param runs newest first
 */
export const offersFor = (runs: readonly UnfinishedRun[], asks: Asks): readonly Offer[] =>
  runs
    .filter(({ run }) => run.dryRun === asks.dryRun && (asks.target === undefined || run.target === asks.target))
    .flatMap((found) => {
      const acts = actsFor(found, asks);
      return acts === undefined ? [] : [{ found, acts }];
    })
    .toSorted((one, other) => urgency(standOf(one.found)) - urgency(standOf(other.found)));

/** What is offered next once the operator would rather start a new run than take up this one: at most their own walk. */
export const offerAfter = (offers: readonly Offer[], declined: Offer): Offer | undefined =>
  isWalk(standOf(declined.found)) ? undefined : offers.find(({ found }) => isWalk(standOf(found)));

function actsFor(found: UnfinishedRun, asks: Asks): readonly OfferAct[] | undefined {
  const { owner, run, leftRunning } = found;
  const stand = standOf(found);
  if (isUnderWay(stand)) {
    return owner?.alive === true && !run.deploy?.tty ? ['resume', 'leave'] : undefined;
  }

  if (owner !== undefined && owner.alive !== false) {
    return undefined;
  }

  switch (stand) {
    case 'lost':
      // Beside a command that still runs nothing else is deployed.
      return leftRunning === undefined ? ['resume', 'new', 'leave'] : ['resume', 'leave'];
    case 'unconfirmed':
    case 'failed':
      return ['resume', 'new', 'leave'];
    case 'paused':
    case 'interrupted':
      return isOwn(found, asks) && isOfUse(found, asks) ? ['resume', 'new', 'leave'] : undefined;
    default:
      return undefined;
  }
}

const urgency = (stand: Stand): number => (isUnderWay(stand) ? 0 : stand === 'lost' ? 1 : 2);

const isOwn = ({ run }: UnfinishedRun, { operator }: Asks): boolean =>
  run.operators.at(-1) === operator.name ||
  (operator.email !== '' && run.started?.operator.email.toLowerCase() === operator.email.toLowerCase());

const dayMs = 86_400_000;

function isOfUse({ run, lastAt }: UnfinishedRun, { commit, now }: Asks): boolean {
  const age = now.getTime() - Date.parse(lastAt);
  return age < (run.release.commit === commit ? 7 * dayMs : dayMs);
}
