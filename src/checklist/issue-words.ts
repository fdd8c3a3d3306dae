import type { z } from 'zod';
import { didYouMean } from '../text/suggest.js';
import { type Path, type Tree, treeAt } from './tree.js';
import { quote } from './unknown.js';

const types: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'nothing',
};

/** A type as operators call it. */
export const typeWord = (expected: string): string => types[expected] ?? expected;

/** What stands at a path, for `…, found X`. */
export function found(tree: Tree, path: Path): string {
  const node = treeAt(tree, path);
  if (node === undefined || (node.type === 'scalar' && node.value === null) || (node.type === 'dict' && node.implied)) {
    return 'nothing';
  }
  if (node.type === 'scalar') {
    return node.source.trim() === '' ? 'an empty text' : `\`${quote(node.source)}\``;
  }
  return node.type === 'list' ? 'a list' : 'a map';
}

/** What usually helps when a value is of the wrong type. */
export function typeHint(expected: string, tree: Tree, path: Path): string | undefined {
  const node = treeAt(tree, path);
  const source = node?.type === 'scalar' ? node.source : '';
  if (expected === 'boolean' && /^(yes|no|on|off)$/i.test(source)) {
    return `write true or false: \`${source}\` is a text in YAML 1.2`;
  }
  return expected === 'string' && node?.type === 'dict' && !node.implied
    ? 'put quotes around a text with `: ` or braces'
    : undefined;
}

/** Of a text that ends too soon, or is not there at all, because YAML takes the rest for a comment. */
export function cutHint(node: Tree | undefined, { code }: z.core.$ZodIssue): string | undefined {
  const isCut = node?.type === 'scalar' && node.isCut === true && (code === 'custom' || node.value === null);
  return isCut ? 'a `#` after a blank begins a comment: put quotes around the text' : undefined;
}

/** `block, warn or off` */
export const oneOf = (values: readonly z.core.util.Primitive[]): string => {
  const words = values.map(String);
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : words.join('');
};

/** `did you mean …?`, if one of the values comes near to what stands there. */
export function nearest(values: readonly z.core.util.Primitive[], tree: Tree, path: Path): string | undefined {
  const node = treeAt(tree, path);
  const near =
    node?.type === 'scalar' && node.source.length <= 64 ? didYouMean(node.source, values.map(String)) : undefined;
  return near === undefined ? undefined : `did you mean \`${near}\`?`;
}

/** Too short, too long, too small, too large: in words that fit what was counted. */
export function sizeSentence(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const small = issue.code === 'too_small';
  const limit = Number(small ? issue.minimum : issue.maximum);
  if (issue.origin === 'string') {
    return small ? 'is empty' : `is longer than ${limit} characters`;
  }
  if (issue.origin === 'array' || issue.origin === 'object' || issue.origin === 'record') {
    return small ? `needs at least ${limit} ${limit === 1 ? 'entry' : 'entries'}` : `has more than ${limit} entries`;
  }
  if (Math.abs(limit) === Number.MAX_SAFE_INTEGER) {
    return 'is too large a number; put quotes around it if it is a name';
  }
  const least = issue.inclusive === false ? 'more than' : 'at least';
  const most = issue.inclusive === false ? 'less than' : 'at most';
  return `must be ${small ? least : most} ${limit}`;
}
