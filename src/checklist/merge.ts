import type { KindGrammar } from './grammar.js';
import { mergeItems } from './merge-items.js';
import { mergeValues } from './merge-values.js';
import type { Report } from './mistake.js';
import type { Dict } from './tree.js';

/**
 * A checklist laid over the one it extends: maps merge deeply, `checks` and `after` by id, everything else is replaced.
 */
export function mergeChecklists(base: Dict, own: Dict, kinds: readonly KindGrammar[], report: Report): Dict {
  const entries = new Map(base.entries);
  for (const [key, entry] of own.entries) {
    const before = entries.get(key);
    if (!before) {
      entries.set(key, entry);
    } else if (key === 'checks' || key === 'after') {
      entries.set(key, { ...entry, value: mergeItems(key, { root: base, own: entry.value, kinds, report }) });
    } else {
      entries.set(key, { ...entry, value: mergeValues(key, before.value, entry.value) });
    }
  }
  return { ...own, entries };
}
