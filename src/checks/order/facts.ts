import type { Json } from '../../run/evidence.js';
import type { Edge } from './model.js';
import type { Parts } from './parts.js';
import type { Plan } from './plan.js';
import type { RuleFound } from './rules.js';

/** How many edges go into the record; the rest is counted. */
const mostEdges = 100;

/** For the record: every repository, every edge with what became of it, and the order. */
export const orderFacts = ({
  parts: { parts, broken },
  edges,
  plan,
  rules,
}: {
  readonly parts: Parts;
  readonly edges: readonly Edge[];
  readonly plan: Plan;
  readonly rules: readonly RuleFound[];
}): Readonly<Record<string, Json>> => ({
  repositories: [
    ...parts.map(({ name, commit, live, movedTo, range }) => ({
      name,
      commit,
      live: live.state === 'runs' ? live.commit : null,
      state: live.state,
      commits: range.known ? range.commits.length : null,
      steps: plan.positions(name).flatMap((index) => plan.steps[index]?.name ?? []),
      ...(movedTo === undefined ? {} : { now: movedTo }),
    })),
    ...broken.map(({ name, why }) => ({ name, state: 'unread', why })),
  ],
  edges: edges.slice(0, mostEdges).map(({ from, trailer, value, needed }) => ({
    from: from.repo,
    commit: from.commit,
    trailer,
    value: value.slice(0, 200),
    state: needed.state,
    ...('repo' in needed ? { repo: needed.repo } : {}),
    ...('commit' in needed ? { needed: needed.commit } : {}),
  })),
  edge_count: edges.length,
  rules: rules.map(({ rule, state }) => ({ if: rule.if, first: rule.first, state })),
  order: plan.steps.map(({ name }) => name),
});
