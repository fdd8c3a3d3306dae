import { classOf, type PackageClass, type PackageRules, severityOf } from './classes.js';
import type { GroundRead } from './diff.js';
import type { GroundPart } from './diff-model.js';
import { shown } from './diff-step.js';
import type { NodeRuntime, PythonRuntime } from './snapshot.js';

/** Something every host has a value of; absent: it is not installed there. */
export interface DriftFact {
  /** Of the key: `['openssl']`, `['python', '/srv/venv', 'requests']`. */
  readonly words: readonly string[];
  readonly name: string;
  readonly class?: PackageClass;
  readonly by: readonly { readonly host: string; readonly value?: string }[];
}

export interface DriftFacts {
  readonly facts: readonly DriftFact[];
  readonly notCompared: readonly { readonly host: string; readonly part: GroundPart }[];
}

interface Member {
  readonly host: string;
  readonly ground: GroundRead;
}

/** What has to be alike on all of them. A part is compared among the hosts that told it. */
export function factsOf(members: readonly Member[], rules: PackageRules | undefined): DriftFacts {
  const found = [
    systemOf('os', 'operating system', members),
    systemOf('kernel', 'kernel', members),
    packagesOf(members, rules),
    runtimesOf('python', members),
    runtimesOf('node', members),
  ];
  return { facts: found.flatMap(({ facts }) => facts), notCompared: found.flatMap(({ notCompared }) => notCompared) };
}

function systemOf(part: 'os' | 'kernel', name: string, members: readonly Member[]): DriftFacts {
  const told = members.flatMap(({ host, ground }) => {
    const value = ground[part];
    return value === undefined ? [] : [{ host, value }];
  });
  return { facts: [{ words: [part], name, by: told }], notCompared: othersOf(part, members, told) };
}

/** Nobody told it: then there was nothing to compare, and nobody was left out. */
const othersOf = (
  part: GroundPart,
  members: readonly Member[],
  told: readonly { readonly host: string }[],
): DriftFacts['notCompared'] =>
  told.length === 0
    ? []
    : members.filter(({ host }) => told.every((one) => one.host !== host)).map(({ host }) => ({ host, part }));

/** Of the classes that would be asked about if they changed; a kernel counts by the one that runs. */
function packagesOf(members: readonly Member[], rules: PackageRules | undefined): DriftFacts {
  const told = members.filter(
    ({ ground }) => ground.packages !== undefined && ground.unread?.['packages'] === undefined,
  );
  const notCompared = othersOf('packages', members, told);
  // Other systems write other versions: that they are different systems is said by `os`.
  if (new Set(told.map(({ ground }) => ground.manager)).size > 1) {
    return { facts: [], notCompared };
  }

  const classes = remembered(rules);
  const sources = new Map<string, PackageClass>();
  const versions = told.map(({ host, ground }) => {
    const own = new Map<string, string[]>();
    for (const { name, source, version } of ground.packages ?? []) {
      const of = classes(name, source);
      if (of !== 'kernel' && severityOf(of, 'changed', false) !== 'info' && of !== 'other') {
        sources.set(source, sources.get(source) ?? of);
        own.set(source, [...(own.get(source) ?? []), version]);
      }
    }

    return { host, own };
  });
  const facts = [...sources].map(([source, of]): DriftFact => {
    const by = versions.map(({ host, own }) => {
      const found = own.get(source);
      return { host, ...(found === undefined ? {} : { value: shown(found) }) };
    });
    return { words: [source], name: source, class: of, by };
  });
  return { facts, notCompared };
}

/** Twenty hosts have the same three thousand packages. */
function remembered(rules: PackageRules | undefined): (name: string, source: string) => PackageClass {
  const known = new Map<string, PackageClass>();
  return (name, source) => {
    const key = `${name} ${source}`;
    const found = known.get(key) ?? classOf(name, source, rules);
    known.set(key, found);
    return found;
  };
}

type Runtime = PythonRuntime | NodeRuntime;

/** Runtimes by their root, each with its version and everything installed in it. */
function runtimesOf(part: 'python' | 'node', members: readonly Member[]): DriftFacts {
  const roots = [...new Set(members.flatMap(({ ground }) => (ground[part] ?? []).map(({ root }) => root)))];
  const found = roots.map((root): DriftFacts => {
    const told = members.flatMap(({ host, ground }) => {
      const runtime: Runtime | undefined = ground[part]?.find((one) => one.root === root);
      const isRead = runtime !== undefined && runtime.error === undefined && hasSomething(runtime);
      return isRead && ground.unread?.[part] === undefined ? [{ host, runtime }] : [];
    });
    const label = `${part} of ${root}`;
    return {
      facts: [
        {
          words: [part, root],
          name: label,
          by: told.flatMap(({ host, runtime: { version } }) =>
            version === undefined ? [] : [{ host, value: version }],
          ),
        },
        ...distFacts(part, root, label, told),
      ],
      notCompared: othersOf(part, members, told),
    };
  });
  const once = new Map(found.flatMap(({ notCompared }) => notCompared).map((one) => [one.host, one]));
  return { facts: found.flatMap(({ facts }) => facts), notCompared: [...once.values()] };
}

const hasSomething = ({ version, dists }: Runtime): boolean => version !== undefined || dists.length > 0;

function distFacts(
  part: string,
  root: string,
  label: string,
  told: readonly { readonly host: string; readonly runtime: Runtime }[],
): readonly DriftFact[] {
  const versions = told.map(({ host, runtime }) => {
    const own = new Map<string, string[]>();
    for (const { name, version } of runtime.dists) {
      own.set(name, [...(own.get(name) ?? []), version]);
    }

    return { host, own };
  });
  const names = new Set(versions.flatMap(({ own }) => [...own.keys()]));
  return [...names].map((name) => ({
    words: [part, root, name],
    name: `${name} (${label})`,
    by: versions.map(({ host, own }) => {
      const found = own.get(name);
      return { host, ...(found === undefined ? {} : { value: shown(found) }) };
    }),
  }));
}
