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
