import { compareDigits, compareLists, compareText, firstOf } from './numbers.js';
import type { Order } from './order.js';

/**
 * semver.org 2.0.0. Of two that differ in their build only nobody knows the order. Undefined if one of them is no such
 * version: an address, a branch.
 */
export function compareSemver(a: string, b: string): Order | undefined {
  const [x, y] = [partsOf(a), partsOf(b)];
  if (x === undefined || y === undefined) {
    return undefined;
  }

  const order = firstOf(
    () => compareLists(x.numbers, y.numbers, '0', compareDigits),
    () => comparePre(x.pre, y.pre),
  );
  return order === 0 && x.build !== y.build ? undefined : order;
}

function partsOf(version: string) {
  const [, numbers, pre, build = ''] = shape.exec(version) ?? [];
  return numbers === undefined ? undefined : { numbers: numbers.split('.'), pre: pre?.split('.') ?? [], build };
}

const list = '[\\dA-Za-z-]+(?:\\.[\\dA-Za-z-]+)*';
const shape = new RegExp(`^v?(\\d+\\.\\d+\\.\\d+)(?:-(${list}))?(?:\\+(${list}))?$`);

/** A version is newer than its pre-releases. */
function comparePre(a: readonly string[], b: readonly string[]): Order {
  if (a.length === 0 || b.length === 0) {
    return a.length === b.length ? 0 : a.length === 0 ? 1 : -1;
  }

  return compareLists(a, b, '', compareIdentifiers);
}

/** The end, numbers, words. */
function compareIdentifiers(a: string, b: string): Order {
  const rank = (part: string): number => (part === '' ? 0 : /^\d+$/.test(part) ? 1 : 2);
  const [x, y] = [rank(a), rank(b)];
  if (x !== y) {
    return x < y ? -1 : 1;
  }

  return x === 1 ? compareDigits(a, b) : compareText(a, b);
}
