/** Where the things lie that are too large for the log. */
export interface Places {
  readonly evidence: (sha256: string) => string;
  readonly output: (recorded: string) => string;
}
