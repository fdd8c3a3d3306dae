import type { Part } from './model.js';

/** What a reference means here. */
export type Resolved =
  /** Any of these commits is the change. */
  | { readonly is: 'commits'; readonly part: Part; readonly commits: readonly string[]; readonly name: string }
  | { readonly is: 'unmerged'; readonly part: Part; readonly name: string; readonly why: string }
  | { readonly is: 'unknown'; readonly name: string; readonly why: string };
