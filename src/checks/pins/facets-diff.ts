import type { FacetFound, GatherContext } from '../kind.js';
import { knownFacet } from '../release-known.js';
import type { PartsRead } from './commit-files.js';
import { facetOf } from './facets-static.js';
import { diffLocked } from './lock-diff.js';
import type { PinsPart } from './model.js';

/** What is locked at the previous commit, or why there is nothing to compare with. */
export type Before =
  | { readonly state: 'read'; readonly parts: readonly PinsPart[] }
  | { readonly state: 'first' }
  | { readonly state: 'unknown'; readonly why: string };

/** Only a first deploy has nothing before it: whatever else keeps the previous commit from being known is unknown. */
export function beforeOf(
  { previous, previousFound }: Pick<GatherContext, 'previous' | 'previousFound'>,
  read: PartsRead | undefined,
): Before {
  const known = previousFound === undefined ? undefined : knownFacet(previous, previousFound, false);
  if (known?.verdict === 'n/a' || (known === undefined && previous === null)) {
    return { state: 'first' };
  }

  if (known?.verdict === 'unknown') {
    return { state: 'unknown', why: known.summary };
  }

  return read === undefined
    ? { state: 'unknown', why: 'nobody knows what runs now' }
    : read.known
      ? { state: 'read', parts: read.parts }
      : { state: 'unknown', why: read.why };
}

/** Facet `diff`: what this release changes about the versions themselves. */
export function diffFacet(parts: readonly PinsPart[], before: Before): FacetFound {
  if (before.state === 'first') {
    return { verdict: 'n/a', summary: 'first deploy' };
  }

  if (before.state === 'unknown') {
    return { verdict: 'unknown', summary: before.why };
  }

  const changes = diffLocked(before.parts, parts);
  return changes.length === 0
    ? { verdict: 'go', summary: 'no version changed' }
    : facetOf(changes.map(({ key, text }) => ({ key, text, verdict: 'warn' as const })));
}
