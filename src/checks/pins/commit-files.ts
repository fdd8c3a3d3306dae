import type { SourceAsked } from '../../run/evidence.js';
import type { Git } from '../../world/git.js';
import type { TreeFile } from '../../world/git-contents.js';
import type { CommitFiles, PinsPart, PinsReader, ReadOptions } from './model.js';

/** What the manifests of one commit say, or why that is not known. */
export type PartsRead =
  | {
      readonly known: true;
      readonly parts: readonly PinsPart[];
      readonly files: CommitFiles;
      readonly sources: readonly SourceAsked[];
    }
  | { readonly known: false; readonly why: string; readonly sources: readonly SourceAsked[] };

/** Reads the manifests of a commit; each round of included files is one git process for all readers. */
export async function readParts(
  git: Pick<Git, 'files' | 'blobs'>,
  commit: string,
  readers: readonly PinsReader[],
  options: ReadOptions,
  signal: AbortSignal,
): Promise<PartsRead> {
  const tree = await git.files(commit);
  if (!tree.known) {
    return { known: false, why: tree.why, sources: tree.source === undefined ? [] : [tree.source] };
  }

  const plain = tree.value.filter(({ mode }) => mode.startsWith('100'));
  const blobOf = new Map(plain.map(({ path, blob }): readonly [string, string] => [path, blob]));
  const texts = new Map<string, string | undefined>();
  const files = commitFiles(plain, blobOf, texts);
  const sources: SourceAsked[] = [tree.source];
  for (let round = 0; round < mostRounds; round += 1) {
    const wanted = [...new Set(readers.flatMap((reader) => reader.wants(files, options)))]
      .filter((path) => blobOf.has(path) && !texts.has(path))
      .slice(0, mostFiles);
    if (wanted.length === 0) {
      break;
    }

    const read = await git.blobs(
      wanted.map((path) => blobOf.get(path) ?? ''),
      signal,
    );
    if (read.source !== undefined) {
      sources.push(read.source);
    }

    if (!read.known) {
      return { known: false, why: read.why, sources };
    }

    for (const path of wanted) {
      texts.set(path, read.value.get(blobOf.get(path) ?? ''));
    }
  }

  return { known: true, parts: readers.flatMap((reader) => reader.read(files, options)), files, sources };
}

/** Files that include files, that include files. What lies deeper has no text, and is told as unread. */
const mostRounds = 10;
const mostFiles = 2000;

const commitFiles = (
  plain: readonly TreeFile[],
  blobOf: ReadonlyMap<string, string>,
  texts: ReadonlyMap<string, string | undefined>,
): CommitFiles => ({
  paths: plain.map(({ path }) => path),
  blob: (path) => blobOf.get(path),
  text: (path) => texts.get(path),
});
