import type { ProbeView } from '../engine/watch/view.js';

/** A line about probes: one, or one that is well on several hosts. */
export interface ProbeRow {
  readonly probe: ProbeView;
  readonly hosts: readonly string[];
}

/** Puts what is well on several hosts on one line. What fails, is unknown or proves nothing keeps a line of its own. */
export function foldWell(probes: readonly ProbeView[]): readonly ProbeRow[] {
  const hostsOf = (name: string): readonly string[] =>
    probes.filter((one) => one.name === name && isFolded(one)).map(({ host }) => host);
  const told = new Set<string>();
  return probes.flatMap((probe): readonly ProbeRow[] => {
    if (!isFolded(probe)) {
      return [{ probe, hosts: [probe.host] }];
    }

    const isFirst = !told.has(probe.name);
    told.add(probe.name);
    return isFirst ? [{ probe, hosts: hostsOf(probe.name) }] : [];
  });
}

/** What fails before what nobody knows, before what is on its way to failing, before what is well. */
export const worstFirst = (probes: readonly ProbeView[]): readonly ProbeView[] =>
  probes.toSorted((a, b) => badness(b) - badness(a));

const isFolded = (probe: ProbeView): boolean => probe.host !== 'local' && badness(probe) === 0;

const badness = ({ state, looks, failuresInARow, wasFailingBefore, excused, warning }: ProbeView): number => {
  if (state === 'failing') {
    return excused ? 4 : 5;
  }

  return failuresInARow > 0 ? 3 : state === 'unknown' ? (looks === 0 ? 1 : 3) : wasFailingBefore || warning ? 2 : 0;
};
