import type { Checklist, Item } from '../checklist/model.js';
import { matchesKey } from '../engine/acks.js';
import type { Kinds } from '../engine/plan.js';
import { OperatorError } from '../errors.js';
import type { Finding } from '../run/evidence.js';
import { safeLine } from '../text/sanitise.js';
import { didYouMean } from '../text/suggest.js';

/** What a key is held against. */
export interface KeyContext {
  /** Undefined where none can be read: then nobody can say which items there are. */
  readonly checklist: Checklist | undefined;
  readonly kinds: Kinds;
  /** Of the last runs here, with full keys. */
  readonly known: readonly Finding[];
  /** A finding that nobody here knows is no mistake. */
  readonly force: boolean;
}

/**
 * Whether a key can be about anything.
 * @returns what to tell the operator beside
 * @throws OperatorError for an item that is not there, and, unless forced, for a finding that cannot be meant
 */
export function ackKeyWarnings(key: string, context: KeyContext): readonly string[] {
  const item = itemOf(key, context);
  const { known, force } = context;
  const matching = known.filter((finding) => matchesKey(key, finding.key));
  if (matching.length > 0) {
    return matching.every((finding) => finding.verdict === 'unknown')
      ? ['that was unknown in the last run: what could not be looked at is never accepted']
      : [];
  }

  const facets = facetsOf(item, context.kinds);
  const beside = known.map((finding) => finding.key).filter((one) => sameItem(one, key));
  const meant = meantKey(key, beside, facets);
  const problem = hasOtherFacet(key, facets)
    ? `\`${shownKey(key)}\` is not the key of a finding: those of ${idOf(key)} begin with ${facets.map((facet) => `${idOf(key)}:${facet}`).join(', ')}`
    : beside.length > 0
      ? `no finding of the last runs here has the key \`${shownKey(key)}\``
      : undefined;
  if (problem !== undefined && !force) {
    throw new OperatorError(problem, {
      hint: `${meant === undefined ? '' : `${meant}; `}\`--force\` writes it all the same (a finding known only from elsewhere)`,
    });
  }

  return [
    problem ??
      `no run on record here found anything of ${idOf(key)}, so nobody can say whether there is a finding ${key}`,
  ];
}

/** @throws OperatorError for an item that neither the checklist nor a run on record has */
function itemOf(key: string, { checklist, known }: KeyContext): Item | undefined {
  const items = [...(checklist?.checks ?? []), ...(checklist?.after ?? [])];
  const item = items.find(({ id }) => id === idOf(key));
  if (checklist === undefined || item !== undefined || known.some((finding) => sameItem(finding.key, key))) {
    return item;
  }

  const ids = items.map(({ id }) => id);
  const near = didYouMean(idOf(key), ids);
  throw new OperatorError(`no item \`${idOf(key)}\` in the checklist; there are: ${ids.join(', ')}`, {
    hint:
      near === undefined
        ? 'a key begins with the id of an item; `-f FILE` takes another checklist'
        : `did you mean \`${near}${shownKey(key.slice(idOf(key).length))}\`?`,
  });
}

const facetsOf = (item: Item | undefined, kinds: Kinds): readonly string[] =>
  Object.keys(kinds.find(({ name }) => name === item?.kind)?.facets ?? {});

/** A star may stand for the end of a facet, and for anything behind it. */
function hasOtherFacet(key: string, facets: readonly string[]): boolean {
  const [, facet = ''] = key.split(':');
  return facets.length > 0 && !facet.includes('*') && !facets.includes(facet);
}

function meantKey(key: string, beside: readonly string[], facets: readonly string[]): string | undefined {
  const rest = key.slice(idOf(key).length + 1);
  const ends = beside.filter((one) => one.endsWith(`:${rest}`));
  const [only] = facets;
  const near =
    ends.length === 1
      ? ends[0]
      : (didYouMean(key, beside) ??
        (facets.length === 1 && hasOtherFacet(key, facets) ? `${idOf(key)}:${only}:${rest}` : undefined));
  return near !== undefined
    ? `did you mean \`${shownKey(near)}\`?`
    : beside.length === 0
      ? undefined
      : `there were: ${beside.slice(0, 3).map(shownKey).join(', ')}`;
}

const idOf = (key: string): string => key.split(':')[0] ?? '';

const sameItem = (one: string, other: string): boolean => idOf(one) === idOf(other);

const shownKey = (key: string): string => safeLine(key, 120);
