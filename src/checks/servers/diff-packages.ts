import { classOf, type PackageClass, type PackageRules, type Severity, severityOf, worstOf } from './classes.js';
import { keyOf } from './diff-key.js';
import type { BinaryChange, PackageChange } from './diff-model.js';
import { directionOf, newest, type Step, shown, stepOf } from './diff-step.js';
import type { Ground, Package } from './snapshot.js';
import { majorChanged } from './versions/major.js';
import type { Scheme } from './versions/order.js';

export type Packages = Pick<Ground, 'manager' | 'packages'>;

export interface PackageOptions {
  readonly host: string;
  readonly rules?: PackageRules;
  /** Not everything there is now could be read: what is not seen may be there. */
  readonly incomplete?: boolean;
}

/** Changed packages, grouped by source package: `openssl` is libssl3, openssl and libssl-dev. In no order. */
export function diffPackages(before: Packages, now: Packages, options: PackageOptions): readonly PackageChange[] {
  const scheme = before.manager === now.manager ? now.manager : 'none';
  const [was, is] = sameNames(byName(before.packages), byName(now.packages));
  const changed: Binary[] = [];
  const gone = [...was.keys()].filter((name) => !is.has(name));
  for (const name of [...is.keys(), ...gone]) {
    const [old, present] = [was.get(name) ?? none, is.get(name) ?? none];
    const step = isSame(old, present) ? undefined : stepOf(scheme, old.versions, present.versions);
    if (step !== undefined && !(options.incomplete && step.kind === 'removed')) {
      const sources = [...new Set([present.source, old.source])].filter((one) => one !== undefined);
      changed.push({ name, source: sources[0] ?? name, sources, step });
    }
  }

  return groupBySource(scheme, changed, options);
}

/** A binary package with what happened to it. */
export interface Binary {
  readonly name: string;
  readonly source: string;
  /** All that it belongs, or belonged, to. */
  readonly sources?: readonly string[];
  readonly step: Step;
}

/** One change for each source package. */
export function groupBySource(
  scheme: Scheme | 'none',
  binaries: readonly Binary[],
  { host, rules }: PackageOptions,
): readonly PackageChange[] {
  const groups = new Map<string, Binary[]>();
  for (const one of binaries) {
    const group = groups.get(one.source);
    if (group === undefined) {
      groups.set(one.source, [one]);
    } else {
      group.push(one);
    }
  }

  return [...groups].map(([source, group]) => groupOf(scheme, source, group, host, rules));
}

function groupOf(
  scheme: Scheme | 'none',
  source: string,
  group: readonly Binary[],
  host: string,
  rules: PackageRules | undefined,
): PackageChange {
  const judged = group
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((one) => ({ binary: one, ...judge(scheme, one, rules) }));
  const severity = worstOf(judged.map((one) => one.severity));
  // What does not matter shall not name the versions of what does.
  const counting = judged.filter((one) => one.class !== 'harmless');
  const steps = (counting.length === 0 ? judged : counting).map(({ binary }) => binary.step);
  const froms = steps.flatMap(({ from }) => from ?? []);
  const tos = steps.flatMap(({ to }) => to ?? []);
  const from = froms.length === 0 ? undefined : shown(froms);
  const to = tos.length === 0 ? undefined : shown(tos);
  return {
    what: 'package',
    kind: kindOf(scheme, steps, froms, tos),
    source,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    class: judged.find((one) => one.severity === severity)?.class ?? 'other',
    severity,
    binaries: judged.map(({ binary, class: of }): BinaryChange => ({ name: binary.name, ...binary.step, class: of })),
    key: keyOf(['pkg', source, `${from?.replaceAll(', ', ',') ?? ''}>${to?.replaceAll(', ', ',') ?? ''}`], host),
  };
}

/** By the worst of what the source was and is called. */
function judge(
  scheme: Scheme | 'none',
  { name, source, sources = [source], step }: Binary,
  rules: PackageRules | undefined,
): { readonly class: PackageClass; readonly severity: Severity } {
  const { from, to } = step;
  // That something came at a time is no sign of a downgrade.
  const kind = step.kind === 'changed' && from === undefined ? 'upgraded' : step.kind;
  const major = from !== undefined && to !== undefined && majorChanged(scheme, from, to);
  const all = sources.map((one) => {
    const of = classOf(name, one, rules);
    return { class: of, severity: severityOf(of, kind, major) };
  });
  const severity = worstOf(all.map((one) => one.severity));
  return all.find((one) => one.severity === severity) ?? { class: 'other', severity };
}

/** `libssl1.1` that went and `libssl3` that came are an upgrade of openssl. */
function kindOf(
  scheme: Scheme | 'none',
  steps: readonly Step[],
  froms: readonly string[],
  tos: readonly string[],
): PackageChange['kind'] {
  const [first, ...rest] = new Set(steps.map(({ kind }) => kind));
  if (first !== undefined && rest.length === 0) {
    return first;
  }

  const moved = new Set(steps.flatMap(({ kind, from, to }) => (from !== undefined && to !== undefined ? [kind] : [])));
  const [one, ...others] = moved;
  if (one !== undefined) {
    return others.length === 0 ? one : 'changed';
  }

  const [old, present] = [newest(scheme, froms), newest(scheme, tos)];
  return old === undefined || present === undefined ? 'changed' : directionOf(scheme, old, present);
}

interface Versions {
  readonly source?: string;
  readonly versions: string[];
}

const none: Versions = { versions: [] };

function byName(packages: readonly Package[]): ReadonlyMap<string, Versions> {
  const found = new Map<string, Versions>();
  for (const { name, version, source } of packages) {
    const known = found.get(name);
    if (known === undefined) {
      found.set(name, { source, versions: [version] });
    } else {
      known.versions.push(version);
    }
  }

  return found;
}

const isSame = ({ versions: a }: Versions, { versions: b }: Versions): boolean =>
  a.length === 1 && b.length === 1 && a[0] === b[0];

/**
 * One side may name the architecture of its packages (`libc6:amd64`) where the other does not: what stands alone on either
 * side is then called by its bare name on both.
 */
function sameNames(
  was: ReadonlyMap<string, Versions>,
  is: ReadonlyMap<string, Versions>,
): readonly [ReadonlyMap<string, Versions>, ReadonlyMap<string, Versions>] {
  const bareOf = (own: ReadonlyMap<string, Versions>, other: ReadonlyMap<string, Versions>) => {
    const moved = new Map<string, string>();
    for (const name of own.keys()) {
      const bare = name.includes(':') ? name.slice(0, name.indexOf(':')) : name;
      if (bare !== name && !other.has(name) && other.has(bare) && !own.has(bare) && !moved.has(bare)) {
        moved.set(bare, name);
      }
    }

    const old = new Set(moved.values());
    return moved.size === 0
      ? own
      : new Map([
          ...[...own].filter(([name]) => !old.has(name)),
          ...[...moved].map(([bare, name]) => [bare, own.get(name) ?? none] as const),
        ]);
  };
  return [bareOf(was, is), bareOf(is, was)];
}
