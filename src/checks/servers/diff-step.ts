import type { ChangeKind } from './classes.js';
import { compareVersions } from './versions/compare.js';
import type { Scheme } from './versions/order.js';

/** From what to what; several versions of one package stand side by side (kernels). */
export interface Step {
  readonly kind: ChangeKind;
  readonly from?: string;
  readonly to?: string;
}

/**
 * What happened to something of which there were, and are, these versions; undefined: nothing. A new version beside the old
 * ones is an upgrade of the newest, an old one that went is removed.
 */
export function stepOf(scheme: Scheme | 'none', before: readonly string[], now: readonly string[]): Step | undefined {
  const came = now.filter((one) => !before.includes(one));
  const gone = before.filter((one) => !now.includes(one));
  if (came.length === 0 && gone.length === 0) {
    return undefined;
  }

  if (before.length === 0 || now.length === 0) {
    return before.length === 0 ? { kind: 'added', to: shown(now) } : { kind: 'removed', from: shown(before) };
  }

  const [from, to] = [newest(scheme, before), newest(scheme, now)];
  if (from === undefined || to === undefined) {
    return { kind: 'changed', from: shown(before), to: shown(now) };
  }

  if (from !== to) {
    return { kind: directionOf(scheme, from, to), from, to };
  }

  if (gone.length > 0 && came.length > 0) {
    return { kind: 'changed', from: shown(gone), to: shown(came) };
  }

  return came.length > 0 ? { kind: 'added', to: shown(came) } : { kind: 'removed', from: shown(gone) };
}

/** Of two different versions. */
export function directionOf(scheme: Scheme | 'none', from: string, to: string): ChangeKind {
  switch (compareVersions(scheme, from, to)) {
    case -1:
      return 'upgraded';
    case 1:
      return 'downgraded';
    default:
      return 'changed';
  }
}

/** undefined if nobody can say which. */
export function newest(scheme: Scheme | 'none', versions: readonly string[]): string | undefined {
  let top = versions[0];
  for (const one of versions.slice(1)) {
    const order = compareVersions(scheme, top ?? one, one);
    if (order === undefined) {
      return undefined;
    }

    top = order === -1 ? one : top;
  }

  return top;
}

/** Different ones in one text, sorted. */
export const shown = (versions: readonly string[]): string => [...new Set(versions)].toSorted().join(', ');
