import type { Path, Tree } from './tree.js';

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

/** The value at a path of the bare input. */
export const valueAt = (input: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );
