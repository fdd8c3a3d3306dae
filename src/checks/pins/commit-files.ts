import type { SourceAsked } from '../../run/evidence.js';
import type { Git } from '../../world/git.js';
import { type CommitEntries, commitEntries } from './commit-links.js';
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

  const entries = commitEntries(tree.value);
  const texts = new Map<string, string | undefined>();
  const sources: SourceAsked[] = [tree.source];
  let files = commitFiles(entries, texts);
  for (let round = 0; round < mostRounds; round += 1) {
    const known: CommitFiles = files;
    const asked = new Set(readers.flatMap((reader) => reader.wants(known, options)));
    const wanted = [...asked]
      .filter((path) => entries.blob(path) !== undefined && !texts.has(path))
      .slice(0, mostFiles);
    if (wanted.length === 0) {
      break;
    }

    const read = await git.blobs(
      wanted.map((path) => entries.blob(path) ?? ''),
      signal,
    );
    if (read.source !== undefined) {
      sources.push(read.source);
    }

    if (!read.known) {
      return { known: false, why: read.why, sources };
    }

    for (const path of wanted) {
      const text = read.value.get(entries.blob(path) ?? '');
      if (!entries.isLink(path)) {
        texts.set(path, text);
      } else if (!entries.follow(path, text, (to) => asked.has(to) && !options.files?.includes(path))) {
        texts.set(path, undefined);
      }
    }
    files = commitFiles(entries, texts);
  }

  return { known: true, parts: readers.flatMap((reader) => reader.read(files, options)), files, sources };
}

/** Files that include files, that include files. What lies deeper has no text, and is told as unread. */
const mostRounds = 10;
const mostFiles = 2000;

const commitFiles = (entries: CommitEntries, texts: ReadonlyMap<string, string | undefined>): CommitFiles => ({
  paths: entries.paths(),
  blob: (path) => entries.blob(path),
  text: (path) => texts.get(path),
});
