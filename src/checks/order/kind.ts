import { short } from '../../run/release.js';
import { worst } from '../../run/verdict.js';
import type { FacetFound, Found, GatherContext, Kind } from '../kind.js';
import { edgesOf } from './edges.js';
import { inBetweenFacet } from './facet-in-between.js';
import { constraintsOfRules, rulesFacet } from './facet-rules.js';
import { undoOrderFacets } from './facet-undo-order.js';
import { cycleFacet, edgeFacets, type Needs } from './facets-edges.js';
import { orderFacts } from './facts.js';
import { constraintsOf } from './judge-edges.js';
import type { Part } from './model.js';
import { type OrderOptions, orderOptions, reposInRules } from './options.js';
import { readParts } from './parts.js';
import { pastStates } from './past-states.js';
import { type Plan, planOf } from './plan.js';
import { createResolver } from './resolve.js';
import { lookAtRules } from './rules.js';
import { keysOf, writtenIn } from './written.js';

/** Several parts, in the right order: what commits say they need, and what is configured (checks.md section 5.9). */
export const order: Kind<OrderOptions> = {
  name: 'order',
  options: orderOptions,
  question: () => headline,
  go: 'yes',
  why: 'Two changes that needed each other were both merged; only one of them was deployed, and the site went down.',
  facets: {
    live: { level: 'block', override: 'second', question: () => headline, go: 'yes' },
    scheduled: { level: 'block', question: () => 'Do the parts go out in the order they need?', go: 'yes' },
    cycle: {
      level: 'block',
      question: () => 'Is there an order that works at all?',
      go: 'yes',
      why: 'What waits for itself in a circle is broken in between, whichever goes first.',
    },
    abandoned: {
      level: 'block',
      question: () => 'Is a needed change abandoned or unmerged?',
      go: 'no',
      why: 'What was never merged cannot be live, whatever a commit says.',
    },
    rules: { level: 'block', question: () => 'Do the parts go out as the rules say?', go: 'yes' },
    in_between: {
      level: 'warn',
      question: () => 'Has every in-between state been tried?',
      go: 'yes',
      why: 'Both halves had been tried together; the deploy put one of them live before the other.',
    },
    undo_order: {
      level: 'warn',
      question: () => 'May the first part stay when the second is rolled back?',
      go: 'yes',
      why: 'A roll-back of half a release is a state that nobody has tried either.',
    },
    moved: {
      level: 'warn',
      question: () => 'Are the other repositories still where they were?',
      go: 'yes',
      why: 'What is deployed is the commit that was asked about, not the one that somebody checked out since.',
    },
  },
  alwaysAsks: false,
  override: 'reason',
  ttlMs: 15 * 60_000,
  timeoutMs: 60_000,
  boundToCommit: true,
  alwaysLookAgain: true,
  needsPrevious: true,
  readsPlan: true,
  gather,
  reposIn: reposInRules,
};

const headline = 'Is everything this release needs already live?';

async function gather(options: OrderOptions, context: GatherContext): Promise<Found> {
  const { checklist, history, signal, target } = context;
  const parts = await readParts(context, keysOf(options.trailers));
  const others = Object.keys(checklist.repos);
  const plan = planOf(checklist.deploy.steps, checklist.app, others);
  const resolver = await createResolver(parts, context);
  const [edges, rules] = await Promise.all([
    edgesOf(
      parts.parts.flatMap((part) => writtenIn(part, options)),
      { resolver, options, signal },
    ),
    lookAtRules(options.rules, parts),
  ]);
  const [main] = parts.parts;
  const isOut = (repo: string): boolean => repo === main?.name || plan.positions(repo).length > 0;
  const needs: Needs = {
    parts,
    edges: edges.filter(({ from }) => isOut(from.repo)),
    plan,
    isOut,
    constraints: [...constraintsOf(edges), ...constraintsOfRules(rules)],
  };
  const past = pastStates(history, {
    except: target.name,
    app: checklist.app,
    ownerOf: (step) => ownerOf(step, plan, [checklist.app, ...others]),
  });
  const ordered = { ...edgeFacets(needs), cycle: cycleFacet(needs), rules: rulesFacet(rules, needs) };
  const isWrong = [ordered.scheduled, ordered.cycle, ordered.rules].some(({ verdict }) => verdict === 'no-go');
  const facets = {
    ...ordered,
    in_between: isWrong ? inAnotherOrder : inBetweenFacet(parts.parts, plan, past),
    ...undoOrderFacets(parts.parts, plan, needs.constraints),
    moved: movedFacet(parts.parts),
  };
  return {
    summary: summaryOf(facets),
    detail: needs.edges.length === 0 ? [] : (facets.live.detail ?? []),
    facts: orderFacts({ parts, edges, plan, rules }),
    facets,
    sources: resolver.sources(),
  };
}

const inAnotherOrder: FacetFound = { verdict: 'n/a', summary: 'the parts have to go out in another order first' };

/** A run of another target has the same steps, or ones that this checklist does not know any more. */
const ownerOf = (step: string, plan: Plan, repos: readonly string[]): string | undefined =>
  repos.find((repo) => plan.positions(repo).some((index) => plan.steps[index]?.name === step));

function movedFacet(parts: readonly Part[]): FacetFound {
  const moved = parts.filter(({ movedTo }) => movedTo !== undefined);
  if (moved.length === 0) {
    return parts.length < 2
      ? { verdict: 'n/a', summary: 'there are no other repositories' }
      : { verdict: 'go', summary: 'each is at the commit this run is about' };
  }

  const findings = moved.map(({ name, commit, movedTo = '' }) => ({
    key: `${name}:${short(movedTo)}`,
    verdict: 'warn' as const,
    text: `${name} is now at ${short(movedTo)}, this run is about ${short(commit)}`,
  }));
  return { verdict: 'warn', summary: findings.map(({ text }) => text).join('; '), findings };
}

/** What is worst is said, the first of equals; what only a person knows is no trouble. */
function summaryOf(facets: Readonly<Record<string, FacetFound>>): string {
  const found = Object.values(facets).filter(({ human }) => human !== true);
  const verdict = worst(found.map((facet) => facet.verdict));
  return found.find((facet) => facet.verdict === verdict)?.summary ?? '';
}
