/** A commit as a run sees it. Full hexadecimal object ids. */
export interface Release {
  readonly commit: string;
  readonly tree: string;
  /** Subject line, sanitised. */
  readonly subject: string;
}

/** Of other repositories in the same release: full commit ids by name. They stay the same for the length of a run. */
export type RepoCommits = Readonly<Record<string, string>>;

/** What the target runs now, as far as it is known. */
export interface Previous {
  readonly commit: string;
  /** Who said so: `servers`, `ref`, `log`, in the order of trust. */
  readonly sources: readonly string[];
  /** When it was deployed: UTC, ISO 8601, if known. */
  readonly at?: string;
}

/** Who answers. */
export interface Operator {
  readonly name: string;
  readonly email: string;
  readonly login: string;
  readonly host: string;
  /** The account behind `sudo`, if there was one. */
  readonly sudoUser?: string;
}

/** Seven characters, as git and people shorten it. */
export const short = (commit: string): string => commit.slice(0, 7);
