import { short } from './release.js';
import type { Run } from './run.js';

/**
 * `8c6783b`. `first deploy` only where that is known: until the servers have spoken, and where they could not, it is
 * `unknown`.
 * @param asksServers somebody on the target can be asked
 */
export function previousWords({ previous, evidence }: Run, asksServers: boolean): string {
  if (previous !== null) {
    return short(previous.commit);
  }

  const facets = Object.values(evidence).flatMap(({ event }) => event.facets);
  const known = facets.find(({ name }) => name === 'known');
  return known?.verdict === 'n/a' || (known === undefined && !asksServers) ? 'first deploy' : 'unknown';
}
