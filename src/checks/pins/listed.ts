import type { PinsPart, PinsReader } from './model.js';

/** What `files` names and the release does not have is told: a slip of the pen would leave something unread for years. */
export const listedOnly: PinsReader = {
  wants: () => [],
  read: (files, options) =>
    (options.files ?? [])
      .filter((path) => files.blob(path) === undefined)
      .map(
        (path): PinsPart => ({
          ...{ ecosystem: 'python', name: path, files: [], direct: [], whole: false, fine: {} },
          findings: [
            {
              facet: 'ranges',
              key: `missing:${path}`,
              text: `${path} is named in \`files\` and is not in the release`,
            },
          ],
        }),
      ),
};
