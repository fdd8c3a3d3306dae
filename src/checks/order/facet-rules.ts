import type { Verdict } from '../../checklist/model.js';
import { passes, worst } from '../../run/verdict.js';
import type { FacetFound } from '../kind.js';
import { type Needs, withCorrection } from './facets-edges.js';
import type { Constraint, Plan } from './plan.js';
import type { RuleFound } from './rules.js';

/** Facet `rules`. */
export function rulesFacet(found: readonly RuleFound[], needs: Needs): FacetFound {
  const weighed = found.map((one) => ({ one, ...weigh(one, needs.plan) }));
  const verdict = worst(weighed.map((each) => each.verdict));
  const told = weighed.find((each) => each.verdict === verdict);
  if (told === undefined) {
    return { verdict: 'n/a', summary: 'there are no rules' };
  }

  const facet = {
    verdict,
    summary: told.text,
    ...(weighed.length === 1 ? {} : { detail: weighed.map(({ text }) => text) }),
    findings: weighed.flatMap(({ one, verdict: its, text }) =>
      passes(its) ? [] : [{ key: keyOf(one), verdict: its, text }],
    ),
  };
  return weighed.some(({ isLate }) => isLate) ? withCorrection(facet, needs) : facet;
}

/** Accepted is that a glob matches nothing, not what it will match one day. */
const keyOf = ({ rule, state }: RuleFound): string =>
  `${state === 'matches-nothing' ? 'matches-nothing:' : ''}${rule.if}>${rule.first}`;

interface WeighedRule {
  readonly verdict: Verdict;
  readonly text: string;
  /** Its order in the plan is the wrong one. */
  readonly isLate?: true;
}

function weigh(found: RuleFound, plan: Plan): WeighedRule {
  const { why } = found;
  switch (found.state) {
    case 'n/a':
      return { verdict: 'n/a', text: why };
    case 'unknown':
      return { verdict: 'unknown', text: why };
    case 'matches-nothing':
      return { verdict: 'warn', text: why };
    case 'live':
      return { verdict: 'go', text: why };
    case 'waits':
    case 'may-wait': {
      const { first, second } = found;
      const order = plan.before(first, second);
      const open = found.state === 'waits' ? 'no-go' : 'unknown';
      return order === 'yes'
        ? { verdict: 'go', text: `${first} goes out before ${second}, in this run` }
        : order === 'absent'
          ? {
              verdict: open,
              text: `${why}; no step of this run is for ${first}: deploy ${first} first, then ${second}`,
            }
          : { verdict: open, text: `${why}, and in this run ${second} goes out before ${first}`, isLate: true };
    }
  }
}

export const constraintsOfRules = (found: readonly RuleFound[]): readonly Constraint[] =>
  found.flatMap((one) =>
    one.state === 'waits' || one.state === 'may-wait'
      ? [
          {
            first: one.first,
            second: one.second,
            because: `${one.second} waits for ${one.first} by a rule: ${one.rule.first} before ${one.rule.if}`,
          },
        ]
      : [],
  );
