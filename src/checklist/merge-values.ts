import { type Dict, entryOf, type Tree } from './tree.js';

/** Maps merge key by key; lists, texts and the like are replaced. A key with nothing after it changes nothing. */
export function mergeValues(key: string, base: Tree, own: Tree): Tree {
  if (isNothing(own)) {
    return base;
  }
  return base.type === 'dict' && own.type === 'dict' && !replaced.has(key) ? mergeDicts(base, own) : own;
}

export function mergeDicts(base: Dict, own: Dict): Dict {
  const entries = new Map(base.entries);
  for (const [key, entry] of own.entries) {
    const before = entryOf(base, key);
    entries.set(key, before ? { ...entry, value: mergeValues(key, before, entry.value) } : entry);
  }
  return { type: 'dict', entries, place: own.implied ? base.place : own.place };
}

/** Of several forms one is chosen by its key: half of one and half of another would make no sense. */
const replaced: ReadonlySet<string> = new Set(['deploy', 'hosts', 'revision', 'verify']);

const isNothing = (tree: Tree): boolean =>
  (tree.type === 'scalar' && tree.value === null) || (tree.type === 'dict' && tree.implied === true);
