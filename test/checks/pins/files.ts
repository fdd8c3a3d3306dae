import type { CommitFiles, PinFinding, PinsPart, PinsReader, ReadOptions } from '../../../src/checks/pins/model.js';

/** The files of a commit, as they would be read from it. */
export const commitWith = (texts: Readonly<Record<string, string>>): CommitFiles => ({
  paths: Object.keys(texts),
  blob: (path) => (Object.hasOwn(texts, path) ? `blob of ${path}` : undefined),
  text: (path) => (Object.hasOwn(texts, path) ? texts[path] : undefined),
});

export const read = (
  reader: PinsReader,
  texts: Readonly<Record<string, string>>,
  options: Partial<ReadOptions> = {},
): readonly PinsPart[] => reader.read(commitWith(texts), { ignore: [], ...options });

export const findings = (parts: readonly PinsPart[]): readonly PinFinding[] => parts.flatMap((part) => part.findings);
export const keys = (parts: readonly PinsPart[]): readonly string[] =>
  findings(parts).map(({ facet, key, verdict }) => `${facet} ${key}${verdict === undefined ? '' : ` ${verdict}`}`);
