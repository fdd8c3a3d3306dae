import { short } from '../../run/release.js';
import type { HostGround } from './ground.js';

/** `the healthy deploy of 8c6783b`; several where hosts have different ones. */
export const baselineWords = (hosts: readonly HostGround[]): string =>
  [...new Set(hosts.map(wordsOf))].slice(0, 3).join(', ');

function wordsOf({ baseline }: HostGround): string {
  switch (baseline.how) {
    case 'snapshot':
      return baseline.file ?? `the healthy deploy of ${short(baseline.snapshot.commit)}`;
    case 'host':
      return `${baseline.host} as it is now`;
    case 'history':
      return 'the package logs';
    case 'none':
      return 'nothing';
  }
}
