import type { Verdict } from '../checklist/model.js';
import type { Evidence } from './evidence.js';
import { worst } from './verdict.js';

/** What an item comes to without what only a person can know; `n/a` where there is nothing else. */
export const machineVerdict = ({ verdict, facets }: Pick<Evidence, 'verdict' | 'facets'>): Verdict =>
  facets.some(({ human }) => human)
    ? worst(facets.filter(({ human }) => !human).map((facet) => facet.verdict))
    : verdict;
