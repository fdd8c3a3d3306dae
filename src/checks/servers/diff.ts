import type { PackageRules, Severity } from './classes.js';
import { diffBundled, findMissing, findTwice } from './diff-libraries.js';
import type { GroundChange, GroundDiff, GroundPart, NotCompared, PackageChange } from './diff-model.js';
import { diffPackages } from './diff-packages.js';
import { findProbes } from './diff-probes.js';
import { diffRuntimes, type RuntimeDiff } from './diff-runtimes.js';
import { halfConfigured, kernelChange, osChange } from './diff-system.js';
import type { HostState } from './host-state.js';
import type { Ground } from './snapshot.js';

export interface DiffOptions {
  /** Ends every key. */
  readonly host: string;
  readonly rules?: PackageRules;
  /** Distributions that lock files changed since: normalised names (PEP 503), and npm names. */
  readonly explained?: { readonly python?: readonly string[]; readonly node?: readonly string[] };
}

/** The lasting state of a host, or what could be had of it; a part that is absent was not read. */
export type GroundRead = Partial<Ground> & Partial<Pick<HostState, 'halfConfigured' | 'unread'>>;

/**
 * What is different on a host from what it was. Of images and kept snapshots the same.
 * @param before undefined: there is nothing to compare with; what is wrong by itself is found even so
 */
export function diffGround(before: Partial<Ground> | undefined, now: GroundRead, options: DiffOptions): GroundDiff {
  const { host } = options;
  const packages = before === undefined ? [] : packageChanges(before, now, options);
  const python = runtimesOf('python', before, now, packages, options);
  const node = runtimesOf('node', before, now, packages, options);
  const byDists = [...python.changes, ...node.changes].some(({ what }) => what === 'dist');
  const changes: readonly GroundChange[] = [
    ...packages,
    ...python.changes,
    ...node.changes,
    ...(before?.os === undefined || now.os === undefined ? [] : osChange(before.os, now.os, host)),
    ...(before?.kernel === undefined || now.kernel === undefined ? [] : kernelChange(before.kernel, now.kernel, host)),
    ...(before?.bundled === undefined || now.bundled === undefined
      ? []
      : diffBundled(before.bundled, now.bundled, { host, byDists, incomplete: isIncomplete(now, 'bundled') })),
    ...halfConfigured(now.halfConfigured ?? [], host),
  ];
  return {
    changes: worstFirst(changes),
    twice: worstFirst(findTwice(before?.twice, now.twice ?? [], host)),
    missing: worstFirst(findMissing(before?.missing, now.missing ?? [], host)),
    probes: worstFirst(findProbes(before?.probes, now.probes ?? {}, host)),
    notCompared: [...partsNotCompared(before, now), ...python.notCompared, ...node.notCompared],
  };
}

function packageChanges(
  before: Partial<Ground>,
  now: GroundRead,
  { host, rules }: DiffOptions,
): readonly PackageChange[] {
  return before.packages === undefined || now.packages === undefined || hasVanished(before, now)
    ? []
    : diffPackages(
        { manager: before.manager ?? 'none', packages: before.packages },
        { manager: now.manager ?? 'none', packages: now.packages },
        { host, ...(rules && { rules }), incomplete: isIncomplete(now, 'packages') },
      );
}

/** A host that had packages does not lose them all: they could not be read. */
const hasVanished = (before: Partial<Ground>, now: GroundRead): boolean =>
  now.packages?.length === 0 && before.packages !== undefined && before.packages.length > 0;

function runtimesOf(
  language: 'python' | 'node',
  before: Partial<Ground> | undefined,
  now: GroundRead,
  packages: readonly PackageChange[],
  { host, explained }: DiffOptions,
): RuntimeDiff {
  const [was, is] = [before?.[language], now[language]];
  return was === undefined || is === undefined
    ? { changes: [], notCompared: [] }
    : diffRuntimes(was, is, {
        language,
        host,
        packages,
        explained: explained?.[language] ?? [],
        incomplete: isIncomplete(now, language),
        roots: [...(now.python ?? []), ...(now.node ?? [])].map(({ root }) => root),
      });
}

const parts = ['os', 'kernel', 'packages', 'python', 'node', 'twice', 'bundled', 'missing', 'probes'] as const;

/** As the host's answer calls what a part is read from. */
const sections: Readonly<Partial<Record<GroundPart, string>>> = { os: 'id', kernel: 'id', missing: 'ldd' };

const whyUnread = (now: GroundRead, part: GroundPart): string | undefined => now.unread?.[sections[part] ?? part];

/** What such a part shows is true; what it does not show may be there. */
const isIncomplete = (now: GroundRead, part: GroundPart): boolean => whyUnread(now, part) !== undefined;

function partsNotCompared(before: Partial<Ground> | undefined, now: GroundRead): readonly NotCompared[] {
  return parts.flatMap((part): readonly NotCompared[] => {
    const [was, is, why] = [before?.[part], now[part], whyUnread(now, part)];
    if (why !== undefined || (is === undefined && was !== undefined)) {
      return [{ part, side: 'now', ...(why === undefined ? {} : { why }) }];
    }

    if (part === 'packages' && before !== undefined && hasVanished(before, now)) {
      return [{ part, side: 'now', why: 'no package is named any more' }];
    }

    return before !== undefined && was === undefined && is !== undefined ? [{ part, side: 'before' }] : [];
  });
}

const ranks: Readonly<Record<Severity, number>> = { 'no-go': 0, unknown: 1, warn: 2, info: 3 };

/** By severity, then by key: the same whatever the order of what was compared. */
const worstFirst = <T extends { readonly severity: Severity; readonly key: string }>(all: readonly T[]): readonly T[] =>
  all.toSorted((a, b) => ranks[a.severity] - ranks[b.severity] || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
