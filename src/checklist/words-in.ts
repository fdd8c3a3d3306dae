import type { Tree } from './tree.js';

/** Every text and every key of a tree: among them are the names of all kinds that it can mean. */
export function wordsIn(tree: Tree): ReadonlySet<string> {
  const words = new Set<string>();
  const add = (part: Tree): void => {
    if (part.type === 'scalar') {
      words.add(part.source).add(String(part.value));
    } else if (part.type === 'list') {
      part.items.forEach(add);
    } else {
      for (const [key, { value }] of part.entries) {
        words.add(key);
        add(value);
      }
    }
  };
  add(tree);
  return words;
}
