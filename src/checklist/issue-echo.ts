import type { z } from 'zod';
import { didYouMean } from '../text/suggest.js';
import { type IssueContext, valueAt } from './issue-context.js';
import { type Path, treeAt } from './tree.js';

/** A blank text is also one with wrong characters: of one value, the first mistake is enough. */
export function isEcho(issue: z.core.$ZodIssue, issues: readonly z.core.$ZodIssue[], index: number): boolean {
  const same = issues.filter((other) => samePath(other.path, issue.path));
  const hasUnknown = issue.code === 'custom' && same.some((other) => other.code === 'unrecognized_keys');
  const isLater = same.some((other) => other.code !== 'unrecognized_keys' && issues.indexOf(other) < index);
  return issue.code !== 'unrecognized_keys' && (hasUnknown || isLater);
}

/** `rum: x` is unknown, and so `run` is missing: that is one mistake. */
export function isMeantByUnknown(
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
