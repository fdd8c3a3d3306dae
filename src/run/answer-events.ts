import type { Verdict } from '../checklist/model.js';

/** How an answer came about. */
export type How = 'auto' | 'accepted-warning' | 'by-hand' | 'human' | 'override';

/** The second person of an override. `verified` is true only for a checked signature. */
export interface Second {
  readonly by: string;
  readonly how: 'named' | 'signed';
  readonly verified: boolean;
}

export interface Answered {
  readonly type: 'answer';
  readonly check: string;
  readonly facet?: string;
  /** The question exactly as shown. */
  readonly question: string;
  readonly go_answer: 'yes' | 'no';
  /** `stop` ends the walk; the run can be resumed. */
  readonly answer: 'go' | 'no-go' | 'n/a' | 'stop';
  readonly how: How;
  /** Name of who answered; for `auto` it is `shipit`. */
  readonly by: string;
  readonly reason?: string;
  /** Why a person had to answer what a machine should know. */
  readonly because?: string;
  readonly second?: Second;
  /** What was asked beyond yes and no, by the names of the facet's form. */
  readonly told?: Readonly<Record<string, string>>;
  /** The closed question that followed the reason of an override. */
  readonly follow_up?: { readonly question: string; readonly answer: 'yes' };
  /** The verdict that was on screen when it was answered. */
  readonly seen: Verdict;
  /** Keys of the findings that were on screen. */
  readonly findings: readonly string[];
  /** Time from drawing the question to the answer, in milliseconds; 0 for `auto`. */
  readonly ms_on_screen: number;
}

/** Beside an override the operator accepted a finding for later runs; it stands in the acknowledgement file. */
export interface Acked {
  readonly type: 'acked';
  readonly check: string;
  readonly facet?: string;
  /** Of the finding. */
  readonly key: string;
  /** Civil date, the last day on which it counts. */
  readonly until: string;
  readonly reason: string;
  readonly by: string;
}

/** An answer counts no longer: it grew too old, or the operator took it back to answer again. */
export interface Reopened {
  readonly type: 'reopened';
  readonly check: string;
  readonly facet?: string;
  readonly why: 'expired' | 'look-again';
}

export type AnswerEvent = Answered | Acked | Reopened;
