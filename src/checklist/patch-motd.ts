import type { Patch } from './patches-model.js';

/**
 * The line that tells everybody who logs in on a host (checks.md section 5.6):
 * `shipit-patch MP-12 2026-11-18 ada until=2026-12-02 stop the event job`. shipit prints it, and never writes it.
 */
export const motdLine = ({ id, at, by, until, title }: Pick<Patch, 'id' | 'at' | 'by' | 'until' | 'title'>): string =>
  [
    'shipit-patch',
    id,
    at,
    by.trim().replace(/\s+/g, '_'),
    ...(until === undefined ? [] : [`until=${until}`]),
    title,
  ].join(' ');
