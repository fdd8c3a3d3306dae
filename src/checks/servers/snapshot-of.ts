import type { HostState } from './host-state.js';
import type { Ground, ProbeResult, Snapshot } from './snapshot.js';

export interface Moment {
  readonly commit: string;
  readonly run: string;
  readonly at: Date;
  /** The watch of that deploy passed, or a person took the state as known good. */
  readonly healthy: boolean;
  /** Those that were run; absent if none were. */
  readonly probes?: Readonly<Record<string, ProbeResult>>;
}

/**
 * What is kept of a host's state. A part that is not complete is left out: kept, it would look like less than there was.
 * @throws Error in words, when the host did not even tell its system or its packages
 */
export function snapshotOf(state: HostState, { commit, run, at, healthy, probes }: Moment): Snapshot {
  const { os, kernel, manager, packages } = state;
  if (os === undefined || kernel === undefined) {
    throw new Error(state.unread['id'] ?? 'the host did not say what it is');
  }

  if (manager === undefined || packages === undefined || state.unread['packages'] !== undefined) {
    throw new Error(`its packages are not known: ${state.unread['packages'] ?? 'they were not asked for'}`);
  }

  return {
    v: 1,
    host: state.host,
    at: at.toISOString(),
    commit,
    run,
    healthy,
    os,
    kernel,
    manager,
    packages,
    ...lasting(state),
    ...((probes ?? state.probes) !== undefined && { probes: probes ?? state.probes ?? {} }),
  };
}

/**
 * The one way to write a snapshot: keys sorted at every depth, no blanks, so that equal states are equal texts. It is
 * what is kept, and what is hashed.
 */
export const snapshotJson = (snapshot: Snapshot): string => JSON.stringify(sorted(snapshot));

function lasting(state: HostState): Partial<Ground> {
  const { unread, python, node, bundled, libraries, missing } = state;
  // Where nothing of the app ran, it had nothing twice, which says nothing.
  const twice = state.processes?.app === 0 ? undefined : state.twice;
  return {
    ...(python !== undefined && unread['python'] === undefined && { python }),
    ...(node !== undefined && unread['node'] === undefined && { node }),
    ...(twice !== undefined && unread['twice'] === undefined && { twice }),
    ...(bundled !== undefined && unread['bundled'] === undefined && { bundled }),
    ...(libraries !== undefined && unread['bundled'] === undefined && { libraries }),
    ...(missing !== undefined && unread['ldd'] === undefined && { missing }),
  };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }

  if (typeof value !== 'object' || value === null) {
    return value;
  }

  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  // Not by assignment: `__proto__` is a name like any other.
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
