import { bareName } from './bare-name.js';
import type { PackageRules } from './classes.js';
import { keyOf } from './diff-key.js';
import type { PackageChange } from './diff-model.js';
import { type Binary, groupBySource } from './diff-packages.js';
import { directionOf } from './diff-step.js';
import type { HostState, PackageEvent } from './host-state.js';

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
  state: HostState,
  since: number,
  options: { readonly host: string; readonly rules?: PackageRules },
): HistorySince | undefined {
  if (state.manager === 'rpm' && state.packages !== undefined) {
    return { changes: groupBySource('rpm', installedSince(state, since), options), whole: false };
  }

  if (state.history === undefined) {
    return undefined;
  }

  const reaches = state.history.length === 0 ? undefined : Math.min(...state.history.map(({ at }) => at));
  return {
    changes: groupBySource('dpkg', loggedSince(state, state.history, since), options),
    whole: reaches !== undefined && reaches <= since && state.unread['history'] === undefined,
    ...(reaches === undefined ? {} : { reaches }),
  };
}

/** rpm knows when what is there came, but not what was there before, nor what went. */
const installedSince = ({ packages = [] }: HostState, since: number): readonly Binary[] =>
  packages
    .filter(({ installed }) => installed !== undefined && installed > since)
    .map(({ name, source, version }) => ({ name, source, step: { kind: 'changed', to: version } }));

/** From the first version that the logs tell to the last one. */
function loggedSince({ packages = [] }: HostState, history: readonly PackageEvent[], since: number): readonly Binary[] {
  const sources = new Map(packages.map(({ name, source }) => [bareName(name), source]));
  const spans = new Map<string, { readonly from?: string; readonly to?: string }>();
  for (const { changes } of history.filter(({ at }) => at > since).toSorted((a, b) => a.at - b.at)) {
    for (const { name, from, to } of changes) {
      const first = spans.has(name) ? spans.get(name)?.from : from;
      spans.set(name, { ...(first === undefined ? {} : { from: first }), ...(to === undefined ? {} : { to }) });
    }
  }

  return [...spans].flatMap(([name, { from, to }]): readonly Binary[] => {
    if (from === to) {
      return [];
    }

    const kind = from === undefined ? 'added' : to === undefined ? 'removed' : directionOf('dpkg', from, to);
    return [{ name, source: sources.get(name) ?? name, step: { kind, ...(from && { from }), ...(to && { to }) } }];
  });
}

/** Interrupted and failed runs since an instant (seconds since 1970), newest first. */
export const brokenRuns = ({ history = [] }: HostState, since: number, host: string): readonly BrokenRun[] =>
  history
    .flatMap(({ at, command, broken }) =>
      broken === undefined || at <= since
        ? []
        : [{ key: keyOf(['apt', String(at)], host), at, why: broken, ...(command === undefined ? {} : { command }) }],
    )
    .toSorted((a, b) => b.at - a.at);
