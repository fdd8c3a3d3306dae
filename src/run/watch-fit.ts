import type { ProbeBaseline, ProbeCounts, WatchBaseline } from './watch-events.js';

/** Bytes of probes that one record takes, as JSON; it may have 64 KiB, and its head comes on top. */
const bytesOfProbes = 48_000;

/** What a watch compares with, as many records as it takes: with many hosts it is more than one may hold. */
export function baselineRecords(check: string, probes: readonly ProbeBaseline[]): readonly WatchBaseline[] {
  const parts: ProbeBaseline[][] = [[]];
  let bytes = 0;
  for (const probe of probes) {
    const size = sizeOf(probe);
    if (bytes + size > bytesOfProbes && bytes > 0) {
      parts.push([]);
      bytes = 0;
    }

    parts.at(-1)?.push(probe);
    bytes += size;
  }

  return parts.map((part, index) => ({
    type: 'watch.baseline',
    check,
    probes: part,
    ...(index === 0 ? {} : { more: true }),
  }));
}

/** Names and hosts for a record; undefined where they are more than it may hold. */
export const namesThatFit = <Named>(probes: readonly Named[]): readonly Named[] | undefined =>
  sizeOf(probes) <= bytesOfProbes ? probes : undefined;

/** What probes brought, for a record. Where it cannot hold all, those that failed most come first. */
export function countsThatFit(probes: readonly ProbeCounts[]): readonly ProbeCounts[] {
  if (sizeOf(probes) <= bytesOfProbes) {
    return probes;
  }

  const worst = probes.toSorted((a, b) => b.failures - a.failures);
  let bytes = 0;
  return worst.filter((probe) => {
    bytes += sizeOf(probe);
    return bytes <= bytesOfProbes;
  });
}

const sizeOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length + 1;
