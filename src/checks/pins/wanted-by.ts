import type { PinsPart } from './model.js';
import { requirementsLine } from './requirements-line.js';
import type { Resolved } from './resolved.js';

/** Who wants a distribution, by its normalised name: `celery wants <5.0,>=4.0.2`. */
export function wantedBy(parts: readonly PinsPart[], resolved: readonly Resolved[]): ReadonlyMap<string, string> {
  const wanted = new Map<string, string>();
  for (const part of parts) {
    for (const [name, by] of part.wantedBy ?? []) {
      wanted.set(name, by);
    }
  }
  for (const { dists } of resolved) {
    for (const { name: by, requires } of dists.values()) {
      for (const text of requires) {
        const said = requirementsLine(text);
        if (said.is === 'requirement' && said.name !== undefined && dists.has(said.name) && !isExtra(said.marker)) {
          wanted.set(said.name, `${by} wants ${said.wanted === '' ? 'any' : said.wanted}`);
        }
      }
    }
  }
  return wanted;
}

/** What only an extra brings is not wanted by everybody. */
const isExtra = (marker: string): boolean => /\bextra\s*==/.test(marker);
