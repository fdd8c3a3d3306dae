import type { ProbeSpec } from './spec.js';

/** The hosts of a target, or why nobody knows them. */
export type HostsKnown = readonly string[] | { readonly unknown: string };

/**
 * Says of every probe on which hosts it looks: `each` becomes one probe for every host, `first` the first one. Where
 * nobody knows the hosts the probe stays, and says so: what was to be looked at is never left out.
 */
export const placeProbes = (specs: readonly ProbeSpec[], hosts: HostsKnown): readonly ProbeSpec[] =>
  specs.flatMap((spec) => place(spec, hosts));

function place(spec: ProbeSpec, hosts: HostsKnown): readonly ProbeSpec[] {
  if (spec.host !== 'each' && spec.host !== 'first') {
    return [spec];
  }

  if ('unknown' in hosts) {
    return [{ ...spec, nowhere: `nobody knows which hosts there are: ${hosts.unknown}` }];
  }

  const [first] = hosts;
  if (first === undefined) {
    // A log of a target without hosts lies here.
    return [spec.type === 'log' ? { ...spec, host: 'local' } : { ...spec, nowhere: 'the target names no hosts' }];
  }

  return (spec.host === 'first' ? [first] : hosts).map((host) => ({ ...spec, host }));
}
