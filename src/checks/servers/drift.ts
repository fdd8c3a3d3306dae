import type { PackageClass, PackageRules } from './classes.js';
import { matchesAny } from './classes-pattern.js';
import type { GroundRead } from './diff.js';
import { keyOf } from './diff-key.js';
import type { GroundPart } from './diff-model.js';
import { type DriftFact, factsOf } from './drift-facts.js';
import { driftText } from './drift-words.js';

export interface HostGround {
  readonly host: string;
  readonly ground: GroundRead;
}

/** Something that hosts of one group do not have alike. */
export interface Drift {
  /** `drift:openssl`; with a named group `drift:openssl:web`. */
  readonly key: string;
  readonly group?: string;
  /** `openssl`, `python of /srv/app/venv`, `requests (python of /srv/app/venv)`, `kernel`. */
  readonly name: string;
  readonly class?: PackageClass;
  /** Most hosts first; `value` absent: not installed there. */
  readonly values: readonly { readonly value?: string; readonly hosts: readonly string[] }[];
  /** `web2 has openssl 3.0.17, others 3.0.19`; raw. */
  readonly text: string;
}

export interface Drifts {
  readonly drifts: readonly Drift[];
  /** Hosts of which a part could not be compared with the others. */
  readonly notCompared: readonly { readonly host: string; readonly part: GroundPart }[];
}

/** Hosts that belong together: pattern(s) by name of the group, as in `{web: 'web*'}`. Those of no group are one more. */
export type Groups = Readonly<Record<string, string | readonly string[]>>;

/** Where hosts of a group are not alike: packages that decide or warn, runtimes and what is installed in them. */
export function driftOf(
  hosts: readonly HostGround[],
  { groups = {}, rules }: { readonly groups?: Groups; readonly rules?: PackageRules } = {},
): Drifts {
  const found = groupsOf(hosts, groups).map(({ name, members }) => driftIn(name, members, rules));
  return {
    drifts: found.flatMap(({ drifts }) => drifts),
    notCompared: found.flatMap(({ notCompared }) => notCompared),
  };
}

interface Group {
  readonly name?: string;
  readonly members: readonly HostGround[];
}

function groupsOf(hosts: readonly HostGround[], groups: Groups): readonly Group[] {
  const named = Object.entries(groups).map(([name, patterns]) => {
    const all = typeof patterns === 'string' ? [patterns] : patterns;
    return { name, members: hosts.filter(({ host }) => matchesAny(all, host)) };
  });
  const rest = hosts.filter((one) => named.every(({ members }) => !members.includes(one)));
  return [...named, { members: rest }].filter(({ members }) => members.length > 1);
}

function driftIn(group: string | undefined, members: readonly HostGround[], rules: PackageRules | undefined): Drifts {
  const { facts, notCompared } = factsOf(members, rules);
  const drifts = facts
    .filter(({ by }) => new Set(by.map(({ value }) => value)).size > 1)
    .map((fact): Drift => {
      const values = valuesOf(fact);
      return {
        key: keyOf(['drift', ...fact.words, ...(group === undefined ? [] : [group])]),
        ...(group === undefined ? {} : { group }),
        name: fact.name,
        ...(fact.class === undefined ? {} : { class: fact.class }),
        values,
        text: driftText(fact.name, values),
      };
    });
  return { drifts: drifts.toSorted((a, b) => (a.key < b.key ? -1 : 1)), notCompared };
}

/** Most hosts first, then as the hosts were given. */
function valuesOf({ by }: DriftFact): Drift['values'] {
  const groups = new Map<string | undefined, string[]>();
  for (const { host, value } of by) {
    groups.set(value, [...(groups.get(value) ?? []), host]);
  }

  return [...groups]
    .map(([value, hosts]) => ({ ...(value === undefined ? {} : { value }), hosts }))
    .toSorted((a, b) => b.hosts.length - a.hosts.length);
}
