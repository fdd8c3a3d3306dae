import type { FacetFound } from '../../../src/checks/kind.js';
import type { HostLook } from '../../../src/checks/servers/ask-hosts.js';
import type { Baseline } from '../../../src/checks/servers/baseline.js';
import { facetsOf } from '../../../src/checks/servers/facets.js';
import { compareHost } from '../../../src/checks/servers/ground.js';
import type { HostState } from '../../../src/checks/servers/host-state.js';
import { servers } from '../../../src/checks/servers/kind.js';
import { headline } from '../../../src/checks/servers/show.js';
import type { ProbeResult, Snapshot } from '../../../src/checks/servers/snapshot.js';
import { snapshotOf } from '../../../src/checks/servers/snapshot-of.js';
import { optionsOf } from '../gathering.js';

/** The instant of the tests: Thu 19 Nov 2026 08:42 UTC. */
export const now = new Date('2026-11-19T08:42:00Z');

/** So many hours before it, in seconds since 1970. */
export const hoursAgo = (hours: number): number => now.getTime() / 1000 - hours * 3600;

/** A host of the shop as its answers would have it; `changes` replace parts. */
export const host = (name: string, changes: Partial<HostState> = {}): HostState => ({
  host: name,
  now: now.getTime() / 1000,
  user: 'deploy',
  uid: 1000,
  os: 'debian 12',
  kernel: '6.1.0-28-amd64',
  manager: 'dpkg',
  packages: packages('3.0.17-1~deb12u1'),
  python: [],
  node: [],
  twice: [],
  bundled: [],
  libraries: [],
  missing: [],
  halfConfigured: [],
  processes: { of: 'units', readable: 12, unreadable: 30, appReadable: 12, app: 12 },
  stale: [],
  ownerOf: {},
  units: [{ unit: 'uwsgi', active: 'active', mainPid: 4711, restarts: 0, started: hoursAgo(200) }],
  reboot: [],
  history: [],
  unread: {},
  ...changes,
});

export const packages = (openssl: string, more: Readonly<Record<string, string>> = {}) =>
  Object.entries({ libpq5: '15.18-0+deb12u1', libssl3: openssl, openssl, tzdata: '2025b-0+deb12u1', ...more })
    .map(([name, version]) => ({ name, version, source: sources[name] ?? name }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));

const sources: Readonly<Record<string, string>> = { libssl3: 'openssl', libpq5: 'postgresql-15' };

/** The snapshot of the last healthy deploy. */
export const healthy = (state: HostState, probes?: Readonly<Record<string, ProbeResult>>): Snapshot =>
  snapshotOf(state, {
    commit: '8c6783b000000000000000000000000000000000',
    run: '20261112T084200Z-0001',
    at: new Date('2026-11-12T09:00:00Z'),
    healthy: true,
    ...(probes === undefined ? {} : { probes }),
  });

export interface Seen {
  readonly state: HostState;
  /** A snapshot, a baseline, or nothing at all. */
  readonly before?: Snapshot | Baseline;
  readonly probes?: Readonly<Record<string, ProbeResult>>;
  readonly problem?: HostLook['problem'];
}

/** All facets of hosts that were looked at. */
export function judged(hosts: readonly Seen[], written: unknown = {}) {
  const options = optionsOf(servers, written);
  const when = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 16);
  const looks = hosts.map(
    ({ state, probes = {}, problem }): HostLook => ({
      host: state.host,
      state,
      probes,
      ms: 1,
      ...(problem === undefined ? {} : { problem }),
    }),
  );
  const grounds = looks.map((look, index) =>
    compareHost(look, { baseline: baselineOf(hosts[index]?.before), broken: [] }, { options, when }),
  );
  const facets = facetsOf({ options, looks, imageLooks: [], grounds, images: [], elsewhere: ['db2'], when });
  return {
    grounds,
    facet: (name: string): FacetFound => facets[name] ?? { verdict: 'n/a', summary: 'none' },
    keys: (name: string): readonly string[] => (facets[name]?.findings ?? []).map(({ key }) => key),
    headline: headline(grounds, facets, hosts.length, when),
  };
}

const baselineOf = (before: Snapshot | Baseline | undefined): Baseline =>
  before === undefined
    ? { how: 'none', why: 'no snapshot yet: the first is kept when a deploy ends well' }
    : 'how' in before
      ? before
      : { how: 'snapshot', snapshot: before };
