import type { Finding } from '../../run/evidence.js';
import { plural } from '../../text/plural.js';
import type { FacetFound } from '../kind.js';
import { facetOf, notApplicable } from './facet.js';
import type { HostGround } from './ground.js';
import { changeText, notComparedText, verdictOf } from './words.js';

/** The headline: whether the hosts are what they were. What runs decides how much a change of packages counts. */
export function changedFacet(hosts: readonly HostGround[], when: (seconds: number) => string): FacetFound {
  const compared = hosts.filter(isCompared);
  const findings = hosts.flatMap((host) => changedFindings(host, when));
  if (compared.length === 0 && findings.length === 0) {
    return notApplicable('there is nothing to compare with');
  }

  const told = hosts.reduce((sum, host) => sum + tellingOnly(host), 0);
  return facetOf(
    findings,
    told === 0
      ? `nothing changed on ${plural(compared.length, 'host')}`
      : `${plural(told, 'change')} on ${plural(compared.length, 'host')}, none that matters`,
  );
}

/** Something says what it was before. */
export const isCompared = ({ baseline, since }: HostGround): boolean =>
  baseline.how === 'snapshot' || baseline.how === 'host' || (baseline.how === 'history' && since !== undefined);

function changedFindings(ground: HostGround, when: (seconds: number) => string): readonly Finding[] {
  const { host, packages, diff, brokenRuns, baseline } = ground;
  return [
    ...packages.map(({ change, severity, sentence }) => ({
      key: change.key,
      verdict: verdictOf(severity),
      text: `${host}: ${sentence}`,
    })),
    ...diff.changes.flatMap((change) =>
      change.what === 'package'
        ? []
        : [{ key: change.key, verdict: verdictOf(change.severity), text: `${host}: ${changeText(change)}` }],
    ),
    ...brokenRuns.map(({ key, at, command, why }) => ({
      key,
      verdict: 'warn' as const,
      text: `${host}: ${command ?? 'the package manager'} on ${when(at)}: ${why}`,
    })),
    ...(baseline.how === 'none' ? [] : unreadFindings(ground)),
    ...historyFindings(ground, when),
  ];
}

/** What could not be read now is unknown; what was not known at the baseline is new to us, which somebody should know. */
const unreadFindings = ({ host, diff, look, baseline }: HostGround): readonly Finding[] => {
  const own = ['os', 'kernel', 'packages', 'python', 'node', 'bundled'];
  const parts = diff.notCompared.filter(({ part }) => own.includes(part));
  if (baseline.how === 'history') {
    const why = look.state.unread['packages'];
    return why === undefined
      ? []
      : [{ key: `unread:packages:${host}`, verdict: 'unknown', text: `${host}: packages could not be read: ${why}` }];
  }

  return parts.map((one) => ({
    key: `unread:${one.of === undefined ? one.part : `${one.part}:${one.of}`}:${host}`,
    verdict: one.side === 'now' ? ('unknown' as const) : ('warn' as const),
    text: `${host}: ${notComparedText(one)}`,
  }));
};

function historyFindings({ host, baseline, since }: HostGround, when: (seconds: number) => string): readonly Finding[] {
  if (baseline.how !== 'history' || since === undefined || since.whole) {
    return [];
  }

  const reach = since.reaches === undefined ? '' : ` (${when(since.reaches)})`;
  return [
    {
      key: `history:${host}`,
      verdict: 'warn',
      text: `${host}: the package logs do not reach back to the last deploy${reach}; there may be more`,
    },
  ];
}

const tellingOnly = ({ packages, diff }: HostGround): number =>
  packages.length + diff.changes.filter(({ what }) => what !== 'package').length;
