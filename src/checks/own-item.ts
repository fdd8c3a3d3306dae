import type { Item } from '../checklist/model.js';

/** An item that shipit puts into a run by itself: no checklist has its kind, which is called like it. */
export const ownItem = (id: string, options: unknown = {}): Item => ({
  id,
  kind: id,
  options,
  killer: false,
  level: 'block',
  unknown: 'ask',
  facets: {},
  place: { file: 'shipit', line: 1, col: 1 },
});
