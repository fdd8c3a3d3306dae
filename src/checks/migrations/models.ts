import type { FacetLook, MigrationsLook } from './model.js';

/** Facet `models`. */
export async function modelsFacet(_look: MigrationsLook): Promise<FacetLook> {
  return { facet: { verdict: 'n/a', summary: 'not looked at' } };
}
