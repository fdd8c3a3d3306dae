import type { FacetFound } from '../kind.js';
import type { HostLook } from './ask-hosts.js';
import { notApplicable } from './facet.js';
import { changedFacet } from './facets-changed.js';
import { driftFacet, reachFacet } from './facets-hosts.js';
import { missingFacet, twiceFacet } from './facets-loaded.js';
import { probesFacet } from './facets-probes.js';
import { restartFacet } from './facets-restart.js';
import { baselineFacet, rebootFacet } from './facets-state.js';
import type { HostGround } from './ground.js';
import type { ServersOptions } from './options.js';
import { probesNowhere } from './probe-places.js';

export interface FacetsRequest {
  readonly options: ServersOptions;
  /** Every host that was asked. */
  readonly looks: readonly HostLook[];
  /** Images that were looked into. */
  readonly imageLooks: readonly HostLook[];
  /** Those that answered, compared. */
  readonly grounds: readonly HostGround[];
  readonly images: readonly HostGround[];
  /** Hosts that only other targets name: what runs there is not asked here. */
  readonly elsewhere: readonly string[];
  /** Why nobody knows which hosts there are. */
  readonly hostsUnknown?: string;
  /** An instant, seconds since 1970, as the operator reads it. */
  readonly when: (seconds: number) => string;
}

/** Every question of the kind, from what was looked at. Pure. */
export function facetsOf({
  options,
  looks,
  imageLooks,
  grounds,
  images,
  elsewhere,
  hostsUnknown,
  when,
}: FacetsRequest): Readonly<Record<string, FacetFound>> {
  const all = [...grounds, ...images];
  const rules = { critical: options.critical, warn: options.warn, ignore: options.ignore };
  const { collect } = options;
  const has = (part: string): boolean => collect === undefined || part === 'id' || collect.some((one) => one === part);
  const none: FacetFound = { verdict: 'unknown', summary: 'no host could be looked at' };
  return {
    changed: all.length === 0 ? none : changedFacet(all, { when, isCollected: has }),
    restart: restartFacet(grounds, rules, has('stale')),
    twice: grounds.length === 0 ? notApplicable('no host could be looked at') : twiceFacet(grounds, has('twice')),
    probes: probesFacet(
      all,
      hostsUnknown === undefined
        ? probesNowhere({ probes: options.probes, hosts: looks.map(({ host }) => host), elsewhere })
        : [],
    ),
    missing: all.length === 0 ? notApplicable('no host could be looked at') : missingFacet(all, has('ldd')),
    reach: reachFacet([...looks, ...imageLooks], hostsUnknown),
    drift: driftFacet(grounds, rules, options.groups),
    reboot: rebootFacet(grounds),
    baseline: baselineFacet(all),
  };
}
