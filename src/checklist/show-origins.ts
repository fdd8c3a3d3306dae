import type { Place } from '../errors.js';
import type { Dict, Path, Tree } from './tree.js';

/** Where a part of a merged checklist was written. */
export interface PartOrigin {
  readonly path: Path;
  readonly place: Place;
}

/**
 * Every item and every step, and each key that another file gave than the one around it.
 *
 * @param file the file asked for: what stands there needs no mention
 */
export const originsOf = (tree: Dict, file: string): readonly PartOrigin[] => walk(tree, [], file);

function walk(tree: Tree, path: Path, file: string): readonly PartOrigin[] {
  if (tree.type === 'dict') {
    return [...tree.entries].flatMap(([key, entry]) => {
      const at = [...path, key];
      // An id in another file says which item is meant there, and changes nothing.
      const isElsewhere = entry.key.file !== file && !(key === 'id' && isListOfParts(path.slice(0, -1)));
      return [...(isElsewhere ? [{ path: at, place: entry.key }] : []), ...walk(entry.value, at, entry.key.file)];
    });
  }
  if (tree.type === 'list') {
    const isParts = isListOfParts(path);
    return tree.items.flatMap((item, index) => {
      const at = [...path, index];
      return isParts ? [{ path: at, place: item.place }, ...walk(item, at, item.place.file)] : walk(item, at, file);
    });
  }
  return [];
}

/** `checks`, `after`, `deploy.steps` and `deploy.steps.N.checks`. */
const isListOfParts = (path: Path): boolean =>
  /^(?:checks|after|deploy\.steps(?:\.\d+\.checks)?)$/.test(path.map(String).join('.'));
