import type { CommitFiles, PinFinding, PinsPart, PinsReader } from './model.js';

/**
 * What `files` names and the release does not have, or nobody here reads, is told: a slip of the pen would leave something
 * unread for years.
 * @param readers all others
 */
export const listedOnly = (readers: readonly PinsReader[]): PinsReader => ({
  wants: () => [],
  read: (files, options) => {
    const wanted = new Set(readers.flatMap((reader) => reader.wants(files, options)));
    return (options.files ?? [])
      .filter((path) => files.blob(path) === undefined || !(wanted.has(path) || files.text(path) !== undefined))
      .map(
        (path): PinsPart => ({
          ...{ ecosystem: 'python', name: path, files: [], direct: [], whole: false, fine: {} },
          findings: [whyNot(path, files)],
        }),
      );
  },
});

const whyNot = (path: string, files: CommitFiles): PinFinding =>
  files.blob(path) === undefined
    ? { facet: 'ranges', key: `missing:${path}`, text: `${path} is named in \`files\` and is not in the release` }
    : {
        ...{ facet: 'ranges', key: `unread:${path}`, verdict: 'unknown' },
        text: `${path} is named in \`files\`, and nobody here reads such a file`,
      };
