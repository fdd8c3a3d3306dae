import type { HostState } from '../../../src/checks/servers/host-state.js';
import type { Ground, Package } from '../../../src/checks/servers/snapshot.js';

/** `libssl3=3.0.17-1 openssl`: name, version, and the source where it has another name. */
export const packages = (...lines: readonly string[]): readonly Package[] =>
  lines
    .map((line): Package => {
      const [, name = '', version = '', source = name] = /^([^=]+)=(\S+)(?: (\S+))?$/.exec(line) ?? [];
      return { name, version, source };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** A host on which everything was read, and nothing is wrong. */
export const ground = (...lines: readonly string[]): Ground => ({
  os: 'debian 12',
  kernel: '6.1.0-28-amd64',
  manager: 'dpkg',
  packages: packages(...lines),
  python: [],
  node: [],
  twice: [],
  bundled: [],
  missing: [],
  probes: {},
});

export const stateOf = (host: string, given: Partial<HostState>): HostState => ({
  ...ground(),
  host,
  unread: {},
  ...given,
});
