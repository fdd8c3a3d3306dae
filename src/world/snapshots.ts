import type { ProjectPaths } from '../audit/project.js';

/** A snapshot as it lies there: JSON whose hash was looked at. */
export interface KeptSnapshot {
  readonly sha256: string;
  readonly json: string;
}

/** What is kept of the states of hosts, per target and host; the last ten. */
export interface SnapshotStore {
  /** Newest first. Files that are not what was written are left out, and named. */
  readonly list: (
    target: string,
    host: string,
  ) => { readonly kept: readonly KeptSnapshot[]; readonly broken: readonly string[] };
  /** Keeps canonical JSON (durably, private), forgets the eleventh. @returns its SHA-256, hex @throws Error in words */
  readonly keep: (target: string, host: string, json: string) => string;
}

/** Nothing is kept yet. */
export const openSnapshots = (_project: ProjectPaths): SnapshotStore => ({
  list: () => ({ kept: [], broken: [] }),
  keep: () => {
    throw new Error('nothing is kept yet');
  },
});
