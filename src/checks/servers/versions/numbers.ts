import type { Order } from './order.js';

/** Two runs of digits of any length by their value; of none: zero. */
export function compareDigits(a: string, b: string): Order {
  const x = a.replace(/^0+/, '');
  const y = b.replace(/^0+/, '');
  return x.length === y.length ? compareText(x, y) : x.length < y.length ? -1 : 1;
}

/** By code units. */
export const compareText = (a: string, b: string): Order => (a === b ? 0 : a < b ? -1 : 1);

/** The first that tells a difference; they are asked one after the other. */
export function firstOf(...orders: readonly (() => Order)[]): Order {
  for (const order of orders) {
    const found = order();
    if (found !== 0) {
      return found;
    }
  }

  return 0;
}

/** Element by element; a list that ends is followed by `end` for ever. */
export function compareLists<T>(
  a: readonly T[],
  b: readonly T[],
  end: T,
  compare: (left: T, right: T) => Order,
): Order {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const found = compare(a[i] ?? end, b[i] ?? end);
    if (found !== 0) {
      return found;
    }
  }

  return 0;
}
