import type { SourceFlags } from './patch-add-source.js';
import type { PatchChoice } from './patch-place.js';

/** What was typed after `shipit patch add`. */
export interface PatchAddOptions extends PatchChoice, SourceFlags {
  readonly title?: string | undefined;
  readonly hosts: readonly string[];
  readonly until?: string | undefined;
  readonly why?: string | undefined;
  readonly restart?: readonly string[] | undefined;
  readonly id?: string | undefined;
  readonly json: boolean;
}
