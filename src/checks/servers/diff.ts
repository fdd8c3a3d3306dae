import type { PackageRules } from './classes.js';
import type { GroundDiff } from './diff-model.js';
import type { HostState } from './host-state.js';
import type { Ground } from './snapshot.js';

export interface DiffOptions {
  /** Ends every key. */
  readonly host: string;
  readonly rules?: PackageRules;
  /** Distributions that the release's own lock files change: normalised names (PEP 503), and npm names. */
  readonly explained?: { readonly python?: readonly string[]; readonly node?: readonly string[] };
}

/** The lasting state of a host, or what could be had of it; a part that is absent was not read. */
export type GroundRead = Partial<Ground> & Partial<Pick<HostState, 'halfConfigured' | 'unread'>>;

/**
 * What is different on a host from what it was. Of images and kept snapshots the same.
 * @param before undefined: there is nothing to compare with; what is wrong by itself is found even so
 */
export function diffGround(_before: Partial<Ground> | undefined, _now: GroundRead, _options: DiffOptions): GroundDiff {
  return { changes: [], twice: [], missing: [], probes: [], notCompared: [] };
}
