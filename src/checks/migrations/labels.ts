import type { FacetLook, MigrationsLook } from './model.js';

/** Facet `labels`. */
export async function labelsFacet(_look: MigrationsLook): Promise<FacetLook> {
  return { facet: { verdict: 'n/a', summary: 'not looked at' } };
}
