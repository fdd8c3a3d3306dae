import type { LockProblem } from './lock-part.js';
import type { NpmManifest } from './npm-manifest.js';

/** A project of node, and the lock of one of its package managers. Texts are raw. */
export interface NpmProject {
  readonly manifest: NpmManifest;
  readonly members: readonly NpmMember[];
  /** Paths from the top of the tree, for the words. */
  readonly paths: { readonly manifest: string; readonly lock: string };
}

/** A workspace of the project. */
export interface NpmMember {
  /** From the project: `packages/a`. */
  readonly folder: string;
  /** Its `package.json`, from the top of the tree. */
  readonly path: string;
  readonly manifest: NpmManifest;
}

/** What a lock holds, and where it does not fit the project. */
export interface NpmLocked {
  readonly locked?: ReadonlyMap<string, string>;
  readonly wantedBy?: ReadonlyMap<string, string>;
  readonly problems: readonly LockProblem[];
}

/** Reads one sort of lock for one project. Pure. */
export type NpmLockCheck = (project: NpmProject, text: string) => NpmLocked;
