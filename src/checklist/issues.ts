import type { z } from 'zod';
import type { OperatorError } from '../errors.js';
import { lowerFirst } from '../text/first-letter.js';
import { type IssueContext, valueAt } from './issue-context.js';
import { withoutEchoes } from './issue-echo.js';
import { cutHint, found, nearest, oneOf, sizeSentence, typeHint, typeWord } from './issue-words.js';
import { mistake } from './mistake.js';
import { type Path, placeAt, type Tree, treeAt } from './tree.js';
import { quote, unknownKey } from './unknown.js';

/** What validation found, as mistakes of the operator: name, place, what was found, what would be right. */
export const explainIssues = (
  issues: readonly z.core.$ZodIssue[],
  context: IssueContext,
  before: Path = [],
): readonly OperatorError[] =>
  withoutEchoes(issues, context, before).flatMap((issue) => explain(issue, [...before, ...issue.path], context));

function explain(issue: z.core.$ZodIssue, path: Path, context: IssueContext): readonly OperatorError[] {
  const { tree, input, keys } = context;
  const place = placeAt(tree, path);
  const name = nameOf(path, context.name);
  const cut = cutHint(treeAt(tree, path), issue);
  const say = (message: string, hint?: string): readonly OperatorError[] => [
    mistake(`\`${quote(name)}\`${startsWithVerb.test(message) ? '' : ':'} ${message}`, place, hint ?? cut),
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
  const choice = named.length > 0 ? [oneOf(named), ...words.filter((word) => word !== typeWord('boolean'))] : words;
  const map = isImplied && issue.errors.some((errors) => !errors.some(isOtherType)) ? ['a map'] : [];
  const message = `must be ${oneOf([...new Set([...choice, ...map])])}, found ${found(context.tree, path)}`;
  const name = quote(nameOf(path, context.name));
  const hint = nearest(named, context.tree, path) ?? cutHint(node, issue);
  return [mistake(`\`${name}\` ${message}`, placeAt(context.tree, path), hint)];
}

const leafIssues = (issue: z.core.$ZodIssueInvalidUnion): readonly z.core.$ZodIssue[] =>
  issue.errors.flat().flatMap((error) => (error.code === 'invalid_union' ? leafIssues(error) : [error]));

/** Not this form at all, as opposed to this form with a mistake in it. */
const isOtherType = (error: z.core.$ZodIssue): boolean =>
  error.path.length === 0 &&
  (error.code === 'invalid_type' ||
    error.code === 'invalid_value' ||
    (error.code === 'invalid_union' && error.errors.every((form) => form.some(isOtherType))));

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
