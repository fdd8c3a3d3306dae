/** A patch to be looked for in a release; at least one of the three says what it is. */
export interface PatchQuestion {
  /** A unified diff (`-p1`) as it lies in its file; at most 1 MiB. */
  readonly text?: Uint8Array;
  /** A commit that does the same: at least 7 hexadecimal digits. */
  readonly commit?: string;
  /** Files that it changes, where nobody has the text. */
  readonly files: readonly string[];
}

/** A file that putting a patch back changes. SHA-256 of the whole content, hex; null: the file is not there. */
export interface FileChange {
  /** From the top of the tree; raw. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  /** `100755` and the like, after; absent if the file is removed. */
  readonly mode?: string;
}

/** What putting a patch back does to the release, exactly. */
export interface PutBack {
  /** As it was written · only a three-way merge could place it. */
  readonly how: 'as-is' | 'three-way';
  readonly files: readonly FileChange[];
  /**
   * The change as a git diff against the release (and against the patches put back before it), so that `patch -p1 -F0`
   * takes it as it is. Raw bytes.
   */
  readonly diff: Uint8Array;
  /** It was in the release once, and is there no more. */
  readonly wasIn?: true;
  /** The commit that took it back, where one is known. */
  readonly takenBackBy?: string;
}

/** Whether a release holds a patch (checks.md section 5.6). Everything in words is raw. */
export type Inclusion =
  /** `commit`: its commit is in the release · `same-change`: another commit does the same · `content`: it is there. */
  | {
      readonly in: 'release';
      readonly by: 'commit' | 'same-change' | 'content';
      readonly commit?: string;
      /** It came in, and its lines are other ones now: whether they still do the same is for a person to say. */
      readonly changedSince?: true;
    }
  | ({ readonly in: 'can-be-put-back' } & PutBack)
  /** Nobody can put it back without thinking. */
  | { readonly in: 'conflict'; readonly files: readonly string[]; readonly why: string }
  | { readonly in: 'unknown'; readonly why: string };
