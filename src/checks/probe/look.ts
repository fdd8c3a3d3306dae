import type { ProbeBaseline } from '../../run/events.js';

/** No look at a probe takes longer, in milliseconds (checks.md section 5.11). */
export const lookMs = 10_000;

/** What one look at a probe brought. Texts are raw. */
export interface Look {
  /** `unknown`: it could not be looked at, so that nobody knows. */
  readonly state: 'ok' | 'failed' | 'unknown';
  readonly text: string;
  readonly value?: number;
  /** It is well, but not for long. */
  readonly warning?: string;
  /** One such failure is enough: a crash is no hiccup. */
  readonly atOnce?: true;
  /** Nobody will ever know in this watch: what it is compared with, or a part of it, is lost. */
  readonly forGood?: true;
  /** Before the deploy: what looks after it are compared with. */
  readonly kept?: Pick<ProbeBaseline, 'log' | 'restarts' | 'missing'>;
}

/**
 * The same on a host, or of what imports everything, in milliseconds: a free connection is waited for, and what hangs on
 * the host is stopped there first.
 */
export const longLookMs = 30_000;

/** What a look is compared with. */
export type Before = Pick<ProbeBaseline, 'samples' | 'median' | 'limit' | 'restarts' | 'missing'>;
