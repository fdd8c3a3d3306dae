import type { PackageRules } from './classes.js';
import type { Came, PackageChange } from './diff-model.js';
import type { HostState } from './host-state.js';

/** What the package logs say about a time. */
export interface HistorySince {
  readonly changes: readonly PackageChange[];
  /** They reach back that far, and say what was removed. Otherwise there may be more than `changes`. */
  readonly whole: boolean;
  /** The oldest entry, seconds since 1970. */
  readonly reaches?: number;
}

/** Runs of the package manager that were interrupted or failed: each a warning. */
export interface BrokenRun {
  readonly key: string;
  readonly at: number;
  readonly command?: string;
  /** Raw. */
  readonly why: string;
}

/**
 * What changed on a host since an instant, from apt's history or the install times of rpm: for the day on which there is
 * no snapshot yet.
 * @param since seconds since 1970
 * @returns undefined if the host keeps neither
 */
export function changesSince(
  _state: HostState,
  _since: number,
  _options: { readonly host: string; readonly rules?: PackageRules },
): HistorySince | undefined {
  return undefined;
}

/** When a change came and who brought it; undefined if nothing says so. */
export function cameOf(_change: PackageChange, _state: HostState): Came | undefined {
  return undefined;
}

/** Interrupted and failed runs since an instant (seconds since 1970), newest first. */
export function brokenRuns(_state: HostState, _since: number, _host: string): readonly BrokenRun[] {
  return [];
}
