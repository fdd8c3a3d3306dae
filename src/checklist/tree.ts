import type { Place } from '../errors.js';

/** A YAML value that knows where it stands. Merging and validation work on these, so every message has a place. */
export type Tree = Scalar | List | Dict;

export interface Scalar {
  readonly type: 'scalar';
  readonly value: string | number | boolean | null;
  /** As written: `1e10`, `0012345`. Fields of text use this where YAML sees a number. */
  readonly source: string;
  readonly place: Place;
  /** A `#` right before a word ended it: `Is ticket #12 closed?`. */
  readonly isCut?: true;
}

export interface List {
  readonly type: 'list';
  readonly items: readonly Tree[];
  readonly place: Place;
}

export interface Dict {
  readonly type: 'dict';
  /** In file order. */
  readonly entries: ReadonlyMap<string, Entry>;
  readonly place: Place;
  /** Nobody wrote it: `- window` means a window without options. */
  readonly implied?: true;
}

export interface Entry {
  /** Where the key stands. */
  readonly key: Place;
  readonly value: Tree;
}

export type Path = readonly PropertyKey[];

/** The bare value, as validation wants it. */
export function plain(tree: Tree): unknown {
  if (tree.type === 'scalar') {
    return tree.value;
  }
  return tree.type === 'list'
    ? tree.items.map(plain)
    : Object.fromEntries([...tree.entries].map(([key, { value }]) => [key, plain(value)]));
}

/** What stands at a path; undefined if nothing does. */
export function treeAt(tree: Tree, path: Path): Tree | undefined {
  const [head, ...rest] = path;
  if (head === undefined) {
    return tree;
  }
  const child = childOf(tree, head);
  return child && treeAt(child, rest);
}

/** Where a path stands, or as near to it as there is something written. */
export function placeAt(tree: Tree, path: Path): Place {
  const [head, ...rest] = path;
  const child = head === undefined ? undefined : childOf(tree, head);
  return child ? placeAt(child, rest) : tree.place;
}

/** The value of a key; undefined if it is not there or this is no map. */
export const entryOf = (tree: Tree, key: string): Tree | undefined =>
  tree.type === 'dict' ? tree.entries.get(key)?.value : undefined;

/** The members of a list; none if it is absent or no list. */
export const itemsOf = (tree: Tree | undefined): readonly Tree[] => (tree?.type === 'list' ? tree.items : []);

/** The same map with only the keys that pass. */
export const onlyKeys = (dict: Dict, keep: (key: string) => boolean): Dict => ({
  ...dict,
  entries: new Map([...dict.entries].filter(([key]) => keep(key))),
});

/** A map that nobody wrote, at the place of what implies it. */
export const impliedDict = (place: Place): Dict => ({ type: 'dict', entries: new Map(), place, implied: true });

/** The text of a scalar as written; undefined for everything else and for nothing. */
export const textOf = (tree: Tree | undefined): string | undefined =>
  tree?.type === 'scalar' && tree.value !== null ? tree.source : undefined;

function childOf(tree: Tree, key: PropertyKey): Tree | undefined {
  if (tree.type === 'list') {
    return tree.items[Number(key)];
  }
  return tree.type === 'dict' ? tree.entries.get(String(key))?.value : undefined;
}
