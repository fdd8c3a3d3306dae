import type { Ground } from './snapshot.js';

/**
 * A file that a running process still has in memory although it was replaced on disk. Told once for a program (of one
 * unit), however many processes it has.
 */
export interface StaleFile {
  /** The first of them. */
  readonly pid: number;
  /** `uwsgi` */
  readonly program: string;
  /** Without ` (deleted)`. */
  readonly file: string;
  /** The process is one of the app's: of a unit; without units of the ssh user's own; for root any. */
  readonly app: boolean;
  /** Of the units asked for, the one that it belongs to. */
  readonly unit?: string;
}

/** A service that the deploy restarts, as systemd has it. */
export interface UnitState {
  readonly unit: string;
  /** `active`, `failed`, …; `not-found` when systemd knows no such unit. */
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
 * that was not asked for is absent. One that could not be had is absent, never empty, and `unread` says why; a part that is
 * there and has an entry in `unread` is not complete: what it shows is true, what it does not show is unknown.
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
  /** How many processes could be looked into, and how many not; of the app's own and of all. Without this session's. */
  readonly processes?: {
    /** How the app's own were told: by the units, else those of the ssh user, for root all. */
    readonly of: 'units' | 'user' | 'all';
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
  /** needrestart's words; absent where it is not installed. */
  readonly needrestart?: {
    /** 0 unknown, 1 ok, 2 a compatible kernel is pending, 3 a new kernel is pending. */
    readonly kernel: 0 | 1 | 2 | 3;
    /** As root. */
    readonly services: readonly string[];
    /** As a plain user, of its own processes: `uwsgi`. */
    readonly programs: readonly string[];
  };
  readonly history?: readonly PackageEvent[];
  /** By part (`StatePart` of collect.ts: `packages`, `stale`, …): why it is absent or not complete. Raw. */
  readonly unread: Readonly<Record<string, string>>;
  /** By part: why it was left alone, although nothing failed; it is absent then. Raw. */
  readonly skipped?: Readonly<Record<string, string>>;
}
