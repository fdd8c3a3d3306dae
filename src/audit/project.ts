/** Where the audit log of one project lies. Absolute paths. */
export interface ProjectPaths {
  readonly root: string;
  readonly runs: string;
  readonly evidence: string;
  readonly locks: string;
  /** One line for every finished run. */
  readonly index: string;
}
