import type { HostAnswer, SectionRequest } from '../../world/ssh/types.js';
import type { HostState } from './host-state.js';
import type { CollectPart } from './options.js';

/** What `HostState.unread` is about: a part, or `id`: who and when the host is. */
export type StatePart = CollectPart | 'id';

export interface CollectRequest {
  /** `runtimes` of the target: virtualenvs and parents of node_modules. */
  readonly runtimes: readonly string[];
  /** `units` of the target. */
  readonly units: readonly string[];
  /** Absent: everything, but `ldd` where it would take too long. */
  readonly collect?: readonly CollectPart[] | undefined;
}

/** What has to be asked of a host to know its state; `stateOf` reads the answers. */
export function sectionsFor(_request: CollectRequest): readonly SectionRequest[] {
  return [];
}

/** The state of a host, from its answers to `sectionsFor`; other sections are left alone. Pure. */
export function stateOf(host: string, _answer: HostAnswer): HostState {
  return { host, unread: {} };
}
