/** What a fresh install would bring, by pip's own report. */
export interface Resolved {
  /** By normalised name. */
  readonly dists: ReadonlyMap<string, ResolvedDist>;
  /** `3.11` of the python that resolved it. */
  readonly python: string;
  readonly pip: string;
}

export interface ResolvedDist {
  readonly name: string;
  readonly version: string;
  /** Named by the requirements themselves. */
  readonly requested: boolean;
  /** `sha256=…` of what would be downloaded. */
  readonly hash?: string;
  /** What it wants itself, as PEP 508 writes it. */
  readonly requires: readonly string[];
}
