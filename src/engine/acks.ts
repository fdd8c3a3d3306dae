import type { CivilDate } from '../calendar/civil.js';
import type { Ack } from '../checklist/acks.js';
import type { OverrideRule } from '../checklist/model.js';
import type { Finding } from '../run/evidence.js';
import { facetOf } from '../run/facet-name.js';
import { isOwnName } from './own-names.js';

/** The acknowledgements at a moment. */
export interface AcksInForce {
  readonly list: readonly Ack[];
  /** In the checklist's zone. */
  readonly today: CivilDate;
  /** Full ids of the release, and of what the target runs. */
  readonly commits: readonly string[];
  /** What the operator is called by, as `ownNames` has it. */
  readonly ownNames: readonly string[];
}

/** What an entry has to keep to beside its key and its days. */
export interface AckRules {
  /** What going on despite the finding takes in a run: an entry is no way round it. `reason` if absent. */
  readonly override?: OverrideRule;
  /** Of the item: what must be seen to in every run is accepted in none beforehand. */
  readonly killer?: boolean;
  /**
   * `item:facet`, the key of a facet as a whole. Whatever is wrong with it has that key, so only an entry that says just
   * that is about it, and no star.
   */
  readonly whole?: string;
}

/** What acknowledgements say about a finding. */
export interface AckState {
  /** `ended`: it counted, and does not any more. `refused`: it would count, but for the rules. */
  readonly is: 'active' | 'ended' | 'refused';
  readonly ack: Ack;
  /** Why it is refused: `this needs a second person`. */
  readonly because?: string;
}

/**
 * The acknowledgement of a finding: of those that count today the one that counts longest, else one that
 * would but for the rules, else the one that ended last.
 * `until` itself still counts; what was never looked at (`unknown`) is nothing that anybody could accept.
 */
export function ackOf(
  { key, verdict }: Finding,
  { list, today, commits, ownNames }: AcksInForce,
  rules: AckRules = {},
): AckState | undefined {
  if (verdict === 'unknown') {
    return undefined;
  }

  const isItsKey = (ack: Ack): boolean => (key === rules.whole ? ack.key === key : matchesKey(ack.key, key));
  const states = list
    .filter((ack) => ack.at <= today && isAbout(ack, commits) && isItsKey(ack))
    .toSorted((a, b) => (a.until < b.until ? 1 : a.until > b.until ? -1 : 0))
    .map((ack): AckState => {
      const because = today <= ack.until ? whyRefused(ack.by, rules, ownNames) : undefined;
      return because === undefined
        ? { is: today <= ack.until ? 'active' : 'ended', ack }
        : { is: 'refused', ack, because };
    });
  return (['active', 'refused', 'ended'] as const).flatMap((is) => states.find((state) => state.is === is) ?? [])[0];
}

/** Why nobody of this name can accept it, in words that follow `not accepted:`. */
export function whyRefused(
  by: string,
  { override = 'reason', killer = false }: AckRules,
  ownNames: readonly string[],
): string | undefined {
  if (killer) {
    return 'a killer item is looked at in every run';
  }

  if (override === 'no') {
    return 'nothing goes past this';
  }

  return override === 'second' && isOwnName(by, ownNames) ? 'this needs a second person' : undefined;
}

/**
 * Facets of which nothing can be accepted beforehand (checks.md section 1.6), by kind: red tests are red today, whoever
 * knows them, a lock is somebody at work, leave is the operator's own, not the team's, and whose word about a commit
 * counts is said anew for each. Whatever the item is called.
 */
export const mayBeAcknowledged = (kind: string, facet: string | undefined): boolean => {
  const never = kind === 'tests' ? 'green' : kind === 'signoff' ? 'given' : undefined;
  const isNever = never !== undefined && (facet === undefined || facetOf(facet) === never);
  return kind !== 'lock' && kind !== 'absence' && !isNever;
};

/** Whether a key with `*` in it, each standing for anything or nothing, is this key. Linear, whatever is written. */
export function matchesKey(pattern: string, key: string): boolean {
  const [start = '', ...rest] = pattern.split('*');
  const end = rest.pop();
  if (end === undefined) {
    return pattern === key;
  }

  if (!key.startsWith(start) || !key.endsWith(end) || key.length < start.length + end.length) {
    return false;
  }

  let at = start.length;
  for (const part of rest) {
    const found = key.indexOf(part, at);
    if (found < 0) {
      return false;
    }

    at = found + part.length;
  }

  return at <= key.length - end.length;
}

const isAbout = ({ commit }: Ack, commits: readonly string[]): boolean =>
  commit === undefined || commits.some((one) => one.startsWith(commit));
