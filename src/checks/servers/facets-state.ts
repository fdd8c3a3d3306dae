import { plural } from '../../text/plural.js';
import type { FacetFound } from '../kind.js';
import { baselineWords } from './baseline-words.js';
import { facetOf, type HostFinding, notApplicable } from './facet.js';
import { type HostGround, isCompared } from './ground.js';

/** A kernel or what else takes effect only after a reboot. That nothing says so proves nothing on Debian. */
export function rebootFacet(hosts: readonly HostGround[]): FacetFound {
  const asked = hosts.filter(
    ({ look: { state } }) => state.reboot !== undefined || state.needrestart !== undefined || state.unread['reboot'],
  );
  if (asked.length === 0) {
    return notApplicable('not looked at');
  }

  return facetOf(
    asked.flatMap(({ host, look: { state } }): readonly HostFinding[] => {
      const kernel = state.needrestart?.kernel ?? 0;
      const reasons = [
        ...(state.reboot ?? []),
        ...(kernel >= 2 ? [`needrestart says that a ${kernel === 2 ? 'compatible ' : ''}new kernel waits`] : []),
      ];
      if (state.reboot === undefined && reasons.length === 0) {
        const why = state.unread['reboot'] ?? 'nothing says so';
        return [{ host, key: `unread:${host}`, verdict: 'unknown', what: `not known: ${why}` }];
      }

      return reasons.length === 0
        ? []
        : [{ host, key: host, verdict: 'warn', what: `a reboot is pending: ${reasons.join(', ')}` }];
    }),
    'nothing says that a reboot is pending',
  );
}

/** Whether there is something to compare with. What is asked here is whether today's state is known good. */
export function baselineFacet(hosts: readonly HostGround[]): FacetFound {
  const findings = hosts.flatMap(({ host, baseline, since, look, brokenSnapshots }): readonly HostFinding[] => [
    ...(baseline.how === 'none'
      ? [{ host, key: host, verdict: 'warn' as const, what: `${baseline.why}` }]
      : baseline.how === 'history' && since === undefined
        ? [
            {
              host,
              key: host,
              verdict: 'warn' as const,
              what: `no snapshot yet, and it has no package logs${look.state.unread['history'] === undefined ? '' : ` (${look.state.unread['history']})`}`,
            },
          ]
        : []),
    ...(brokenSnapshots.length === 0
      ? []
      : [
          {
            host,
            key: `broken:${host}`,
            verdict: 'warn' as const,
            what: `${plural(brokenSnapshots.length, 'snapshot')} cannot be used: ${brokenSnapshots[0]}`,
          },
        ]),
  ]);
  const compared = hosts.filter(isCompared);
  if (hosts.length === 0) {
    return notApplicable('no host could be looked at');
  }

  const byLogs = compared.filter(({ baseline }) => baseline.how === 'history').length;
  return facetOf(
    findings,
    byLogs > 0
      ? `no snapshot yet: the package logs since the last deploy, on ${plural(byLogs, 'host')}`
      : `compared with ${baselineWords(compared)}`,
    findings.some(({ key }) => !key.startsWith('broken:'))
      ? {
          detail: [
            'Go on, and the state that the deploy leaves is kept as known good: after a watch that ends well, or without one.',
          ],
        }
      : {},
  );
}
