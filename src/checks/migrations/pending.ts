import type { FacetLook, MigrationsLook } from './model.js';

/** Facet `pending`. */
export async function pendingFacet(_look: MigrationsLook): Promise<FacetLook> {
  return { facet: { verdict: 'n/a', summary: 'not looked at' } };
}
