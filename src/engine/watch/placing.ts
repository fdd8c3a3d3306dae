import { placeProbes } from '../../checks/probe/place.js';
import { type ProbeSpec, probeSpec } from '../../checks/probe/spec.js';
import type { WatchOptions } from '../../checks/watch-options.js';
import type { Ssh } from '../../world/ssh/types.js';
import { itemOf } from '../gather.js';
import type { Walk } from '../parts.js';
import { createHostsOnce, type HostsOnce } from './hosts-once.js';
import type { WatchedItem } from './watcher.js';

/** What a watch looks at, and on which hosts. */
export interface Placing extends Pick<HostsOnce, 'settled' | 'stop'> {
  /** Undefined as long as somebody is asked which hosts there are; see `HostsOnce`. */
  readonly specs: (item: WatchedItem, walk: Walk, what: 'before' | 'after') => readonly ProbeSpec[] | undefined;
}

/** @param clean makes a reason harmless @param known hosts are known that were not */
export function createPlacing(ssh: Ssh, clean: (text: string) => string, known: () => void): Placing {
  const hosts = createHostsOnce(ssh, clean, known);
  return {
    specs(item, walk, what) {
      const written = specsOf(item, walk);
      const needsHosts = written.some(({ host }) => host === 'each' || host === 'first');
      const found = needsHosts ? hosts.of(walk.target, what) : [];
      return found && placeProbes(written, found);
    },
    settled: hosts.settled,
    stop: hosts.stop,
  };
}

function specsOf(item: WatchedItem, { checklist }: Walk): readonly ProbeSpec[] {
  const { probes } = itemOf(checklist, item).options as WatchOptions;
  const looked = new Set(item.watch.probes.map(({ name }) => name));
  return Object.entries(probes).flatMap(([name, written]) => (looked.has(name) ? [probeSpec(name, written)] : []));
}
