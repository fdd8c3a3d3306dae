import type { OperatorError } from '../errors.js';
import { safeLine } from '../text/sanitise.js';
import { didYouMean } from '../text/suggest.js';
import { mistake } from './mistake.js';
import { type Path, placeAt, type Tree, treeAt } from './tree.js';

/** An unknown key at its place, with what it may have been meant to be. */
export function unknownKey(key: string, tree: Tree, known: readonly string[], path: Path = []): OperatorError {
  const parent = treeAt(tree, path);
  const place = parent?.type === 'dict' ? parent.entries.get(key)?.key : undefined;
  return mistake(`unknown key \`${quote(key)}\``, place ?? placeAt(tree, path), suggest(key, known));
}

/** `did you mean …?`, or what there is if nothing comes near and the list is short. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const near = didYouMean(word, known.slice(0, MOST_COMPARED));
  if (near !== undefined) {
    return `did you mean \`${near}\`?`;
  }
  return known.length > 0 && known.length <= MOST_LISTED ? `known: ${known.join(', ')}` : undefined;
}

/** A hostile file could ask for every item to be compared with every other one. */
const MOST_COMPARED = 25;
const MOST_LISTED = 20;

/** Text from the file for a message: one line, at most 80 characters. */
export const quote = (text: string): string => safeLine(text, 80);
