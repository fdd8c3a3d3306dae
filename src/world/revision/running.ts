/** What one host, or an address in front of them, says it runs; or why nobody knows. One of the three is there. */
export interface Running {
  /** The host as the target names it; the address without its path. */
  readonly host: string;
  /** As it was said: 7 to 64 hexadecimal digits, in lower case. */
  readonly commit?: string;
  /** Nothing is deployed there, which is certain; in words. */
  readonly nothing?: string;
  /** Why it is not known; sanitised. */
  readonly error?: string;
}

/** Short ids have at least seven digits: fewer fit too many commits. */
export const isCommit = (said: string, commit: string): boolean =>
  said.length >= 7 && commit.startsWith(said.toLowerCase());

/** The same commit, each shortened or not. */
export const sameCommit = (a: string, b: string): boolean => isCommit(a, b) || isCommit(b, a);
