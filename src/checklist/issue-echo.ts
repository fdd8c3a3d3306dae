import type { z } from 'zod';
import { type IssueContext, valueAt } from './issue-context.js';
import { type Path, treeAt } from './tree.js';
import { meantKey } from './unknown.js';

type Issue = z.core.$ZodIssue;

/**
 * The issues that are mistakes of their own. A blank text is also one with wrong characters: of one value, the first is
 * enough. `rum: x` is unknown, and so `run` is missing: that is one mistake. Never drops all of several.
 */
export function withoutEchoes(issues: readonly Issue[], context: IssueContext, before: Path): readonly Issue[] {
  const unknown = new Map<string, readonly string[]>();
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') {
      unknown.set(keyOf(issue.path), issue.keys);
    }
  }
  const seen = new Set<string>();
  return issues.filter((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return true;
    }
    const key = keyOf(issue.path);
    const isLater = seen.has(key);
    seen.add(key);
    const isAboutRest = issue.code === 'custom' && unknown.has(key);
    const strangers = unknown.get(keyOf(issue.path.slice(0, -1))) ?? [];
    return !isLater && !isAboutRest && !isMeant(issue, strangers, context, before);
  });
}

/** Whether what is missing was written, with a slip. */
function isMeant(
  issue: Issue,
  strangers: readonly string[],
  { tree, input, keys }: IssueContext,
  before: Path,
): boolean {
  if (strangers.length === 0 || treeAt(tree, [...before, ...issue.path]) !== undefined) {
    return false;
  }
  const known = keys(valueAt(input, [...before, ...issue.path.slice(0, -1)]));
  return strangers.some((key) => meantKey(key, known) === issue.path.at(-1));
}

const keyOf = (path: Path): string => path.map(String).join('\0');
