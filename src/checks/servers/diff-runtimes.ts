import type { Severity } from './classes.js';
import { keyOf } from './diff-key.js';
import type { DistChange, NotCompared, PackageChange, RuntimeChange } from './diff-model.js';
import { directionOf, stepOf } from './diff-step.js';
import type { NodeRuntime, PythonRuntime } from './snapshot.js';

export interface RuntimeOptions {
  readonly language: 'python' | 'node';
  readonly host: string;
  /** Names that lock files changed since. */
  readonly explained: readonly string[];
  /** What the package manager changed: it may have brought another python, and another TLS library. */
  readonly packages: readonly PackageChange[];
  readonly incomplete: boolean;
  /** Where runtimes of either language are looked for now: what is asked about and told no more is not known. */
  readonly roots: readonly string[];
}

export interface RuntimeDiff {
  readonly changes: readonly (DistChange | RuntimeChange)[];
  readonly notCompared: readonly NotCompared[];
}

type Runtime = PythonRuntime | NodeRuntime;

/** Runtimes, and what is installed in them, by their root. A runtime that could not be read has not lost anything. */
export function diffRuntimes(
  before: readonly Runtime[],
  now: readonly Runtime[],
  options: RuntimeOptions,
): RuntimeDiff {
  const { language: part } = options;
  const changes: (DistChange | RuntimeChange)[] = [];
  const notCompared: NotCompared[] = [];
  for (const runtime of now) {
    const { root } = runtime;
    const old = before.find((one) => one.root === root);
    if (!isRead(runtime)) {
      notCompared.push({ part, of: root, side: 'now', why: runtime.error ?? `no ${part} there can be run` });
    } else if (old === undefined || !isRead(old)) {
      notCompared.push({ part, of: root, side: 'before', ...(old?.error === undefined ? {} : { why: old.error }) });
    } else {
      changes.push(...runtimeChanges(old, runtime, options), ...distChanges(old, runtime, options));
    }
  }

  const named = new Set(now.map(({ root }) => root));
  const unseen = before.filter(({ root }) => !named.has(root) && (options.incomplete || options.roots.includes(root)));
  return {
    changes,
    notCompared: [...notCompared, ...unseen.map(({ root }) => ({ part, of: root, side: 'now' }) as const)],
  };
}

/** A node_modules is read without a node; a python without a python is not. */
const isRead = (runtime: Runtime): boolean =>
  runtime.error === undefined && (runtime.version !== undefined || runtime.dists.length > 0);

function runtimeChanges(old: Runtime, runtime: Runtime, options: RuntimeOptions): readonly RuntimeChange[] {
  const { language, host, packages } = options;
  const { root } = runtime;
  const change = (part: 'version' | 'ssl', from: string, to: string, severity: Severity): RuntimeChange => ({
    what: 'runtime',
    language,
    root,
    part,
    kind: part === 'version' ? directionOf(schemes[language], from, to) : 'changed',
    from,
    to,
    severity,
    key: keyOf([part === 'version' ? language : `${language}-ssl`, root, `${from}>${to}`], host),
  });
  const bySystem = (name: RegExp): Severity =>
    packages.some(({ source, kind }) => name.test(source) && kind !== 'removed') ? 'info' : 'no-go';
  const [was, is] = [old.version, runtime.version];
  const [wasSsl, isSsl] = [sslOf(old), sslOf(runtime)];
  return [
    ...(was === undefined || is === undefined || was === is
      ? []
      : [change('version', was, is, bySystem(own[language]))]),
    ...(wasSsl === undefined || isSsl === undefined || wasSsl === isSsl
      ? []
      : [change('ssl', wasSsl, isSsl, isSsl.startsWith('ERROR') ? 'no-go' : bySystem(/ssl/))]),
  ];
}

const sslOf = (runtime: Runtime): string | undefined => ('ssl' in runtime ? runtime.ssl : undefined);

/** Sources of packages that bring it: `python3.11`, `python311-core`, `nodejs`. */
const own = { python: /^python3?[\d.]*(?:-core)?$/, node: /^nodejs/ } as const;

const schemes = { python: 'pep440', node: 'semver' } as const;

/** Whatever the release does not bring itself, somebody brought by hand: no-go, in either direction. */
function distChanges(old: Runtime, runtime: Runtime, options: RuntimeOptions): readonly DistChange[] {
  const { language, host, explained, incomplete } = options;
  const { root } = runtime;
  const [was, is] = [versionsOf(old), versionsOf(runtime)];
  const known = new Set(explained);
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((name): readonly DistChange[] => {
    const step = stepOf(schemes[language], was.get(name) ?? [], is.get(name) ?? []);
    if (step === undefined || (incomplete && step.kind === 'removed')) {
      return [];
    }

    const isExplained = known.has(name) || known.has(packageOf(name));
    return [
      {
        what: 'dist',
        language,
        root,
        name,
        ...step,
        explained: isExplained,
        severity: isExplained ? 'info' : 'no-go',
        key: keyOf([language, root, name, `${step.from ?? ''}>${step.to ?? ''}`], host),
      },
    ];
  });
}

function versionsOf({ dists }: Runtime): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { name, version } of dists) {
    const known = found.get(name);
    if (known === undefined) {
      found.set(name, [version]);
    } else {
      known.push(version);
    }
  }

  return found;
}

/** `@s/b` of `a/node_modules/@s/b`. */
const packageOf = (path: string): string => path.split('node_modules/').at(-1) ?? path;
