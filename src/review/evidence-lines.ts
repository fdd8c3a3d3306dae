import type { EvidenceGathered } from '../run/events.js';
import { passes } from '../run/verdict.js';
import { whatWasFound } from './export/found.js';
import { plainLine } from './export/plain-text.js';

/** The details of an evidence, as many as people read in passing, and how many more there are. */
export function evidenceLines(event: EvidenceGathered): readonly string[] {
  const { lines, outputs } = whatWasFound(event);
  const ofFacets = event.facets.flatMap(({ verdict, detail = [] }) => (passes(verdict) ? [] : detail));
  const all = [...ofFacets, ...lines, ...outputs.flatMap((text) => text.split('\n'))]
    .map((line) => plainLine(line, mostCharacters))
    .filter((line) => line.trim() !== '');
  const different = [...new Set(all)];
  const more = different.length - mostLines;
  return more > 0 ? [...different.slice(0, mostLines), `… and ${more} more, in --markdown or the browser`] : different;
}

const mostLines = 12;

/** Of one line. */
const mostCharacters = 500;
