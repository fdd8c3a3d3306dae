import { createHash } from 'node:crypto';

export { facetOf } from '../run/facet-name.js';

/**
 * The name of one of several facets of the same sort: `oncall:bob`. What cannot stand in a key becomes `-`, and a piece
 * of its SHA-256 then keeps two apart.
 */
export function oneOf(facet: string, which: string): string {
  const plain = which.replaceAll(/[^A-Za-z0-9@._+-]/g, '-').slice(0, 60);
  const rest =
    plain === which && which !== '' ? '' : `-${createHash('sha256').update(which).digest('hex').slice(0, 6)}`;
  return `${facet}:${plain}${rest}`;
}
