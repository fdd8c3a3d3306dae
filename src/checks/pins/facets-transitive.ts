import type { Verdict } from '../../checklist/model.js';
import { plural } from '../../text/plural.js';
import type { FacetFound } from '../kind.js';
import { facetOf, staticFacet } from './facets-static.js';
import { type GonePin, gonePins } from './gone.js';
import type { PinFinding, PinsPart } from './model.js';
import { installers, normalised } from './python-names.js';
import type { Resolved } from './resolved.js';
import type { RunningPython, RunsNow } from './runs-now.js';
import { wantedBy } from './wanted-by.js';

export interface TransitiveQuestion {
  readonly parts: readonly PinsPart[];
  /** Those of the previous commit, as far as they are known. */
  readonly before: readonly PinsPart[];
  readonly now: RunsNow;
  readonly resolved: readonly Resolved[];
  /** Normalised names that do not matter, and the project itself. */
  readonly ignore: readonly string[];
  /** An unpinned one is different on the next new server, and those come by themselves or are rehearsed. */
  readonly strict: boolean;
}

/** Facet `transitive`: what is installed, or would be, and is named nowhere. */
export function transitiveFacet(question: TransitiveQuestion): FacetFound {
  const { parts, now, resolved, strict } = question;
  const verdict: Verdict = strict ? 'no-go' : 'warn';
  const python = parts.filter(({ ecosystem }) => ecosystem === 'python');
  const files = staticFacet('transitive', parts, 'nothing brings anything else');
  const known = now.python.length > 0 || resolved.length > 0;
  const holes = python.length === 0 ? [] : holesIn(python, question);
  const fromFiles = files.findings ?? [];
  const open = python.filter(({ whole, direct }) => !whole && direct.length > 0);
  const unknown: readonly Hole[] =
    known || open.length === 0
      ? []
      : [
          {
            key: 'py:unknown',
            text: `${open.map(({ name }) => name).join(', ')}: nothing says what else is installed (${now.missing[0] ?? 'what runs is not looked at'})`,
            verdict: strict ? 'unknown' : 'warn',
          },
        ];
  const findings: readonly Hole[] = [
    ...fromFiles.map(({ key, text, verdict: own }) => ({ key, text, verdict: own === 'no-go' ? verdict : own })),
    ...holes.map(({ verdict: own, ...hole }) => ({ ...hole, verdict: strict && own !== undefined ? own : verdict })),
    ...unknown,
  ];
  if (findings.length > 0) {
    const found = facetOf(findings);
    return { ...found, detail: [...(found.detail ?? []), ...differs(python, now)] };
  }

  return python.length === 0 || !known
    ? files
    : { verdict: 'go', summary: everything(now, resolved), detail: differs(python, now) };
}

type Hole = Omit<PinFinding, 'facet'>;

/** Those whose need is not known are `unknown`. */
function holesIn(python: readonly PinsPart[], { before, now, resolved, ignore }: TransitiveQuestion): readonly Hole[] {
  const pinned = new Set(
    python.flatMap(({ locked, direct }) => [...(locked?.keys() ?? []), ...direct.map(({ name }) => name)]),
  );
  // What a fresh install would bring is known better than by what is noted.
  const gone = gonePins(
    before.filter(({ ecosystem }) => ecosystem === 'python'),
    python,
  );
  const needed = resolved.length > 0 ? [] : [...gone].flatMap(([name, { is }]) => (is === 'needed' ? [name] : []));
  const wanted = wantedBy(python, resolved);
  const installed = installedIn(now.python);
  const names = new Set([...installed.keys(), ...resolved.flatMap(({ dists }) => [...dists.keys()]), ...needed]);
  return [...names]
    .filter((name) => !pinned.has(name) && !installers.has(name) && !ignore.includes(name))
    .toSorted()
    .flatMap((name): readonly Hole[] => {
      const version = installed.get(name) ?? resolved.flatMap(({ dists }) => dists.get(name)?.version ?? [])[0] ?? '';
      const left = gone.get(name);
      if (left === undefined || resolved.some(({ dists }) => dists.has(name))) {
        const by = wanted.get(name);
        return [{ key: `py:${name}`, text: `${name} ${version} is not pinned${by === undefined ? '' : `; ${by}`}` }];
      }

      return resolved.length > 0 ? [] : leftOpen(name, left);
    });
}

function leftOpen(name: string, { version, is, by }: GonePin): readonly Hole[] {
  switch (is) {
    case 'free':
      return [];
    case 'needed':
      return [{ key: `py:${name}`, text: `${name} ${version} is not pinned any more, and ${by} still needs it` }];
    case 'unknown': {
      const text = `${name} ${version} is not pinned any more, is installed, and nothing says whether it is still needed`;
      return [{ key: `py:${name}`, text, verdict: 'unknown' }];
    }
  }
}

/** Versions by name over all hosts: `4.1.0`, or `4.1.0 and 4.2.0` where they differ. */
function installedIn(python: readonly RunningPython[]): ReadonlyMap<string, string> {
  const all = new Map<string, Set<string>>();
  for (const { dists } of python) {
    for (const [name, version] of dists) {
      const key = normalised(name);
      all.set(key, (all.get(key) ?? new Set()).add(version));
    }
  }
  return new Map([...all].map(([name, versions]) => [name, [...versions].join(' and ')]));
}

/** What the deploy will change: pinned otherwise than it is installed. */
function differs(python: readonly PinsPart[], now: RunsNow): readonly string[] {
  const installed = installedIn(now.python);
  return python.flatMap(({ locked }) =>
    [...(locked ?? [])].flatMap(([name, version]) => {
      const runs = installed.get(name);
      return runs === undefined || runs === version
        ? []
        : [`${name} is pinned to ${version}, ${runs} runs: the deploy changes it`];
    }),
  );
}

function everything({ python, missing: [missing] }: RunsNow, resolved: readonly Resolved[]): string {
  const hosts = new Set(python.map(({ host }) => host));
  return hosts.size > 0
    ? `every distribution on ${plural(hosts.size, 'host')} is named${missing === undefined ? '' : `; ${missing}`}`
    : `every distribution of a fresh install is named${resolved.length === 0 ? '' : ` (python ${resolved[0]?.python})`}`;
}
