/** What is known of a change before anybody is asked about it. */
export interface TakenPatch {
  readonly files: readonly string[];
  /** A diff that has to be kept. */
  readonly diff?: Uint8Array;
  readonly commit?: string;
  readonly pr?: number;
  /** The host it was taken from. */
  readonly host?: string;
  /** A title that suggests itself. */
  readonly title?: string;
  /** What the operator should know: what was left out. */
  readonly notes: readonly string[];
}
