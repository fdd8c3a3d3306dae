import type { Previous } from './release.js';

/**
 * What the target runs became known while the run was already walked: hosts and addresses were asked in the background.
 * It replaces the `previous` of the start; whoever's evidence was taken with another one is gathered again.
 */
export interface PreviousLearnt {
  readonly type: 'previous';
  readonly previous: Previous | null;
  /** What each host, or the address in front of them, said; sanitised. */
  readonly said: readonly { readonly from: string; readonly commit?: string; readonly error?: string }[];
}

/**
 * The state of a host was kept: right after the deploy as it left the host (not `healthy` yet, its JSON lies among the
 * evidence), and once more, the same state, to compare with at the next deploy.
 */
export interface SnapshotKept {
  readonly type: 'snapshot';
  readonly host: string;
  /** Of the snapshot's canonical JSON; hex. */
  readonly sha256: string;
  /** The watch of this deploy passed, or a person took the state as known good (`by`). */
  readonly healthy: boolean;
  readonly by?: string;
}

/** No snapshot of a host could be kept, so that the next deploy compares with an older one. */
export interface SnapshotMissed {
  readonly type: 'snapshot.missed';
  readonly host: string;
  readonly why: string;
}

export type GroundEvent = PreviousLearnt | SnapshotKept | SnapshotMissed;
