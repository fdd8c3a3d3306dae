import { plural } from '../../text/plural.js';
import type { FacetFound } from '../kind.js';
import type { HostLook } from './ask-hosts.js';
import type { PackageRules } from './classes.js';
import { driftOf } from './drift.js';
import { facetOf, type HostFinding, notApplicable } from './facet.js';
import type { HostGround } from './ground.js';

/** Whether everybody could be asked. Who could not is unknown, and nothing else is concluded about them. */
export function reachFacet(looks: readonly HostLook[], hostsUnknown: string | undefined): FacetFound {
  if (hostsUnknown !== undefined) {
    return facetOf([{ key: 'hosts', verdict: 'unknown', what: `the hosts are not known: ${hostsUnknown}` }], '');
  }

  const findings = looks.flatMap(({ host, problem }): readonly HostFinding[] =>
    problem === undefined
      ? []
      : [
          {
            host,
            key: host,
            verdict: 'unknown',
            what: `${problem.text}${problem.hint === undefined ? '' : ` (${problem.hint})`}`,
          },
        ],
  );
  return facetOf(findings, `${looks.length} asked, all answered`);
}

/** Where hosts that belong together are not alike. */
export function driftFacet(
  hosts: readonly HostGround[],
  rules: PackageRules,
  groups: Readonly<Record<string, readonly string[]>> | undefined,
): FacetFound {
  if (hosts.length < 2) {
    return notApplicable(hosts.length === 0 ? 'no host could be looked at' : 'there is one host');
  }

  const { drifts, notCompared } = driftOf(
    hosts.map(({ host, look: { state } }) => ({ host, ground: state })),
    { rules, ...(groups === undefined ? {} : { groups }) },
  );
  return facetOf(
    [
      ...drifts.map(({ key, text }) => ({ key: key.replace(/^drift:/, ''), verdict: 'warn' as const, what: text })),
      ...notCompared.map(({ host, part }) => ({
        host,
        key: `unread:${part}:${host}`,
        verdict: 'unknown' as const,
        what: `${part} could not be compared with the other hosts`,
      })),
    ],
    `${plural(hosts.length, 'host')}, all alike`,
  );
}
