import type { Target } from '../../checklist/model.js';
import { keyOf } from './diff-key.js';
import type { HostFinding } from './facet.js';
import { optionsOf, type WrittenProbe } from './probe-options.js';

export interface ProbePlaces {
  readonly probes: Readonly<Record<string, WrittenProbe>>;
  /** Every host that was asked. */
  readonly hosts: readonly string[];
  /** What the other targets of the checklist name: a probe there is theirs. */
  readonly elsewhere: readonly string[];
}

/** Probes for a host that nobody asks: what was to be looked at is never left out without a word. */
export const probesNowhere = ({ probes, hosts, elsewhere }: ProbePlaces): readonly HostFinding[] =>
  Object.entries(probes).flatMap(([name, written]) => {
    const { host } = optionsOf(written);
    return host === 'each' || host === 'first' || hosts.includes(host) || elsewhere.includes(host)
      ? []
      : [
          {
            host,
            key: keyOf([name, 'nowhere'], host),
            verdict: 'unknown',
            what: `${name}: it was not run, because this is not one of the hosts`,
          },
        ];
  });

/** Hosts that only other targets name. */
export const hostsElsewhere = (targets: readonly Target[], target: string): readonly string[] =>
  targets.flatMap(({ name, hosts }) => (name !== target && 'includes' in hosts ? hosts : []));
