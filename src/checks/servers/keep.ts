import type { Target } from '../../checklist/model.js';
import { messageOf } from '../../errors.js';
import type { Release } from '../../run/release.js';
import { HostsUnknown } from '../../world/ssh/types.js';
import type { World } from '../../world/world.js';
import { askHosts, type HostLook } from './ask-hosts.js';
import type { ImageRef } from './image-ref.js';
import { imageName, lookAtImage } from './images.js';
import type { ServersOptions } from './options.js';
import { snapshotJson, snapshotOf } from './snapshot-of.js';
import { readSnapshot } from './snapshot-read.js';

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
  /** `SHIPIT_*`, for the probes. */
  readonly env?: Readonly<Record<string, string>>;
  /** Makes what a probe said harmless, without secrets. */
  readonly clean: (text: string) => string;
}

/** The canonical JSON of a host's snapshot, to be kept; or in words why there is none. */
export type Kept = { readonly host: string; readonly json: string } | { readonly host: string; readonly why: string };

/**
 * Asks every host anew and makes its snapshot. It keeps nothing itself: the caller does, and records it. Never rejects;
 * where the hosts are not even known, one entry says so, with the target's name in place of a host.
 */
export async function keepGround(request: KeepRequest): Promise<readonly Kept[]> {
  const { world, options, signal, timeoutMs, progress = () => {}, env = {} } = request;
  const { probes, parallel, collect } = options;
  const target = options.hosts === undefined ? request.target : { ...request.target, hosts: options.hosts };
  const ends = performance.now() + timeoutMs;
  try {
    const hosts = await world.ssh.hostsOf(target, signal);
    const leftMs = ends - performance.now();
    const asked = { world, target, hosts, collect, probes, env, parallel, timeoutMs: leftMs, signal, progress };
    const looks = await askHosts(asked);
    const images = options.images === undefined ? [] : [await imageOf(options.images.to, { ...request, target })];
    return [...looks, ...images].map((look) => keptOf(look, request));
  } catch (error) {
    const why = error instanceof HostsUnknown ? `the hosts are not known: ${error.message}` : messageOf(error);
    return [{ host: target.name, why }];
  }
}

/**
 * The same snapshot, of a deploy that turned out well.
 * @param json as `keepGround` made it @throws NotASnapshot
 */
export const asHealthy = (json: string): string => snapshotJson({ ...readSnapshot(json), healthy: true });

/** Kept under the name by which the next deploy looks for it. */
async function imageOf(to: ImageRef, request: KeepRequest): Promise<HostLook> {
  const host = imageName(to);
  const look = await lookAtImage(to, request.options, { ...request, env: request.env ?? {} });
  return { ...look, host, state: { ...look.state, host } };
}

/** Half a state is none: compared with it, what was left out would look new. */
function keptOf({ host, state, probes, problem }: HostLook, request: KeepRequest): Kept {
  const { release, run, now, healthy, clean } = request;
  if (problem !== undefined) {
    return { host, why: problem.text };
  }

  try {
    const said = Object.fromEntries(
      Object.entries(probes).map(([name, result]) => [name, { ...result, text: clean(result.text) }]),
    );
    const snapshot = snapshotOf(state, { commit: release.commit, run, at: now, healthy, probes: said });
    return { host, json: snapshotJson(snapshot) };
  } catch (error) {
    return { host, why: messageOf(error) };
  }
}
