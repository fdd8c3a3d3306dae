import type { Finding } from '../../run/evidence.js';
import { passes, worst } from '../../run/verdict.js';
import type { FacetFound } from '../kind.js';
import { together } from '../release-words.js';
import { type Weighed, weighEdge } from './judge-edges.js';
import type { Edge, Part } from './model.js';
import type { Parts } from './parts.js';
import { type Constraint, circleOf, correctedSteps, namesOf, type Plan } from './plan.js';
import { stepsToCopy } from './steps-to-copy.js';

/** What the commits of this run say they need, and the plan it has to fit. */
export interface Needs {
  readonly parts: Parts;
  /** Of what goes out. */
  readonly edges: readonly Edge[];
  readonly plan: Plan;
  /** Whether a repository goes out in this run: the main one, and those with a step. */
  readonly isOut: (repo: string) => boolean;
  /** Of all repositories, and by rules too. */
  readonly constraints: readonly Constraint[];
}

/** Facets `live`, `scheduled` and `abandoned`. */
export function edgeFacets(needs: Needs): Readonly<Record<'live' | 'scheduled' | 'abandoned', FacetFound>> {
  const weighed = needs.edges.map((edge) => weighEdge(edge, needs.plan));
  const of = (facet: Weighed['facet']): readonly Weighed[] => weighed.filter((one) => one.facet === facet);
  const scheduled = facetOf(of('scheduled'));
  return {
    live: liveFacet(of('live'), needs),
    scheduled:
      scheduled === undefined
        ? { verdict: 'n/a', summary: 'nothing it needs goes out in this run' }
        : scheduled.verdict === 'no-go'
          ? withCorrection(scheduled, needs)
          : scheduled,
    abandoned:
      facetOf(of('abandoned')) ??
      (weighed.length === 0
        ? { verdict: 'n/a', summary: 'nothing is needed' }
        : { verdict: 'go', summary: 'nothing it needs is abandoned' }),
  };
}

/** A repository that goes out may need anything as long as its commits cannot be read. */
function liveFacet(weighed: readonly Weighed[], { parts, edges, isOut }: Needs): FacetFound {
  const blind = [
    ...parts.broken
      .filter(({ name }) => isOut(name))
      .map(({ name, why }) => ({ key: `${name}:unread`, text: `${name} cannot be read: ${why}` })),
    ...parts.parts
      .filter(({ name }) => isOut(name))
      .flatMap(({ name, range }) => (range.known ? [] : [{ key: `${name}:range`, text: range.why }])),
  ].map((one): Weighed => ({ facet: 'live', verdict: 'unknown', ...one }));
  const found = facetOf([...weighed, ...blind]);
  if (found !== undefined) {
    return found;
  }

  const out = parts.parts.filter(({ name }) => isOut(name));
  return edges.some(({ needed }) => needed.state === 'unmerged')
    ? { verdict: 'n/a', summary: 'what it needs was never merged' }
    : { verdict: 'go', summary: edges.length > 0 ? 'what it needs is part of this run' : saysNothing(out) };
}

function saysNothing(out: readonly Part[]): string {
  const count = out.flatMap(({ range }) => (range.known ? range.commits : [])).length;
  const where = together(out.map(({ name }) => name));
  if (out.some(({ live }) => live.state === 'nothing')) {
    return `no commit of ${where} says that it needs anything${out.length === 1 ? ': first deploy' : ''}`;
  }

  return count === 0
    ? `there is no new commit of ${where}`
    : `${count === 1 ? 'the one commit' : `none of ${count} commits`} of ${where} says ${count === 1 ? 'nothing of what it needs' : 'that it needs anything'}`;
}

/** Facet `cycle`. */
export function cycleFacet({ constraints }: Needs): FacetFound {
  const circle = circleOf(constraints);
  if (circle === undefined) {
    return constraints.length === 0
      ? { verdict: 'n/a', summary: 'nothing has to wait for anything' }
      : { verdict: 'go', summary: `there is one: ${inOrder(constraints).join(', then ')}` };
  }

  return {
    verdict: 'no-go',
    summary: `they wait for each other: ${namesOf(circle)}`,
    detail: [
      ...circle.map(({ because }) => because),
      'One of these has to be split: a change that works with both states goes out first.',
    ],
    findings: [
      {
        key: circle
          .map(({ second }) => second)
          .toSorted()
          .join('+'),
        verdict: 'no-go',
        text: `they wait for each other: ${namesOf(circle)}`,
      },
    ],
  };
}

/** The repositories in an order that fits; there is one. */
function inOrder(constraints: readonly Constraint[]): readonly string[] {
  const open = [...new Set(constraints.flatMap(({ first, second }) => [first, second]))];
  const done: string[] = [];
  while (done.length < open.length) {
    const next = open.find(
      (repo) =>
        !done.includes(repo) && constraints.every(({ first, second }) => second !== repo || done.includes(first)),
    );
    if (next === undefined) {
      break;
    }

    done.push(next);
  }

  return done;
}

/** With the steps in an order that works, to be copied. */
export function withCorrection(facet: FacetFound, { plan, constraints }: Needs): FacetFound {
  const order = correctedSteps(plan, constraints);
  const copy =
    order === undefined
      ? ['No order of these steps works.']
      : ['This order works; copy it into the checklist:', ...stepsToCopy(order, plan, constraints)];
  return { ...facet, detail: [...(facet.detail ?? []), ...copy] };
}

/** Undefined where there is nothing to say. */
function facetOf(weighed: readonly Weighed[]): FacetFound | undefined {
  const verdict = worst(weighed.map((one) => one.verdict));
  const told = weighed.filter((one) => one.verdict === verdict);
  const [first] = told;
  if (first === undefined) {
    return undefined;
  }

  const findings = new Map<string, Finding>();
  for (const { key, verdict: its, text } of weighed) {
    if (!passes(its) && !findings.has(key)) {
      findings.set(key, { key, verdict: its, text });
    }
  }
  return {
    verdict,
    summary: told.length === 1 ? first.text : `${first.text}; and ${told.length - 1} more`,
    ...(weighed.length === 1 ? {} : { detail: weighed.map(({ text }) => text) }),
    ...(findings.size === 0 ? {} : { findings: [...findings.values()] }),
  };
}
