import type { FacetLook, MigrationsLook } from './model.js';

/** Facet `names`. */
export async function namesFacet(_look: MigrationsLook): Promise<FacetLook> {
  return { facet: { verdict: 'n/a', summary: 'not looked at' } };
}
