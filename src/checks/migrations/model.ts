import type { Json, SourceAsked } from '../../run/evidence.js';
import type { Previous } from '../../run/release.js';
import type { NetChange, RangeCommit, TreeFile } from '../../world/git-contents.js';
import type { FacetFound, GatherContext } from '../kind.js';
import type { Somebody } from '../persons.js';
import type { FrameworkName } from './framework-names.js';
import type { MigrationsOptions } from './options.js';

export type { FrameworkName };

/** What a migration changes. */
export type MigrationIs = 'schema' | 'data' | 'both';

/** Whether it can be undone, as far as its text tells. */
export type Undo =
  | { readonly can: 'yes' }
  | { readonly can: 'no'; readonly why: string }
  | { readonly can: 'unknown'; readonly why: string };

/** A migration file that this release adds, changes or removes, by the net difference. All texts are raw. */
export interface Migration {
  /** From the top of the tree. */
  readonly path: string;
  readonly framework: FrameworkName | 'raw';
  /** New; an already deployed one that was edited; one that is gone. */
  readonly status: 'A' | 'M' | 'D';
  /** Full ids: in what runs now, and in the release. */
  readonly before?: string;
  readonly blob?: string;
  /** At the release; absent for one that is gone, and for one that could not be read. */
  readonly text?: string;
  readonly is: MigrationIs;
  /** Why it is that: the line that made it so, or the directory. One each for data and schema. */
  readonly because: readonly string[];
  /** Nothing of its text was understood: it counts as data, and nobody knows. */
  readonly guessed?: true;
  readonly undo: Undo;
  /** Who wrote it in this release, the first author last; with who stands in for those that left. */
  readonly authors: readonly Somebody[];
  /** This clone is shallow and ends at a commit that seems to have written it: nobody knows who else did. */
  readonly cutOff?: true;
  /** What is new in it runs (Flyway's `R__`, a changelog of Liquibase that only grew): an edit is nothing special. */
  readonly repeatable?: true;
  /** The names of those it stands for, or did until this release: Django's `replaces`. Empty where they cannot be read. */
  readonly squashes?: readonly string[];
  /**
   * Django: but for what it says of others it is what it was. The names in `dependencies` that only one side has; there for
   * an edit alone.
   */
  readonly relinked?: readonly string[];
}

/** What may be a migration and was not read as one. Raw. */
export interface Unclaimed {
  readonly path: string;
  /** Full id of what is there now: of a submodule it is the commit. */
  readonly blob: string;
  readonly why: string;
}

/** Everything a facet of migrations may look at. */
export interface MigrationsLook {
  readonly context: GatherContext;
  readonly options: MigrationsOptions;
  readonly previous: Previous;
  /** The frameworks of the project, as said in the options or found in the release's tree. */
  readonly frameworks: readonly FrameworkName[];
  /** All paths that differ between previous and release. */
  readonly changes: readonly NetChange[];
  /** What the release has and previous has not, newest first, merges included. */
  readonly commits: readonly RangeCommit[];
  /** Every file of the release. */
  readonly files: readonly TreeFile[];
  /** Of this release, sorted by path; empty if there are none. */
  readonly migrations: readonly Migration[];
  /** Nobody knows whether these are migrations, too. */
  readonly unclaimed: readonly Unclaimed[];
  /** Paths of what would be one, if it did not lie with tests or packages. */
  readonly leftOut: readonly string[];
}

/** What a facet comes to, with what it asked and what goes into the record. */
export interface FacetLook {
  readonly facet: FacetFound;
  readonly sources?: readonly SourceAsked[];
  readonly facts?: { readonly [key: string]: Json };
}

/** What has still to run, and is rehearsed before: the new ones, and those that run again. */
export const newOnes = <One extends Pick<Migration, 'status' | 'repeatable'>>(
  migrations: readonly One[],
): readonly One[] => migrations.filter(({ status, repeatable }) => status === 'A' || (status === 'M' && repeatable));
