/** A package as the host's own package manager has it. */
export interface Package {
  /** Binary name, `libssl3`; with the architecture where several are installed: `libc6:i386`. */
  readonly name: string;
  /** As the manager writes it: `1:9.2p1-2+deb12u6`, `0:3.0.7-24.el9`, `3.1.4-r5`. */
  readonly version: string;
  /** The source package, by which changes are grouped; the name itself where there is none. */
  readonly source: string;
  /** rpm: when it was installed, seconds since 1970. */
  readonly installed?: number;
}

export type PackageManager = 'dpkg' | 'rpm' | 'apk' | 'none';

/** A virtualenv, or what else has a python of its own. */
export interface PythonRuntime {
  /** As in `runtimes` of the target. */
  readonly root: string;
  /** `3.11.2`; absent: no python there could be run. */
  readonly version?: string;
  /** `ssl.OPENSSL_VERSION`, or `ERROR …` when the module cannot be loaded. */
  readonly ssl?: string;
  /** Normalised names (PEP 503), sorted. */
  readonly dists: readonly { readonly name: string; readonly version: string }[];
  /** Why it could not be read; `dists` is then empty and says nothing. */
  readonly error?: string;
}

/** A parent of `node_modules`. */
export interface NodeRuntime {
  readonly root: string;
  /** Without the `v`. */
  readonly version?: string;
  /** Path below node_modules and version, sorted. */
  readonly dists: readonly { readonly name: string; readonly version: string }[];
  /** Why it could not be read; `dists` is then empty and says nothing. */
  readonly error?: string;
}

/** A library of the system, as its loader finds it. */
export interface SystemLibrary {
  /** `libssl` */
  readonly library: string;
  /** `libssl.so.3` */
  readonly soname: string;
}

/**
 * One library loaded in several versions by one program of the app; the process id is left out, it changes. A file that
 * was replaced on disk keeps its ` (deleted)` here.
 */
export interface LoadedTwice {
  /** `uwsgi` */
  readonly program: string;
  /** `libssl` */
  readonly library: string;
  readonly files: readonly string[];
}

/** What a library needs and the host does not have. */
export interface MissingLibrary {
  readonly file: string;
  readonly library: string;
}

export interface ProbeResult {
  readonly state: 'ok' | 'failed' | 'unknown';
  /** In words. */
  readonly text: string;
  /** Of `all:` probes: what could not be loaded; sorted. */
  readonly failing?: readonly string[];
}

/**
 * What is compared from deploy to deploy: the lasting part of a host's state. JSON-serialisable. A part that was not
 * asked for or could not be read whole is absent, never empty.
 */
export interface Ground {
  /** `debian 12` */
  readonly os: string;
  readonly kernel: string;
  readonly manager: PackageManager;
  /** Sorted by name, then version. */
  readonly packages: readonly Package[];
  readonly python?: readonly PythonRuntime[];
  readonly node?: readonly NodeRuntime[];
  readonly twice?: readonly LoadedTwice[];
  /** Libraries bundled in wheels: their paths, sorted; `generationOf` in library-name.ts reads the names. */
  readonly bundled?: readonly string[];
  /** The system's own of the libraries that hurt when they come twice. */
  readonly libraries?: readonly SystemLibrary[];
  readonly missing?: readonly MissingLibrary[];
  readonly probes?: Readonly<Record<string, ProbeResult>>;
}

/** The state of a host at a deploy. Its canonical JSON is what is kept and hashed. */
export interface Snapshot extends Ground {
  readonly v: 1;
  readonly host: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly commit: string;
  readonly run: string;
  /** The watch of that deploy passed, or a person took it as known good. */
  readonly healthy: boolean;
}
