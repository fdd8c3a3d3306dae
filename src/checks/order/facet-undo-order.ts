import type { FacetFound } from '../kind.js';
import { oneOf } from '../one-of.js';
import type { Part } from './model.js';
import type { Constraint, Plan } from './plan.js';

/**
 * Facet `undo_order`, once for each part that goes out after one it needs: only a person knows whether the first may stay
 * when the second is taken back. Without such a need every step is undone for itself.
 */
export function undoOrderFacets(
  parts: readonly Part[],
  plan: Plan,
  constraints: readonly Constraint[],
): Readonly<Record<string, FacetFound>> {
  const goesOut = (name: string): boolean =>
    plan.positions(name).length > 0 && parts.some((part) => part.name === name && part.live.state === 'runs');
  const pairs = new Map(
    constraints
      .filter(({ first, second }) => goesOut(first) && goesOut(second) && plan.before(first, second) === 'yes')
      .map((one) => [`${one.second}+${one.first}`, one]),
  );
  if (pairs.size === 0) {
    return { undo_order: { verdict: 'n/a', summary: 'nothing in this run needs another part of it' } };
  }

  return Object.fromEntries(
    [...pairs].map(([key, { first, second, because }]): readonly [string, FacetFound] => [
      oneOf('undo_order', key),
      {
        verdict: 'unknown',
        human: true,
        ...questionAbout(first, second),
        summary: `${first} goes out before ${second}; ${wayBack(first, plan)}`,
        detail: [because],
      },
    ]),
  );
}

/** Without one where the names are too long for it: then the facet's own is asked. */
function questionAbout(first: string, second: string): Pick<FacetFound, 'question'> {
  const question = `If ${second} is rolled back, may ${first} stay?`;
  return question.length > 90 ? {} : { question };
}

function wayBack(repo: string, { positions, steps }: Plan): string {
  const all = positions(repo).map((index) => steps[index]?.undo);
  return all.every((undo) => undo !== undefined && undo !== 'none')
    ? `${repo} has a way back of its own`
    : `${repo} has no way back`;
}
