import type { Verdict } from '../../checklist/model.js';
import type { SourceAsked } from '../../run/evidence.js';
import type { CommandRunner } from '../../world/commands.js';

/** `deploy`: the scripts of the deploy itself. */
export type Ecosystem = 'python' | 'npm' | 'ruby' | 'composer' | 'go' | 'cargo' | 'docker' | 'deploy';

/** The facets that files alone can answer. */
export type StaticFacet = 'ranges' | 'transitive' | 'lock' | 'images' | 'os';

/** The files of one commit. Nothing of it is from the work tree. */
export interface CommitFiles {
  /**
   * Every file of the commit, from its top; a link counts as the file that it leads to, and has no text where there is
   * none. Submodules are not files.
   */
  readonly paths: readonly string[];
  /** Its blob; undefined: there is no such file. */
  readonly blob: (path: string) => string | undefined;
  /**
   * Its text; undefined: there is no such file, it was not wanted, or it is too large or not readable. A manifest that is
   * among `paths`, was wanted and has no text is an `unknown` finding, never "nothing in it".
   */
  readonly text: (path: string) => string | undefined;
}

/** A problem of one facet. Its key is stable: no line number in it, and a version only where another one is another problem. */
export interface PinFinding {
  readonly facet: StaticFacet;
  /** `py:kombu`, `npm:web:left-pad`, `docker:Dockerfile:python`. Acknowledged as `pins:FACET:py:kombu`. */
  readonly key: string;
  /** One line: what, where, and what would be right. `django-scarface in requirements.txt:3 has no version: any may come`. */
  readonly text: string;
  /** `no-go` unless given; `unknown` for what could not be read or compared. Levels cap it later. */
  readonly verdict?: Verdict;
}

/** A direct dependency as somebody wrote it. */
export interface Requirement {
  /** Normalised as its ecosystem does. */
  readonly name: string;
  /** As written: `>=4.0.2,<5.0`, `^1.3.0`; empty: nothing is said. */
  readonly wanted: string;
  readonly pinned: boolean;
  readonly path: string;
  /** From 1. */
  readonly line?: number;
}

/** What one manifest (with its lock and what it includes) says. */
export interface PinsPart {
  readonly ecosystem: Ecosystem;
  /** The manifest: `requirements.txt`, `web/package.json`. The same name at `previous` is the same part. */
  readonly name: string;
  /** Everything it was read from. */
  readonly files: readonly { readonly path: string; readonly blob: string }[];
  readonly direct: readonly Requirement[];
  /** Exact versions by normalised name; several of one name: joined by `, `. Undefined: nothing locks or pins anything. */
  readonly locked?: ReadonlyMap<string, string>;
  /** `locked` holds indirect dependencies, too: it comes from a lock file. */
  readonly whole: boolean;
  /** Who wants a locked one: name -> `celery wants <5.0,>=4.0.2`. As far as the lock tells. */
  readonly wantedBy?: ReadonlyMap<string, string>;
  /** Names of all that need a locked one, as far as the tool that wrote the file says so. */
  readonly neededBy?: ReadonlyMap<string, readonly string[]>;
  /** Which facets this part could answer, and what to say where nothing is wrong: `lock: 'poetry.lock agrees with pyproject.toml'`. */
  readonly fine: Partial<Readonly<Record<StaticFacet, string>>>;
  readonly findings: readonly PinFinding[];
}

/** What of the options readers have to know. */
export interface ReadOptions {
  /** Only these manifests, as written (`files`); undefined: all that are found. */
  readonly files?: readonly string[];
  /** Normalised names that do not matter here. */
  readonly ignore: readonly string[];
}

/** Reads the manifests of one or several ecosystems. Pure. */
export interface PinsReader {
  /**
   * Paths it has to see, out of what is there; asked again after every round of reading until it wants nothing new
   * (a file may include another). Each round is one git process for all readers: guess well the first time.
   */
  readonly wants: (files: CommitFiles, options: ReadOptions) => readonly string[];
  readonly read: (files: CommitFiles, options: ReadOptions) => readonly PinsPart[];
}

/** One version that is another one now; `lock-diff.ts` exports `diffLocked(before, after): readonly LockChange[]`, major ones first. */
export interface LockChange {
  /** `py:celery:4.2.0`: with the new version, so that the next change is a new finding; `removed` where it is gone. */
  readonly key: string;
  /** `celery 4.1.0 → 4.2.0`, `kombu 4.1.0 is gone`. */
  readonly text: string;
}

/** What a fresh install of npm packages came to; `npm-fresh.ts` exports `freshNode(request): Promise<readonly NodeFresh[]>`, one of each package-lock.json. */
export interface NodeFresh {
  /** `web/package.json` */
  readonly name: string;
  /** `npm ci`: go, no-go (EUSAGE, ETARGET), unknown (network, npm missing, out of time). */
  readonly fresh: { readonly verdict: Verdict; readonly text: string };
  /** Packages that could not be required, alone, too. */
  readonly imports: readonly { readonly key: string; readonly text: string }[];
  /** How many were tried. */
  readonly tried: number;
  readonly sources: readonly SourceAsked[];
}

export interface NodeFreshRequest {
  readonly commands: CommandRunner;
  /** With `package.json` and its lock wanted and read. */
  readonly files: CommitFiles;
  readonly parts: readonly PinsPart[];
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly progress: (text: string) => void;
}
