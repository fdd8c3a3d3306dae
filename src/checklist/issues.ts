import type { z } from 'zod';
import type { OperatorError } from '../errors.js';
import { safeLine } from '../text/sanitise.js';
import { didYouMean } from '../text/suggest.js';
import { mistake } from './mistake.js';
import { type Path, placeAt, type Tree, treeAt } from './tree.js';

/** For a map of the input, the keys its schema knows: what a misspelt key is compared with. */
export type KnownKeys = (input: unknown) => readonly string[];

export interface IssueContext {
  readonly tree: Tree;
  /** The bare value that was validated. */
  readonly input: unknown;
  readonly keys: KnownKeys;
  /** What the whole value is called. */
  readonly name: string;
}

/** What validation found, as mistakes of the operator: name, place, what was found, what would be right. */
export const explainIssues = (
  issues: readonly z.core.$ZodIssue[],
  context: IssueContext,
  before: Path = [],
): readonly OperatorError[] =>
  issues
    .filter((issue, index) => !isEcho(issue, issues, index) && !isMeantByUnknown(issue, issues, context, before))
    .flatMap((issue) => explain(issue, [...before, ...issue.path], context));

/** An unknown key at its place, with what it may have been meant to be. */
export function unknownKey(key: string, tree: Tree, known: readonly string[], path: Path = []): OperatorError {
  const parent = treeAt(tree, path);
  const place = parent?.type === 'dict' ? parent.entries.get(key)?.key : undefined;
  return mistake(`unknown key \`${quote(key)}\``, place ?? placeAt(tree, path), suggest(key, known));
}

/** `did you mean …?`, or what there is if nothing comes near and the list is short. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const near = word.length <= 64 ? didYouMean(word, known) : undefined;
  if (near !== undefined) {
    return `did you mean \`${near}\`?`;
  }
  return known.length > 0 ? `known: ${known.join(', ')}` : undefined;
}

/** Text from the file for a message: one line, at most 80 characters. */
export const quote = (text: string): string => safeLine(text, 80);

function explain(issue: z.core.$ZodIssue, path: Path, context: IssueContext): readonly OperatorError[] {
  const { tree, input, keys } = context;
  const place = placeAt(tree, path);
  const name = nameOf(path, context.name);
  const say = (message: string, hint?: string): readonly OperatorError[] => [
    mistake(`\`${quote(name)}\`${startsWithVerb.test(message) ? '' : ':'} ${message}`, place, hint),
  ];
  if (issue.message !== '' && ownWords.has(issue.code)) {
    return say(issue.message);
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, tree, keys(valueAt(input, path)), path));
    case 'invalid_union':
      return explainUnion(issue, path, context);
    case 'invalid_type':
      return treeAt(tree, path) === undefined
        ? say('is missing')
        : say(`must be ${typeWord(issue.expected)}, found ${found(tree, path)}`, typeHint(issue.expected, tree, path));
    case 'invalid_value':
      return say(`must be ${oneOf(issue.values)}, found ${found(tree, path)}`, nearest(issue.values, tree, path));
    case 'too_small':
    case 'too_big':
      return say(sizeSentence(issue));
    case 'invalid_key':
      return issue.issues.map((inner) => mistake(`\`${quote(name)}\`: ${inner.message}`, keyPlace(tree, path)));
    case 'custom':
      return say(issue.message, typeof issue.params?.['hint'] === 'string' ? issue.params['hint'] : undefined);
    default:
      return say(`is not valid: ${lowerFirst(issue.message)}`);
  }
}

/** A blank text is also one with wrong characters: of one value, the first mistake is enough. */
function isEcho(issue: z.core.$ZodIssue, issues: readonly z.core.$ZodIssue[], index: number): boolean {
  const same = issues.filter((other) => samePath(other.path, issue.path));
  const hasUnknown = issue.code === 'custom' && same.some((other) => other.code === 'unrecognized_keys');
  const isLater = same.some((other) => other.code !== 'unrecognized_keys' && issues.indexOf(other) < index);
  return issue.code !== 'unrecognized_keys' && (hasUnknown || isLater);
}

/** `rum: x` is unknown, and so `run` is missing: that is one mistake. */
function isMeantByUnknown(
  issue: z.core.$ZodIssue,
  issues: readonly z.core.$ZodIssue[],
  { tree, input, keys }: IssueContext,
  before: Path,
): boolean {
  const parent = issue.path.slice(0, -1);
  return (
    treeAt(tree, [...before, ...issue.path]) === undefined &&
    issues.some(
      (other) =>
        other.code === 'unrecognized_keys' &&
        samePath(other.path, parent) &&
        other.keys.some((key) => didYouMean(key, keys(valueAt(input, [...before, ...parent]))) === issue.path.at(-1)),
    )
  );
}

const samePath = (a: Path, b: Path): boolean => a.length === b.length && a.every((part, index) => part === b[index]);

/** A schema may bring its own sentence for these. */
const ownWords: ReadonlySet<string> = new Set([
  'invalid_type',
  'invalid_value',
  'too_small',
  'too_big',
  'invalid_format',
]);

const startsWithVerb = /^(?:is|must|needs|takes|contains|cannot|begins|ends|names|has)\b/;

/** Of the forms a value may have, the one the operator seems to have meant. */
function explainUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  path: Path,
  context: IssueContext,
): readonly OperatorError[] {
  const node = treeAt(context.tree, path);
  if (!node) {
    return [mistake(`\`${quote(nameOf(path, context.name))}\` is missing`, placeAt(context.tree, path))];
  }
  const isImplied = node.type === 'dict' && node.implied;
  const forms = isImplied ? [] : issue.errors.filter((errors) => !errors.some(isOtherType));
  const meant = forms.toSorted((a, b) => a.length - b.length)[0];
  if (meant) {
    return explainIssues(meant, context, path);
  }
  const all = leafIssues(issue).filter(({ path: inner }) => inner.length === 0);
  const values = all.flatMap((error) => (error.code === 'invalid_value' ? error.values : []));
  const words = all.flatMap((error) => (error.code === 'invalid_type' ? [typeWord(error.expected)] : []));
  // `true` and `false` are let through for yes and no; nobody has to be told.
  const named = values.filter((value) => typeof value !== 'boolean');
  const choice = named.length > 0 ? [oneOf(named), ...words.filter((word) => word !== types['boolean'])] : words;
  const map = isImplied && issue.errors.some((errors) => !errors.some(isOtherType)) ? ['a map'] : [];
  const message = `must be ${oneOf([...new Set([...choice, ...map])])}, found ${found(context.tree, path)}`;
  const name = quote(nameOf(path, context.name));
  return [mistake(`\`${name}\` ${message}`, placeAt(context.tree, path), nearest(named, context.tree, path))];
}

const leafIssues = (issue: z.core.$ZodIssueInvalidUnion): readonly z.core.$ZodIssue[] =>
  issue.errors.flat().flatMap((error) => (error.code === 'invalid_union' ? leafIssues(error) : [error]));

/** Not this form at all, as opposed to this form with a mistake in it. */
const isOtherType = (error: z.core.$ZodIssue): boolean =>
  error.path.length === 0 &&
  (error.code === 'invalid_type' ||
    error.code === 'invalid_value' ||
    (error.code === 'invalid_union' && error.errors.every((form) => form.some(isOtherType))));

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

const typeWord = (expected: string): string => types[expected] ?? expected;

function found(tree: Tree, path: Path): string {
  const node = treeAt(tree, path);
  if (node === undefined || (node.type === 'scalar' && node.value === null) || (node.type === 'dict' && node.implied)) {
    return 'nothing';
  }
  if (node.type === 'scalar') {
    return node.source.trim() === '' ? 'an empty text' : `\`${quote(node.source)}\``;
  }
  return node.type === 'list' ? 'a list' : 'a map';
}

function typeHint(expected: string, tree: Tree, path: Path): string | undefined {
  const node = treeAt(tree, path);
  const source = node?.type === 'scalar' ? node.source : '';
  if (expected === 'boolean' && /^(yes|no|on|off)$/i.test(source)) {
    return `write true or false: \`${source}\` is a text in YAML 1.2`;
  }
  return expected === 'string' && node?.type === 'dict' && !node.implied
    ? 'put quotes around a text with `: ` or braces'
    : undefined;
}

const oneOf = (values: readonly z.core.util.Primitive[]): string => {
  const words = values.map(String);
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : words.join('');
};

function nearest(values: readonly z.core.util.Primitive[], tree: Tree, path: Path): string | undefined {
  const node = treeAt(tree, path);
  const near =
    node?.type === 'scalar' && node.source.length <= 64 ? didYouMean(node.source, values.map(String)) : undefined;
  return near === undefined ? undefined : `did you mean \`${near}\`?`;
}

function sizeSentence(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
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

/** The last key on the way, or the name of the whole. */
const nameOf = (path: Path, whole: string): string => {
  const last = path.filter((part) => typeof part === 'string').at(-1);
  return last === undefined ? whole : String(last);
};

function keyPlace(tree: Tree, path: Path) {
  const parent = treeAt(tree, path.slice(0, -1));
  const key = parent?.type === 'dict' ? parent.entries.get(String(path.at(-1)))?.key : undefined;
  return key ?? placeAt(tree, path);
}

/** The value at a path of the bare input. */
const valueAt = (input: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
