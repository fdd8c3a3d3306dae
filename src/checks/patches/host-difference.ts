import type { GatherContext } from '../kind.js';

/** One file of a host's tree that is not what the recorded revision has. */
export interface Difference {
  /** From the top of the deployed tree; raw. */
  readonly path: string;
  readonly what: 'added' | 'changed' | 'removed' | 'mode' | 'link';
  /** SHA-256 of what lies there, hex; absent if it is removed, a link, or too large to be read. */
  readonly sha256?: string;
  /** It was too large, or there were too many, to bring its text; why, in words. */
  readonly withoutText?: string;
}

export type HostDifference =
  | {
      readonly known: true;
      readonly host: string;
      /** Full id of the commit the difference is against. */
      readonly base: string;
      /** Sorted by path. Empty: the tree is what was deployed. */
      readonly files: readonly Difference[];
      /** git diff of all of them that have a text, against `base`; raw bytes, at most 1 MiB. */
      readonly diff: Uint8Array;
    }
  | { readonly known: false; readonly host: string; readonly why: string; readonly hint?: string };

export interface DifferenceContext extends Pick<GatherContext, 'world' | 'target' | 'previous' | 'signal'> {
  readonly timeoutMs: number;
  /** Globs of what is left out, beside the usual ones. */
  readonly ignore: readonly string[];
}

/** How the deployed tree of a host differs from what was deployed there. Resolves in any case. */
export async function differenceOf(host: string, _context: DifferenceContext): Promise<HostDifference> {
  return { known: false, host, why: 'not yet' };
}
