import { compareApk } from './apk.js';
import { compareDpkg } from './dpkg.js';
import type { Order, Scheme } from './order.js';
import { comparePep440 } from './pep440.js';
import { compareRpm } from './rpm.js';
import { compareSemver } from './semver.js';

/**
 * Which of two versions is older, by the rules of those who made them (checks.md section 10.3).
 * @param scheme `none`: nobody's rules; only what is equal letter for letter is equal then
 * @returns undefined when the rules do not say; then a version is another one, and no direction may be told
 */
export function compareVersions(scheme: Scheme | 'none', a: string, b: string): Order | undefined {
  if (a === b) {
    return 0;
  }

  if (scheme === 'none' || a.length > longest || b.length > longest) {
    return undefined;
  }

  return comparers[scheme](a, b);
}

/** Characters. Real ones have less than 100; the work on hostile ones stays small. */
const longest = 500;

const comparers: Readonly<Record<Scheme, (a: string, b: string) => Order | undefined>> = {
  dpkg: compareDpkg,
  rpm: compareRpm,
  apk: compareApk,
  pep440: comparePep440,
  semver: compareSemver,
};
