import type { FacetLook, MigrationsLook } from './model.js';

/** Facet `heads`. */
export async function headsFacet(_look: MigrationsLook): Promise<FacetLook> {
  return { facet: { verdict: 'n/a', summary: 'not looked at' } };
}
