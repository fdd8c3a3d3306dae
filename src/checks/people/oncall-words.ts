import type { FacetFound } from '../kind.js';
import type { Somebody } from '../persons.js';
import type { Needed, Stretch } from './model.js';

/** The facet for somebody whose name a person has to type. */
export const whoIsIt = (summary: string): FacetFound => ({
  verdict: 'unknown',
  human: true,
  summary,
  form: { lines: [{ name: 'who', title: 'Who is on call, and has said to be at hand? Type the name.', least: 2 }] },
});

export const needed = (who: Somebody, stretch: Stretch, source: string): Needed => ({
  facet: 'oncall',
  because: 'on call',
  ...{ who, stretch, source },
});
