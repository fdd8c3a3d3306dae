import type { Target } from '../../checklist/model.js';
import type { Release } from '../../run/release.js';
import type { World } from '../../world/world.js';
import type { ServersOptions } from './options.js';

export interface KeepRequest {
  readonly world: World;
  readonly target: Target;
  /** Those of the checklist's `servers` item. */
  readonly options: ServersOptions;
  readonly release: Release;
  readonly run: string;
  readonly now: Date;
  /** The watch passed, or a person took the state as known good. */
  readonly healthy: boolean;
  /** Milliseconds for all hosts together. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly progress?: (text: string) => void;
}

/** The canonical JSON of a host's snapshot, to be kept; or in words why there is none. */
export type Kept = { readonly host: string; readonly json: string } | { readonly host: string; readonly why: string };

/**
 * Asks every host anew and makes its snapshot. It keeps nothing itself: the caller does, and records it. Never rejects;
 * where the hosts are not even known, one entry says so, with the target's name in place of a host.
 */
export async function keepGround(request: KeepRequest): Promise<readonly Kept[]> {
  return [{ host: request.target.name, why: 'no state is gathered yet' }];
}
