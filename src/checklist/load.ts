import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '../errors.js';
import { assemble } from './assemble.js';
import type { Origin } from './base-file.js';
import { readMerged } from './extends.js';
import type { KindGrammar } from './grammar.js';
import { collectMistakes, mistake, throwMistakes } from './mistake.js';
import type { Checklist } from './model.js';
import type { Dict } from './tree.js';
import { wordsIn } from './words-in.js';

export interface LoadRequest {
  /** Absolute. */
  readonly file: string;
  /** As named on screen, relative. */
  readonly shown: string;
  /** Top of the work tree; absolute. */
  readonly root: string;
  readonly kinds: readonly KindGrammar[];
  /** Completes those of `kinds` that are among the words of the checklist; without it all are complete. */
  readonly loadKinds?: ((words: ReadonlySet<string>) => Promise<void>) | undefined;
}

/**
 * Reads, merges and validates a checklist with everything it extends.
 *
 * @throws OperatorErrors with every mistake there is, each at its place, in file order
 */
export async function loadChecklist(request: LoadRequest): Promise<Checklist> {
  return (await loadWithTree(request)).checklist;
}

/** A checklist and the merged tree it was made of, which knows where every key was written. */
export interface Loaded {
  readonly checklist: Checklist;
  readonly tree: Dict;
}

/** The same as `loadChecklist`, for those who explain a checklist instead of walking it. */
export async function loadWithTree({ file, shown, root, kinds, loadKinds }: LoadRequest): Promise<Loaded> {
  const { report, errors } = collectMistakes();
  const context = { kinds, report, files: { count: 0 } };
  const merged = await readMerged(await originOf(file, shown, root), context).catch((error: unknown) => {
    if (!(error instanceof OperatorError)) {
      throw error;
    }
    report(error);
    return undefined;
  });
  if (merged?.tree) {
    await loadKinds?.(wordsIn(merged.tree));
  }
  const checklist = merged?.tree && assemble(merged.tree, kinds, report);
  throwMistakes(errors([shown, ...(merged?.sources.map((source) => source.file) ?? [])]));
  if (!checklist || !merged?.tree) {
    throw mistake('this checklist could not be read', { file: shown, line: 1, col: 1 });
  }
  return { checklist: { ...checklist, sources: merged.sources }, tree: merged.tree };
}

/** A file of the project reaches the whole project, any other (`-f`) what lies beside it. */
async function originOf(file: string, shown: string, root: string): Promise<Origin> {
  const [real, top] = await Promise.all([realpath(file).catch(() => file), realpath(root).catch(() => root)]);
  const relative = path.relative(top, real);
  const isInside = !relative.startsWith('..') && !path.isAbsolute(relative);
  return { file: real, shown, home: isInside ? top : path.dirname(real), isBundled: false };
}
