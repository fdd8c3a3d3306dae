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

/** What a key was meant to be: a slip of the fingers, or what other programs call it. Undefined if nothing comes near. */
export function meantKey(word: string, known: readonly string[]): string | undefined {
  const compared = known.slice(0, MOST_COMPARED);
  return didYouMean(word, compared) ?? elsewhere.get(word.toLowerCase())?.find((name) => known.includes(name));
}

/** What other programs call our keys; where several fit, the first that is known at the place. */
const elsewhere: ReadonlyMap<string, readonly string[]> = new Map([
  ['cmd', ['command', 'run']],
  ['command', ['run']],
  ['run', ['command']],
  ['script', ['run', 'command']],
  ['shell', ['run', 'command']],
  ['exec', ['run', 'command']],
  ['rollback', ['undo']],
  ['name', ['step', 'app', 'id']],
  ['items', ['checks']],
  ['questions', ['checks']],
  ['include', ['extends']],
  ['import', ['extends']],
  ['version', ['shipit']],
  ['project', ['app']],
  ['environments', ['targets']],
  ['depends_on', ['needs']],
  ['severity', ['level']],
  ['who', ['by']],
  ['from', ['at']],
  ['to', ['until']],
  ['expires', ['until']],
]);

/** `did you mean …?`, or what there is if nothing comes near and the list is short. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const near = meantKey(word, known);
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
