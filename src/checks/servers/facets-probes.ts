import { plural } from '../../text/plural.js';
import type { FacetFound } from '../kind.js';
import type { ProbeFinding } from './diff-model.js';
import { facetOf, type HostFinding, notApplicable } from './facet.js';
import type { HostGround } from './ground.js';
import { verdictOf, withoutFacet } from './words.js';

/**
 * What a fresh process says on each host, in the state it would be restarted in.
 * @param nowhere of probes that ran on none
 */
export function probesFacet(hosts: readonly HostGround[], nowhere: readonly HostFinding[]): FacetFound {
  const count = hosts.reduce((sum, { look }) => sum + Object.keys(look.probes).length, 0);
  if (count + nowhere.length === 0) {
    return notApplicable('no probes are named');
  }

  const findings = [
    ...hosts.flatMap(({ host, diff, look }) =>
      // Of a connection that ended too early `reach` tells.
      diff.probes
        .filter(({ severity }) => look.problem === undefined || severity !== 'unknown')
        .map((probe) => findingOf(probe, host)),
    ),
    ...nowhere,
  ];
  const known = findings.filter(({ verdict }) => verdict === 'go').length;
  return facetOf(
    findings,
    `${plural(count, 'probe')} in a fresh process, ${known === 0 ? 'all well' : `${known} not loaded as before`}`,
    {
      detail: hosts.flatMap(({ host, look }) =>
        Object.entries(look.probes)
          .filter(([, { state }]) => state === 'ok')
          .map(([name, { text }]) => `${host}: ${name}: ${text}`),
      ),
    },
  );
}

function findingOf({ key, severity, probe, name, text }: ProbeFinding, host: string): HostFinding {
  // Of a pair, or one that crashes, the name says so already; the text says it better.
  const short = name === undefined ? text : `${name.replace(/ dies$/, '')} ${text}`;
  return { host, key: withoutFacet(key, 'probe'), verdict: verdictOf(severity), what: `${probe}: ${short}` };
}
