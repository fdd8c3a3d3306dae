import type { Ground } from './snapshot.js';

/** A file that a running process still has in memory although it was replaced on disk. */
export interface StaleFile {
  readonly pid: number;
  /** `uwsgi` */
  readonly program: string;
  /** Without ` (deleted)`. */
  readonly file: string;
}

/** A service that the deploy restarts, as systemd has it. */
export interface UnitState {
  readonly unit: string;
  /** `active`, `failed`, … */
  readonly active: string;
  readonly mainPid?: number;
  readonly restarts?: number;
  /** When its main process was started, seconds since 1970. */
  readonly started?: number;
}

/** One run of apt, from its history. */
export interface PackageEvent {
  /** Seconds since 1970. */
  readonly at: number;
  /** `unattended-upgrade`, `apt-get install nginx`; clipped. */
  readonly command?: string;
  readonly by?: string;
  /** Binary name without architecture; `to` absent: removed; `from` absent: installed. */
  readonly changes: readonly { readonly name: string; readonly from?: string; readonly to?: string }[];
  /** It has no end, or says `Error:`. */
  readonly broken?: string;
}

/**
 * Everything one connection brought about a host: what lasts (`Ground`), and what is true at this moment only. A part
 * that could not be had is absent, never empty; `unread` says why.
 */
export interface HostState extends Partial<Ground> {
  readonly host: string;
  /** The host's own clock, seconds since 1970; its zone is in the history. */
  readonly now?: number;
  readonly user?: string;
  readonly uid?: number;
  /** When it was booted, seconds since 1970. */
  readonly booted?: number;
  /** dpkg: packages that are unpacked or half configured, with the state: `iU libssl3`. */
  readonly halfConfigured?: readonly string[];
  /** How many processes could be looked into, and how many not; of the app's own (`units`, else the user's) and of all. */
  readonly processes?: {
    readonly readable: number;
    readonly unreadable: number;
    readonly appReadable: number;
    readonly app: number;
  };
  readonly stale?: readonly StaleFile[];
  /** Which package a stale file belongs to, by file; absent for those of none. */
  readonly ownerOf?: Readonly<Record<string, string>>;
  readonly units?: readonly UnitState[];
  /** Why a reboot is pending, in words; empty: nothing says so, which proves nothing on Debian. */
  readonly reboot?: readonly string[];
  /** needrestart's words; absent where it is not installed or may not be run. */
  readonly needrestart?: { readonly kernel: 0 | 1 | 2 | 3; readonly services: readonly string[] };
  readonly history?: readonly PackageEvent[];
  /** By part (`packages`, `stale`, …): why it is absent. Raw. */
  readonly unread: Readonly<Record<string, string>>;
}
