import { type CivilDate, daysBetween } from '../../calendar/civil.js';
import type { Finding } from '../../run/evidence.js';
import { plural } from '../../text/plural.js';
import type { FacetFound } from '../kind.js';
import type { Looks } from './all-looks.js';
import type { PatchesOptions } from './options.js';
import { firstOf } from './words.js';

const dayMs = 24 * 3_600_000;

/** Facet `old`: what was meant for a few days, and is still made by hand. */
export function oldFacet({ register }: Looks, { max_age }: PatchesOptions, today: CivilDate): FacetFound {
  if (register.applied.length === 0) {
    return { verdict: 'n/a', summary: 'no patch is registered for these hosts' };
  }

  const findings = register.applied.flatMap(({ patch: { id, title, at, until } }): readonly Finding[] => {
    const days = daysBetween(at, today);
    const over = until === undefined ? 0 : daysBetween(until, today);
    return [
      ...(over > 0
        ? [{ key: `until:${id}`, verdict: 'warn' as const, text: `${id} "${title}" was to be gone by ${until}` }]
        : []),
      ...(days * dayMs > max_age
        ? [{ key: `age:${id}`, verdict: 'warn' as const, text: `${id} "${title}" is ${plural(days, 'day')} old` }]
        : []),
    ];
  });
  const oldest = Math.max(...register.applied.map(({ patch: { at } }) => daysBetween(at, today)));
  return findings.length === 0
    ? { verdict: 'go', summary: `the oldest is ${plural(Math.max(0, oldest), 'day')} old` }
    : { verdict: 'warn', summary: firstOf(findings.map(({ text }) => text)), findings };
}
