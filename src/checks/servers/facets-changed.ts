import { plural } from '../../text/plural.js';
import type { FacetFound } from '../kind.js';
import { changeLines } from './change-lines.js';
import { facetOf, type HostFinding, notApplicable, toldOnce } from './facet.js';
import { type HostGround, isCompared } from './ground.js';
import { changeText, notComparedText, verdictOf } from './words.js';

export interface ChangedOptions {
  /** An instant, seconds since 1970, as the operator reads it. */
  readonly when: (seconds: number) => string;
  /** Whether a part was to be looked at. */
  readonly isCollected: (part: string) => boolean;
}

/** Parts that this question is about, and what of `collect` brings them; who a host is it always tells. */
const own: Readonly<Record<string, string>> = {
  os: 'id',
  kernel: 'id',
  packages: 'packages',
  python: 'python',
  node: 'node',
  bundled: 'bundled',
};

/** The headline: whether the hosts are what they were. What runs decides how much a change of packages counts. */
export function changedFacet(hosts: readonly HostGround[], { when, isCollected }: ChangedOptions): FacetFound {
  const compared = hosts.filter(isCompared);
  const doubts = hosts.flatMap((host) => doubtsAbout(host, { when, isCollected }));
  const findings = [...hosts.flatMap(changesOf), ...doubts];
  if (compared.length === 0 && findings.length === 0) {
    return notApplicable('there is nothing to compare with');
  }

  const told = hosts.reduce((sum, host) => sum + tellingOnly(host), 0);
  const facet = facetOf(
    findings,
    told === 0
      ? `nothing changed on ${plural(compared.length, 'host')}`
      : `${plural(told, 'change')} on ${plural(compared.length, 'host')}, none that matters`,
  );
  return { ...facet, detail: [...changeLines(hosts, when), ...toldOnce(doubts)] };
}

const changesOf = ({ host, packages, diff }: HostGround): readonly HostFinding[] => [
  ...packages.map(({ change, severity, sentence }) => ({
    host,
    key: change.key,
    verdict: verdictOf(severity),
    what: sentence,
  })),
  ...diff.changes
    .filter(({ what }) => what !== 'package')
    .map((change) => ({ host, key: change.key, verdict: verdictOf(change.severity), what: changeText(change) })),
];

/** Why there may be more than the changes, or something about them is not right. */
const doubtsAbout = (ground: HostGround, { when, isCollected }: ChangedOptions): readonly HostFinding[] => [
  ...ground.brokenRuns.map(({ key, at, command, why }) => ({
    host: ground.host,
    key,
    verdict: 'warn' as const,
    what: `${command ?? 'the package manager'} on ${when(at)}: ${why}`,
  })),
  ...(ground.baseline.how === 'none' ? [] : unreadFindings(ground, isCollected)),
  ...historyFindings(ground, when),
];

/** What could not be read now is unknown; what was not known at the baseline is new to us, which somebody should know. */
const unreadFindings = (
  { host, diff, look, baseline }: HostGround,
  isCollected: ChangedOptions['isCollected'],
): readonly HostFinding[] => {
  // Of a connection that ended too early `reach` tells.
  if (look.problem !== undefined) {
    return [];
  }

  const parts = diff.notCompared.filter(({ part }) => part in own && isCollected(own[part] ?? part));
  if (baseline.how === 'history') {
    const why = look.state.unread['packages'];
    return why === undefined
      ? []
      : [{ host, key: `unread:packages:${host}`, verdict: 'unknown', what: `packages could not be read: ${why}` }];
  }

  return parts.map((one) => ({
    host,
    key: `unread:${one.of === undefined ? one.part : `${one.part}:${one.of}`}:${host}`,
    verdict: one.side === 'now' ? ('unknown' as const) : ('warn' as const),
    what: notComparedText(one),
  }));
};

function historyFindings(
  { host, baseline, since }: HostGround,
  when: (seconds: number) => string,
): readonly HostFinding[] {
  if (baseline.how !== 'history' || since === undefined || since.whole) {
    return [];
  }

  const reach = since.reaches === undefined ? '' : ` (${when(since.reaches)})`;
  return [
    {
      host,
      key: `history:${host}`,
      verdict: 'warn',
      what: `the package logs do not reach back to the last deploy${reach}; there may be more`,
    },
  ];
}

const tellingOnly = ({ packages, diff }: HostGround): number =>
  packages.length + diff.changes.filter(({ what }) => what !== 'package').length;
