import type { Verdict } from '../../checklist/model.js';
import { short } from '../../run/release.js';
import type { Edge } from './model.js';
import type { Constraint, Plan } from './plan.js';

/** One thing that is needed, weighed against the plan of this run. */
export interface Weighed {
  /** The facet it is a matter of. */
  readonly facet: 'live' | 'scheduled' | 'abandoned';
  readonly verdict: Verdict;
  /** Of its finding, without the facet. */
  readonly key: string;
  readonly text: string;
}

/** What is needed and not live is well only if it goes out earlier in this run. */
export function weighEdge(edge: Edge, plan: Plan): Weighed {
  const { from, needed } = edge;
  const what = `${from.repo} needs ${needed.name}`;
  switch (needed.state) {
    case 'live':
      return { facet: 'live', verdict: 'go', key: '', text: `${what}: ${needed.how === 'merged' ? 'merged' : 'live'}` };
    case 'ignored':
      return { facet: 'live', verdict: 'n/a', key: '', text: `${what}: does not count, it ${needed.why}` };
    case 'unknown': {
      const text = `${from.repo} ${short(from.commit)} needs ${needed.name}: ${needed.why}`;
      return {
        facet: 'live',
        verdict: 'unknown',
        key: `${from.repo}:${short(from.commit)}:${keyOf(needed.name)}`,
        text,
      };
    }
    case 'unmerged':
      return {
        facet: 'abandoned',
        verdict: 'no-go',
        key: `${needed.repo}:${keyOf(needed.name)}`,
        text: `${what}: ${needed.why}`,
      };
    case 'elsewhere':
      return {
        facet: 'live',
        verdict: 'no-go',
        key: `${needed.repo}:${short(needed.commit)}`,
        text: `${what}: merged, but ${needed.why}; check out a commit of ${needed.repo} that has it`,
      };
    case 'in-release':
      return inRelease(edge, { ...needed, what }, plan);
  }
}

function inRelease(
  { from }: Edge,
  {
    repo,
    commit,
    what,
    why,
  }: { readonly repo: string; readonly commit: string; readonly what: string; readonly why: string },
  plan: Plan,
): Weighed {
  const key = `${repo}:${short(commit)}`;
  if (repo === from.repo) {
    return { facet: 'live', verdict: 'go', key, text: `${what}: goes out with it` };
  }

  switch (plan.before(repo, from.repo)) {
    case 'yes':
      return { facet: 'scheduled', verdict: 'go', key, text: `${what}: goes out before, in this run` };
    case 'no':
      return {
        facet: 'scheduled',
        verdict: 'no-go',
        key,
        text: `${what}, and goes out before it: ${why}`,
      };
    case 'absent':
      return why.startsWith('what runs')
        ? { facet: 'live', verdict: 'unknown', key, text: `${what}: ${why}, and no step of this run is for ${repo}` }
        : {
            facet: 'live',
            verdict: 'no-go',
            key,
            text: `${what}: merged, but ${why}, and no step of this run is for ${repo}: deploy ${repo} first, then ${from.repo}`,
          };
  }
}

/** What one has to be out before the other; nothing for what is live or goes out with it. */
export const constraintsOf = (edges: readonly Edge[]): readonly Constraint[] =>
  edges.flatMap(({ from, needed }) =>
    (needed.state === 'in-release' || needed.state === 'elsewhere') && needed.repo !== from.repo
      ? [{ first: needed.repo, second: from.repo, because: `${from.repo} ${short(from.commit)} needs ${needed.name}` }]
      : [],
  );

/** Stable, and short enough for a key. */
const keyOf = (text: string): string => text.replaceAll(/[^\w#@!./-]+/g, '-').slice(0, 60);
