import { plural } from '../../text/plural.js';
import type { FacetFound } from '../kind.js';
import { facetOf } from './facets-static.js';
import type { FreshPython, FreshRoot } from './fresh-python.js';
import type { NodeFresh, PinFinding, PinsPart } from './model.js';
import { installers, normalised } from './python-names.js';
import type { Resolved, ResolvedDist } from './resolved.js';
import type { RunsNow } from './runs-now.js';
import { wantedBy } from './wanted-by.js';

export interface FreshFound {
  readonly python?: FreshPython;
  readonly node: readonly NodeFresh[];
}

type Told = Omit<PinFinding, 'facet'>;

export interface FreshJudged {
  readonly parts: readonly PinsPart[];
  readonly now: RunsNow;
  readonly ignore: readonly string[];
}

/** Facet `fresh`: whether a new server can be installed today, and would be what the running ones are. */
export function freshFacet({ python, node }: FreshFound, judged: FreshJudged): FacetFound {
  if (python === undefined && node.length === 0) {
    return {
      verdict: 'unknown',
      summary: 'there is nothing to install from: no requirements file was found, and `fresh.files` names none',
    };
  }

  const roots = python?.roots ?? [];
  const resolved = resolvedOf(python);
  const findings: readonly Told[] = [
    ...roots.flatMap((root) => failureOf(root, python)),
    ...changesOf(resolved, judged),
    ...node.flatMap(({ name, fresh }) =>
      fresh.verdict === 'go' ? [] : [{ key: `npm:${name}`, text: fresh.text, verdict: fresh.verdict }],
    ),
  ];
  if (findings.length > 0) {
    return facetOf(findings);
  }

  const other = otherPython(python);
  if (other !== undefined) {
    return facetOf([{ key: 'py:python', text: other, verdict: 'warn' }]);
  }

  const count = resolved.reduce((sum, { dists }) => sum + dists.size, 0);
  const [missing] = judged.now.missing;
  const compared = [
    ...(judged.now.python.length > 0 ? ['; no unpinned one differs from what runs'] : []),
    ...(missing === undefined ? [] : [`; not compared: ${missing}`]),
  ].join('');
  const said = [
    ...(python === undefined ? [] : [`${plural(count, 'distribution')} with python ${python.with?.python}${compared}`]),
    ...node.map(({ fresh }) => fresh.text),
  ];
  return { verdict: 'go', summary: said.join('; '), detail: said };
}

export const resolvedOf = (python: FreshPython | undefined): readonly Resolved[] =>
  (python?.roots ?? []).flatMap(({ answer }) => (answer.state === 'resolved' ? [answer.resolved] : []));

/** With another python than that of the servers a failure proves nothing about them. */
function failureOf({ root, answer }: FreshRoot, python: FreshPython | undefined): readonly Told[] {
  switch (answer.state) {
    case 'resolved':
      return [];
    case 'unknown':
      return [
        { key: `py:${root}`, text: `nobody knows whether ${root} installs today: ${answer.why}`, verdict: 'unknown' },
      ];
    case 'impossible': {
      const other = otherPython(python);
      const text = `${root} cannot be installed today: ${answer.why}`;
      return [
        other === undefined
          ? { key: `py:${root}`, text, verdict: 'no-go' }
          : { key: `py:${root}`, text: `${text} (${other})`, verdict: 'unknown' },
      ];
    }
  }
}

/** `resolved with python 3.12, the servers have 3.11`; undefined where they agree, or nobody said. */
export function otherPython(python: FreshPython | undefined): string | undefined {
  const used = python?.with?.python;
  const wanted = python?.wanted;
  return used === undefined || wanted === undefined || used === wanted
    ? undefined
    : `it was resolved with python ${used}, the servers have ${wanted}`;
}

/** What somebody named themselves they look at, sooner or later; the others surprise. */
const indirectFirst = (a: ResolvedDist, b: ResolvedDist): number =>
  Number(a.requested) - Number(b.requested) || (a.name < b.name ? -1 : 1);

/** What no pin holds, and is another version than the one that runs. */
function changesOf(resolved: readonly Resolved[], { parts, now, ignore }: FreshJudged): readonly Told[] {
  const pinned = new Set(
    parts.flatMap(({ ecosystem, locked }) => (ecosystem === 'python' ? [...(locked?.keys() ?? [])] : [])),
  );
  const wanted = wantedBy([], resolved);
  return resolved.flatMap(({ dists }) =>
    [...dists.values()].toSorted(indirectFirst).flatMap(({ name, version, requested }): readonly Told[] => {
      const runs = running(name, now);
      const isFree = !pinned.has(name) && !installers.has(name) && !ignore.includes(name);
      if (!isFree || runs.length === 0 || runs.every((one) => one === version)) {
        return [];
      }

      const by = wanted.get(name)?.split(' wants ')[0];
      const why = requested || by === undefined ? 'not pinned' : `not pinned, wanted by ${by}`;
      const has = `the running ones have ${runs.join(' and ')}`;
      return [
        { key: `py:${name}`, text: `a new server would get ${name} ${version}, ${has} (${why})`, verdict: 'no-go' },
      ];
    }),
  );
}

const running = (name: string, { python }: RunsNow): readonly string[] => [
  ...new Set(
    python.flatMap(({ dists }) => [...dists].flatMap(([one, version]) => (normalised(one) === name ? [version] : []))),
  ),
];
