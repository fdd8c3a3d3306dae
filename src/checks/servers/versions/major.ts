import type { Scheme } from './order.js';

/**
 * What changes when a program breaks with its past: the epoch and the first number, `0:3` of `3.0.17-1`. Versions that
 * are dates (`20230311`, `2024a`) all have the same: no new year breaks anything. Undefined where there is no number.
 */
export function majorOf(scheme: Scheme | 'none', version: string): string | undefined {
  const [, epoch = '0', rest = version] = epochs[scheme]?.exec(version) ?? [];
  const first = /^\D{0,20}?0*(\d{1,30})/.exec(rest)?.[1];
  if (first === undefined) {
    return undefined;
  }

  return `${epoch}:${isDate.test(first) ? 'date' : first}`;
}

/** Whether the majors are known and not the same. */
export function majorChanged(scheme: Scheme | 'none', from: string, to: string): boolean {
  const [a, b] = [majorOf(scheme, from), majorOf(scheme, to)];
  return a !== undefined && b !== undefined && a !== b;
}

const epochs: Readonly<Partial<Record<Scheme | 'none', RegExp>>> = {
  dpkg: /^0*(\d+):(.*)$/,
  rpm: /^0*(\d+):(.*)$/,
  pep440: /^v?0*(\d+)!(.*)$/,
};

const isDate = /^(?:19|20)\d\d(?:\d\d){0,4}$/;
