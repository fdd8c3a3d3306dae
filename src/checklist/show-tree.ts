import { type KindGrammar, topKeys } from './grammar.js';
import { type ItemIds, itemIds } from './ids.js';
import { itemShape } from './item-shape.js';
import type { Source } from './model.js';
import { type Dict, type Entry, entryOf, plain, type Tree } from './tree.js';

export interface Shown {
  /** Merged and valid. */
  readonly tree: Dict;
  /** The file asked for first. */
  readonly sources: readonly Source[];
  readonly kinds: readonly KindGrammar[];
}

/**
 * The merged checklist as one that extends nothing: keys in the order of the grammar, every item a map that begins with
 * its kind and its id. It means exactly what the files mean that it was made of.
 */
export function standalone({ tree, kinds }: Shown): Dict {
  const ids = itemIds(tree, kinds, () => {});
  const items = (list: Tree): Tree => eachOf(list, (item) => asMap(item, ids, kinds));
  const steps = (list: Tree): Tree => eachOf(list, (step) => withValue(step, 'checks', items));
  const parts: Readonly<Record<string, (value: Tree) => Tree>> = {
    checks: items,
    after: items,
    deploy: (value) => withValue(value, 'steps', steps),
  };
  const entries = topKeys.flatMap((key) => {
    const entry = tree.entries.get(key);
    return entry && key !== 'extends' ? [[key, { ...entry, value: (parts[key] ?? same)(entry.value) }] as const] : [];
  });
  return { ...tree, entries: new Map(entries) };
}

/** The same as bare values. */
export const mergedItems = (shown: Shown): unknown => plain(standalone(shown));

const same = (tree: Tree): Tree => tree;

const eachOf = (tree: Tree, change: (item: Tree) => Tree): Tree =>
  tree.type === 'list' ? { ...tree, items: tree.items.map(change) } : tree;

function withValue(tree: Tree, key: string, change: (value: Tree) => Tree): Tree {
  const value = entryOf(tree, key);
  const entry = tree.type === 'dict' ? tree.entries.get(key) : undefined;
  return tree.type === 'dict' && value && entry
    ? { ...tree, entries: new Map(tree.entries).set(key, { ...entry, value: change(value) }) }
    : tree;
}

function asMap(item: Tree, ids: ItemIds, kinds: readonly KindGrammar[]): Tree {
  const shape = itemShape(item, kinds);
  const id = ids.get(item);
  if (!shape || id === undefined) {
    return item;
  }
  const { place } = item;
  const named: Entry = { key: place, value: { type: 'scalar', value: id, source: id, place } };
  const entries = new Map([
    [shape.kind, { key: shape.options.place, value: withoutNothing(shape.options) }],
    ['id', shape.common.entries.get('id') ?? named],
    ...shape.common.entries,
  ]);
  return { type: 'dict', entries, place };
}

/** `window:` takes all defaults; `window: {}` would say the same less plainly. */
const withoutNothing = (options: Tree): Tree =>
  options.type === 'dict' && options.entries.size === 0
    ? { type: 'scalar', value: null, source: '', place: options.place }
    : options;
