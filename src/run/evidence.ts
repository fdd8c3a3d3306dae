import type { GoAnswer, Level, OverrideRule, Verdict } from '../checklist/model.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One problem with a stable key, e.g. `tests:green`. */
export interface Finding {
  readonly key: string;
  /** `go` once it is acknowledged. */
  readonly verdict: Verdict;
  /** Says, too, that it is acknowledged, or was until lately. */
  readonly text: string;
  /** Who accepted it (checks.md section 1.6), until which civil date, and what it would be without. */
  readonly acked_by?: string;
  readonly acked_until?: string;
  readonly acked_verdict?: Verdict;
  /** Last day of an acknowledgement that counts no longer. */
  readonly ack_ended?: string;
}

/** What was asked of the world to gather evidence: a command, a file, a request. */
export interface SourceAsked {
  readonly cmd: string;
  readonly rc?: number;
  readonly signal?: string;
  readonly timedOut?: boolean;
  readonly ms: number;
  /** The last lines of the output, sanitised and redacted: at most 200 lines and 4 KiB. */
  readonly tail?: string;
}

/** A sub-fact of a check with its own short question. */
export interface FacetEvidence {
  readonly name: string;
  readonly verdict: Verdict;
  readonly summary: string;
  /** The question as shown, should it have to be asked. */
  readonly question: string;
  readonly go: GoAnswer;
  readonly override: OverrideRule;
  readonly detail?: readonly string[];
  /** No machine can know it: a person always answers, and that is nothing wrong with the evidence. Its verdict is `unknown`. */
  readonly human?: true;
  /** The worst a person's no may come to; the item's own level caps it, too. Absent: `block`. */
  readonly level?: Level;
  /** What is asked beyond yes and no before a go counts. */
  readonly form?: Form;
}

/** What a person tells with a go: first one of a few, then lines to type, one after another. At least one of both. */
export interface Form {
  readonly choice?: FormChoice;
  readonly lines?: readonly FormLine[];
}

export interface FormChoice {
  /** Under this name it stands in the answer's `told`. */
  readonly name: string;
  readonly title: string;
  /** 1 to 12; each gets a key of its own on screen. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface FormLine {
  readonly name: string;
  readonly title: string;
  /** Characters it needs after trimming; 0: it may be left empty, and is then not told. */
  readonly least: number;
  /** The name of somebody else: the operator's own is refused. */
  readonly notOperator?: true;
  /** `link`: a web address without user and password. `instant`: a day or a time that is not in the future. Text unless given. */
  readonly is?: 'link' | 'instant';
  /** Of an `instant`: what is longer ago does not count, and is refused. Milliseconds. */
  readonly maxAgeMs?: number;
  /** Of an `instant`: IANA zone in which it is shown once it is told; UTC unless given. */
  readonly tz?: string;
}

/**
 * What a check gathered, after levels and the item's `unknown` rule were applied.
 * All text is already sanitised and redacted.
 */
export interface Evidence {
  readonly verdict: Verdict;
  /** One line: the value, never a bare tick. */
  readonly summary: string;
  readonly detail: readonly string[];
  readonly facts: { readonly [key: string]: Json };
  readonly findings: readonly Finding[];
  /** Without those at level `off`. Empty for kinds that have none. */
  readonly facets: readonly FacetEvidence[];
  readonly sources: readonly SourceAsked[];
  /** When it was true: UTC, ISO 8601, milliseconds. */
  readonly at: string;
  readonly ms: number;
  /** SHA-256 of the full text in the evidence store, when there is more than `detail` holds. */
  readonly file?: string;
  /** It is about something still under way: looked at again after so many milliseconds while nobody has answered. */
  readonly again?: number;
  /** SHA-256 of the acknowledgement file it was judged with; absent if there was none. */
  readonly acks?: string;
}
