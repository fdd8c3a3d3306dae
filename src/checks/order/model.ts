import type { Git } from '../../world/git.js';
import type { RangeCommit } from '../../world/git-contents.js';

/** What a target runs of one repository. `nothing` is certain. */
export type Live =
  | { readonly state: 'runs'; readonly commit: string }
  | { readonly state: 'nothing'; readonly why: string }
  | { readonly state: 'unknown'; readonly why: string };

/** One of the repositories that this run is about. */
export interface Part {
  /** `app` for the main one. */
  readonly name: string;
  readonly git: Git;
  /** What goes out, or would: full id, frozen for the run. */
  readonly commit: string;
  /** What is checked out now, where that is another commit. */
  readonly movedTo?: string;
  readonly live: Live;
  /** Since what runs, newest first; nothing for a first deploy. */
  readonly range:
    | { readonly known: true; readonly commits: readonly RangeCommit[] }
    | { readonly known: false; readonly why: string };
  /** At a first deploy: of everything that goes out, the commits that may say what they need. */
  readonly mayNeed?: readonly RangeCommit[];
}

/** A repository of the checklist that cannot be read. */
export interface Broken {
  readonly name: string;
  readonly why: string;
}

/** That a commit needs something. Texts are raw. */
export interface Edge {
  readonly from: { readonly repo: string; readonly commit: string; readonly subject: string };
  /** As configured: `depends-on`. */
  readonly trailer: string;
  readonly value: string;
  readonly needed: Needed;
}

/** What became of what is needed. `name` is how people call it: `schemas PR #12`, `schemas 77ab123`. */
export type Needed =
  | {
      readonly state: 'live';
      readonly repo: string;
      readonly commit: string;
      readonly name: string;
      readonly how: string;
    }
  /** Not live, and in what goes out of its repository. */
  | {
      readonly state: 'in-release';
      readonly repo: string;
      readonly commit: string;
      readonly name: string;
      readonly why: string;
    }
  /** Merged, neither live nor in what goes out. */
  | {
      readonly state: 'elsewhere';
      readonly repo: string;
      readonly commit: string;
      readonly name: string;
      readonly why: string;
    }
  | { readonly state: 'unmerged'; readonly repo: string; readonly name: string; readonly why: string }
  | { readonly state: 'ignored'; readonly name: string; readonly why: string }
  | { readonly state: 'unknown'; readonly name: string; readonly why: string };
