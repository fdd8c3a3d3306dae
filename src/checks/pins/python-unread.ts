import { folderOf } from './lock-files.js';
import type { CommitFiles, PinsPart, PinsReader } from './model.js';
import { lockNames } from './python-locks.js';
import { isDeployed, manifestsNamed, requirementsBeside, requirementsIn } from './requirements-find.js';

/**
 * What python packages may be installed from and nobody here reads: `pylock.toml`, the `environment.yml` of conda. It is
 * told where nothing that is read stands beside it: it is never “nothing needed”.
 */
export const pythonUnread: PinsReader = {
  wants: environments,
  read: (files) => [
    ...pylocks(files).map((path) => partOf(path, `${path} is not read`, files)),
    ...environments(files)
      // Other tools have a file of this name, too.
      .filter((path) => /^dependencies\s*:/m.test(files.text(path) ?? 'dependencies:'))
      .map((path) => partOf(path, `${path} is conda’s, and is not read`, files)),
  ],
};

const pylocks = (files: CommitFiles): readonly string[] =>
  files.paths.filter((path) => isPylock(path) && isDeployed(path.slice(0, -'.toml'.length)) && !isLocked(path, files));

const isPylock = (path: string): boolean => /(?:^|\/)pylock(?:\.[\w-]+)?\.toml$/.test(path);

const isLocked = (path: string, { paths, blob }: CommitFiles): boolean =>
  requirementsBeside(path, requirementsIn(paths)).length > 0 ||
  lockNames.some((name) => blob(`${folderOf(path)}${name}`) !== undefined);

/** One in a directory of notebooks is no deploy's, where the project above it says what it needs. */
function environments({ paths }: CommitFiles): readonly string[] {
  const found = ['environment.yml', 'environment.yaml'].flatMap((name) => manifestsNamed(name, paths));
  const read =
    found.length === 0 ? [] : [...requirementsIn(paths), ...manifests.flatMap((name) => manifestsNamed(name, paths))];
  return found.filter((path) => !read.some((other) => path.startsWith(folderOf(other))));
}

const manifests = ['pyproject.toml', 'Pipfile', 'setup.py', 'setup.cfg'];

const partOf = (path: string, why: string, files: CommitFiles): PinsPart => ({
  ...{ ecosystem: 'python', name: path, direct: [], whole: false, fine: {} },
  files: [path].flatMap((one) => {
    const blob = files.blob(one);
    return blob === undefined ? [] : [{ path: one, blob }];
  }),
  findings: [
    {
      facet: 'ranges',
      key: `py:unread:${path}`,
      text: `${why}: name the files that the deploy installs from in \`files\``,
      verdict: 'unknown',
    },
  ],
});
