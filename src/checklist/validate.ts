import type { z } from 'zod';
import type { KnownKeys } from './issue-context.js';
import { explainIssues } from './issues.js';
import { mistake, type Report } from './mistake.js';
import { type Path, plain, type Tree, treeAt } from './tree.js';

/**
 * Validates a tree and reports every mistake at its place; undefined if there was one. Where a text is wanted and YAML
 * saw a number or a boolean (`commit: 1e10`, `0012345`, `go: no` written `false`), the text as written is taken instead.
 *
 * @param name what the value is called in messages when it stands for itself, e.g. the key it belongs to
 */
export function validate<T>(schema: z.ZodType<T>, tree: Tree, report: Report, name: string): T | undefined {
  const known = new WeakMap<object, readonly string[]>();
  const noteKeys = (raw: z.core.$ZodRawIssue): string | undefined => {
    const definition = raw.inst?._zod.def;
    if (raw.code === 'unrecognized_keys' && typeof raw.input === 'object' && raw.input && definition) {
      known.set(raw.input, 'shape' in definition && definition.shape ? Object.keys(definition.shape) : []);
    }
    // Only a schema's own message survives: an empty one asks for our words.
    return worded.has(raw.code) ? '' : undefined;
  };
  let current = tree;
  for (;;) {
    const input = plain(current);
    const result = schema.safeParse(input, { error: noteKeys });
    if (result.success) {
      return result.data;
    }
    const mended = asWritten(current, result.error.issues);
    if (mended === current) {
      const keys: KnownKeys = (object) => (typeof object === 'object' && object ? known.get(object) : undefined) ?? [];
      const found = explainIssues(result.error.issues, { tree, input, keys, name });
      // Without a sentence a mistake would pass for none.
      (found.length > 0 ? found : [mistake(`\`${name}\` is not valid`, tree.place)]).forEach(report);
      return undefined;
    }
    current = mended;
  }
}

/** What `explainIssues` has words of its own for. */
const worded: ReadonlySet<string> = new Set(['invalid_type', 'invalid_value', 'too_small', 'too_big']);

/** The tree with texts where texts were wanted; the same tree if there was nothing to do. */
function asWritten(tree: Tree, issues: readonly z.core.$ZodIssue[]): Tree {
  return leaves(issues, []).reduce((mended, { issue, path }) => {
    const node = treeAt(mended, path);
    if (node?.type !== 'scalar' || typeof node.value === 'string' || node.value === null) {
      return mended;
    }
    const text = wanted(issue, node.value, node.source);
    return text === undefined ? mended : replaceText(mended, path, text);
  }, tree);
}

function wanted(issue: z.core.$ZodIssue, value: number | boolean, source: string): string | undefined {
  if (issue.code === 'invalid_type' && issue.expected === 'string') {
    return source;
  }
  if (issue.code !== 'invalid_value') {
    return undefined;
  }
  const word = value === true ? 'yes' : 'no';
  if (typeof value === 'boolean' && issue.values.includes(word)) {
    return word;
  }
  return issue.values.includes(source) ? source : undefined;
}

interface Leaf {
  readonly issue: z.core.$ZodIssue;
  readonly path: Path;
}

/** Every issue there is, those inside the branches of a union too. */
function leaves(issues: readonly z.core.$ZodIssue[], before: Path): readonly Leaf[] {
  return issues.flatMap((issue) => {
    const path = [...before, ...issue.path];
    return issue.code === 'invalid_union' ? issue.errors.flatMap((branch) => leaves(branch, path)) : [{ issue, path }];
  });
}

function replaceText(tree: Tree, path: Path, text: string): Tree {
  const [head, ...rest] = path;
  if (head === undefined) {
    return tree.type === 'scalar' ? { ...tree, value: text } : tree;
  }
  if (tree.type === 'list') {
    const items = tree.items.map((item, index) => (index === head ? replaceText(item, rest, text) : item));
    return { ...tree, items };
  }
  const entry = tree.type === 'dict' ? tree.entries.get(String(head)) : undefined;
  if (tree.type !== 'dict' || !entry) {
    return tree;
  }
  const value = replaceText(entry.value, rest, text);
  return { ...tree, entries: new Map(tree.entries).set(String(head), { ...entry, value }) };
}
