import type { Outcome } from '../../run/summary.js';
import type { Entry } from './entry.js';

/** Orders of the list, in the order in which a key goes through them. */
export const sorts = ['newest', 'longest', 'overrides', 'outcome', 'operator'] as const;

export type Sort = (typeof sorts)[number];

/**
 * The runs that hold every word of a query, in an order.
 * @param query blanks part its words; one of four or more hexadecimal digits is also the beginning of a commit
 */
export function sift(entries: readonly Entry[], query: string, sort: Sort): readonly Entry[] {
  const found = filtered(entries, query);
  return sort === 'newest' ? found : found.toSorted(orders[sort]);
}

/** Adds runs to a list that is sifted already; they are older than all that are in it. */
export function siftInto(
  shown: readonly Entry[],
  added: readonly Entry[],
  query: string,
  sort: Sort,
): readonly Entry[] {
  const found = sift(added, query, sort);
  if (sort === 'newest' || found.length === 0 || shown.length === 0) {
    return found.length === 0 ? shown : [...shown, ...found];
  }

  return merged(shown, found, orders[sort]);
}

function filtered(entries: readonly Entry[], query: string): readonly Entry[] {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean);
  return words.length === 0 ? entries : entries.filter((entry) => words.every((word) => holds(entry, word)));
}

const holds = ({ words, digest: { from, to } }: Entry, word: string): boolean =>
  words.includes(word) || (isCommit.test(word) && (to.startsWith(word) || from?.startsWith(word) === true));

const isCommit = /^[0-9a-f]{4,64}$/u;

type Order = (one: Entry, other: Entry) => number;

const byTime: Order = (one, other) =>
  one.digest.run < other.digest.run ? 1 : one.digest.run > other.digest.run ? -1 : 0;

const byText = (text: (entry: Entry) => string): Order => {
  return (one, other) => {
    const [a, b] = [text(one), text(other)];
    return a < b ? -1 : a > b ? 1 : byTime(one, other);
  };
};

/** The worst first. */
const ranks: Readonly<Record<Outcome, number>> = {
  unknown: 0,
  failed: 1,
  'rolled-back': 2,
  'no-go': 3,
  unconfirmed: 4,
  interrupted: 5,
  paused: 6,
  running: 7,
  stopped: 8,
  deployed: 9,
  'dry-run': 10,
};

/** What is damaged comes before everything: nobody knows how it ended. */
const rank = ({ damaged, digest }: Entry): number => (damaged ? -1 : (ranks[digest.outcome] ?? -1));

const orders: Readonly<Record<Sort, Order>> = {
  newest: byTime,
  longest: (one, other) => other.lengthMs - one.lengthMs || byTime(one, other),
  overrides: (one, other) => other.digest.overrides - one.digest.overrides || byTime(one, other),
  outcome: (one, other) => rank(one) - rank(other) || byTime(one, other),
  operator: byText(({ digest }) => digest.operator.toLowerCase()),
};

function merged(one: readonly Entry[], other: readonly Entry[], order: Order): readonly Entry[] {
  const all: Entry[] = [];
  let next = 0;
  for (const entry of one) {
    for (let added = other[next]; added !== undefined && order(added, entry) < 0; added = other[next]) {
      all.push(added);
      next += 1;
    }

    all.push(entry);
  }

  return [...all, ...other.slice(next)];
}
