import { facetOf } from './facet-name.js';
import type { PlannedItem } from './plan.js';
import type { Question } from './question.js';

/** Why a question is asked: what its facet says, where that has a reason of its own, else what the item says. */
export const whyOf = ({ why, facetWhys }: PlannedItem, { facet }: Pick<Question, 'facet'>): string =>
  (facet === undefined ? undefined : facetWhys?.[facetOf(facet)]) ?? why;
