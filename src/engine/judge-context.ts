import type { Item, Level, Verdict } from '../checklist/model.js';
import type { KindToAsk, QuestionFacts } from '../checks/kind.js';
import { facetOf } from '../checks/one-of.js';
import { cap } from '../run/verdict.js';
import type { AcksInForce } from './acks.js';

export interface JudgeContext {
  readonly item: Item;
  readonly kind: KindToAsk;
  readonly facts: QuestionFacts;
  readonly redact: (text: string) => string;
  readonly at: string;
  readonly ms: number;
  /** SHA-256 of the full text in the evidence store. */
  readonly file?: string;
  /** Keeps a text too long for the record; returns its SHA-256, or nothing where nothing is kept. */
  readonly keep?: (text: string) => string | undefined;
  /** The acknowledgements that count now; without them nothing is acknowledged. */
  readonly acks?: AcksInForce;
  /** SHA-256 of their file. */
  readonly acksSha256?: string;
}

/** The level a facet has in this item: its own setting, else the kind's default. */
export const facetLevel = (item: Item, kind: KindToAsk, facet: string): Level =>
  item.facets[facetOf(facet)] ?? kind.facets[facetOf(facet)]?.level ?? 'block';

/** The worst that the item's own level and its `unknown` rule allow. */
export function capped(verdict: Verdict, item: Item): Verdict {
  const after = verdict === 'unknown' && item.unknown === 'warn' ? 'warn' : verdict;
  return cap(after, item.level);
}

/** How much of what was found goes into the record itself; the rest is kept in the evidence store. */
export const limits = {
  summary: 300,
  /** What an acknowledgement file takes. */
  key: 300,
  detailLines: 200,
  detailLine: 400,
  findings: 100,
} as const;

export const noAcks: AcksInForce = { list: [], today: '', commits: [], ownNames: [] };
