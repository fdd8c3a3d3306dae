import type { AdvisedKind } from '../checklist/advice.js';
import { showOrigins } from '../checklist/show.js';
import { mergedItems, type Shown } from '../checklist/show-tree.js';
import type { Place } from '../errors.js';
import type { Linted } from './lint-file.js';

export interface LintJsonOptions {
  readonly ok: boolean;
  /** With the merged checklist of each file, and where its parts were written. */
  readonly show: boolean;
  readonly kinds: readonly AdvisedKind[];
}

/**
 * The result of `lint` for programs, schema 1. Errors and warnings of all files in one list, in the order of the files;
 * a place is left out where there is none (a file that does not exist).
 */
export const lintJson = (results: readonly Linted[], { ok, show, kinds }: LintJsonOptions) => ({
  schema: 1,
  ok,
  errors: results.flatMap(({ file, errors }) =>
    errors.map(({ message, place, hint }) => ({
      ...(place ? placeJson(place) : { file }),
      text: message,
      ...(hint === undefined ? {} : { hint }),
    })),
  ),
  warnings: results.flatMap(({ warnings }) =>
    warnings.map(({ rule, message, place, hint }) => ({ ...placeJson(place), rule, text: message, hint })),
  ),
  files: results.map(({ file, errors, loaded }) => ({
    file,
    ok: errors.length === 0,
    ...(loaded ? { sources: loaded.checklist.sources.map(({ file: name, sha256 }) => ({ file: name, sha256 })) } : {}),
    ...(loaded && show ? mergedJson({ tree: loaded.tree, sources: loaded.checklist.sources, kinds }) : {}),
  })),
});

const mergedJson = (shown: Shown) => ({ checklist: mergedItems(shown), origins: showOrigins(shown) });

const placeJson = ({ file, line, col }: Place) => ({ file, line, column: col });
