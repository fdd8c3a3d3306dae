import { createHash } from 'node:crypto';
import type { CommitFiles, PinsPart, PinsReader, ReadOptions } from '../../../src/checks/pins/model.js';

/** The files of a commit, by path; `null` is there and cannot be read. */
export const filesOf = (texts: Readonly<Record<string, string | null>>): CommitFiles => {
  const map = new Map(Object.entries(texts));
  return {
    paths: [...map.keys()],
    blob: (path) =>
      map.has(path)
        ? createHash('sha1')
            .update(map.get(path) ?? path)
            .digest('hex')
        : undefined,
    text: (path) => map.get(path) ?? undefined,
  };
};

/** What a reader finds in these files; a file it did not want is not read. */
export function readBy(
  reader: PinsReader,
  texts: Readonly<Record<string, string | null>>,
  options: ReadOptions = { ignore: [] },
): readonly PinsPart[] {
  const all = filesOf(texts);
  const wanted = new Set<string>();
  const files: CommitFiles = { ...all, text: (path) => (wanted.has(path) ? all.text(path) : undefined) };
  for (let before = -1; before < wanted.size; ) {
    before = wanted.size;
    for (const path of reader.wants(files, options)) {
      wanted.add(path);
    }
  }

  return reader.read(files, options);
}

/** `lock no-go npm:left-pad`, one for each finding. */
export const told = (parts: readonly PinsPart[]): readonly string[] =>
  parts.flatMap(({ findings }) => findings.map(({ facet, key, verdict = 'no-go' }) => `${facet} ${verdict} ${key}`));

export const texts = (parts: readonly PinsPart[]): readonly string[] =>
  parts.flatMap(({ findings }) => findings.map(({ text }) => text));
