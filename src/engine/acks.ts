import type { CivilDate } from '../calendar/civil.js';
import type { Ack } from '../checklist/acks.js';
import type { Finding } from '../run/evidence.js';

/** The acknowledgements at a moment. */
export interface AcksInForce {
  readonly list: readonly Ack[];
  /** In the checklist's zone. */
  readonly today: CivilDate;
  /** Full ids of the release, and of what the target runs. */
  readonly commits: readonly string[];
}

/** What an entry has to keep to beside its key and its days. */
export interface AckRules {
  /**
   * `item:facet`, the key of a facet as a whole. Whatever is wrong with it has that key, so only an entry that says just
   * that is about it, and no star.
   */
  readonly whole?: string;
}

/** What acknowledgements say about a finding. */
export interface AckState {
  /** `ended`: it counted, and does not any more. */
  readonly is: 'active' | 'ended';
  readonly ack: Ack;
}

/**
 * The acknowledgement of a finding: of those that count today the one that counts longest, else the one that ended last.
 * `until` itself still counts; what was never looked at (`unknown`) is nothing that anybody could accept.
 */
export function ackOf(
  { key, verdict }: Finding,
  { list, today, commits }: AcksInForce,
  { whole }: AckRules = {},
): AckState | undefined {
  if (verdict === 'unknown') {
    return undefined;
  }

  const [last] = list
    .filter(
      (ack) => ack.at <= today && isAbout(ack, commits) && (key === whole ? ack.key === key : matchesKey(ack.key, key)),
    )
    .toSorted((a, b) => (a.until < b.until ? 1 : a.until > b.until ? -1 : 0));
  return last && { is: today <= last.until ? 'active' : 'ended', ack: last };
}

/**
 * Facets of which nothing can be accepted beforehand (checks.md section 1.6), by kind: red tests are red today, whoever
 * knows them, a lock is somebody at work, and leave is the operator's own, not the team's. Whatever the item is called.
 */
export const mayBeAcknowledged = (kind: string, facet: string | undefined): boolean =>
  kind !== 'lock' && kind !== 'absence' && !(kind === 'tests' && (facet === undefined || facet === 'green'));

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
