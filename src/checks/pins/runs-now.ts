import { HostsUnknown } from '../../world/ssh/types.js';
import type { GatherContext } from '../kind.js';
import type { Snapshot } from '../servers/snapshot.js';
import { readSnapshot } from '../servers/snapshot-read.js';

/** A python of a host as its newest snapshot has it. */
export interface RunningPython {
  readonly host: string;
  readonly root: string;
  /** `3.11.2` */
  readonly version?: string;
  /** Versions by normalised name. */
  readonly dists: ReadonlyMap<string, string>;
  /** When the snapshot was taken: UTC, ISO 8601. */
  readonly at: string;
}

export interface RunsNow {
  readonly python: readonly RunningPython[];
  /** Why there is nothing to compare with, or not everywhere; in words. */
  readonly missing: readonly string[];
}

/** What is installed where the target runs, by the newest snapshot of each of its hosts. Nobody is asked anew. */
export async function runsNow({ world, target, snapshots, signal }: GatherContext): Promise<RunsNow> {
  let hosts: readonly string[];
  try {
    hosts = await world.ssh.hostsOf(target, signal);
  } catch (error) {
    if (error instanceof HostsUnknown) {
      return { python: [], missing: [error.message] };
    }

    throw error;
  }

  if (hosts.length === 0) {
    return { python: [], missing: [`${target.name} has no hosts`] };
  }

  const found = hosts.map((host) => newestOf(host, snapshots.list(target.name, host)));
  return { python: found.flatMap(({ python }) => python), missing: found.flatMap(({ missing }) => missing) };
}

function newestOf(host: string, { kept, broken }: ReturnType<GatherContext['snapshots']['list']>): RunsNow {
  const [newest] = kept;
  if (newest === undefined) {
    const why = broken.length > 0 ? `the snapshots of ${host} are damaged` : `there is no snapshot of ${host} yet`;
    return { python: [], missing: [why] };
  }

  try {
    return pythonOf(host, readSnapshot(newest.json));
  } catch (error) {
    return {
      python: [],
      missing: [`the snapshot of ${host}: ${error instanceof Error ? error.message : 'not readable'}`],
    };
  }
}

function pythonOf(host: string, { python, at }: Snapshot): RunsNow {
  if (python === undefined || python.length === 0) {
    return { python: [], missing: [`the snapshot of ${host} names no python: list its virtualenv under \`runtimes\``] };
  }

  return {
    python: python.flatMap(({ root, version, dists, error }) =>
      error === undefined
        ? [
            {
              host,
              root,
              at,
              dists: new Map(dists.map((one) => [one.name, one.version])),
              ...(version === undefined ? {} : { version }),
            },
          ]
        : [],
    ),
    missing: python.flatMap(({ root, error }) =>
      error === undefined ? [] : [`${root} on ${host} could not be read: ${error}`],
    ),
  };
}
