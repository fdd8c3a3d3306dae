/** What was seen of a project. All of it is untrusted, and none of it was run. */
export interface Seen {
  /** Name of the directory at the top of the work tree. */
  readonly directory: string;
  /** Tracked files, at most four directories deep, with ordinary characters in their paths; sorted. */
  readonly files: readonly string[];
  /** Those of them that git keeps as executable. */
  readonly executable: ReadonlySet<string>;
  /** Contents of the files that matter, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Files that matter and could not be read, with the reason in a few words. */
  readonly unread: readonly Unread[];
  readonly refs: SeenRefs;
  /** IANA zone of the operator. */
  readonly tz: string;
}

export interface Unread {
  readonly path: string;
  readonly why: string;
}

export interface SeenRefs {
  /** What `origin/HEAD` points at, without the remote's name. */
  readonly remoteHead?: string;
  /** `init.defaultBranch` of git's configuration. */
  readonly configured?: string;
  /** The branch checked out. */
  readonly current?: string;
  /** Names of branches, here and on `origin`. */
  readonly branches: readonly string[];
  /** There is a remote called `heroku`. */
  readonly heroku: boolean;
}

/** `guess`: not good enough to be taken without a person. */
export type Certainty = 'sure' | 'likely' | 'guess';

/** Something the project says about itself, and where. */
export interface Clue<Value = string> {
  readonly value: Value;
  /** `Makefile:12`, `origin/HEAD`. */
  readonly where: string;
  /** `target "deploy"`: a few words. */
  readonly why: string;
  readonly sure: Certainty;
}

/** The first of these files that is there. */
export const firstOf = ({ files }: Pick<Seen, 'files'>, paths: readonly string[]): string | undefined =>
  paths.find((path) => files.includes(path));

/** `Makefile:12`; the path alone when the line is not known. */
export const at = (path: string, line?: number): string => (line === undefined ? path : `${path}:${line}`);

/**
 * A path or a name of the project that may become a word of a command: nothing in it means anything to a shell, and it
 * cannot be an option.
 */
export const isPlainWord = (text: string): boolean =>
  /^[A-Za-z0-9_.][A-Za-z0-9_./-]*$/.test(text) && !text.split('/').includes('..') && text.length <= 100;
