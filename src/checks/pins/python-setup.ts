import type { CommitFiles, PinsPart, PinsReader, ReadOptions } from './model.js';
import { manifestsNamed, requirementsBeside, requirementsIn } from './requirements-find.js';
import { pyprojectWants } from './toml-pyproject.js';
import { tableIn, textsIn, tomlOf } from './toml-read.js';

/**
 * `setup.py`, `setup.cfg`, and dependencies that pyproject.toml leaves to a program: what is needed stands in code or beside
 * it. It is not read, and that is told: it is never “nothing needed”. Beside requirements files it is a library's.
 */
export const pythonSetup: PinsReader = {
  wants: (files, options) => setupsIn(files, options),
  read: (files, options) =>
    setupsIn(files, options).flatMap((path) => {
      const isBeside = requirementsBeside(path, options.files ?? requirementsIn(files.paths)).length > 0;
      return isBeside || !leavesOpen(path, files) ? [] : [partOf(path, files)];
    }),
};

const setupsIn = ({ paths }: CommitFiles, { files }: ReadOptions): readonly string[] =>
  ['setup.py', 'setup.cfg', 'pyproject.toml'].flatMap((name) =>
    manifestsNamed(name, paths).filter((path) => files === undefined || files.includes(path)),
  );

function leavesOpen(path: string, files: CommitFiles): boolean {
  if (!path.endsWith('.toml')) {
    const text = files.text(path);
    return text === undefined || /\binstall_requires\b/.test(text);
  }

  const read = tomlOf(path, files);
  const isDynamic = read.ok && textsIn(tableIn(read.table, 'project'), 'dynamic').includes('dependencies');
  return isDynamic && pyprojectWants(read.table).length === 0;
}

const partOf = (path: string, files: CommitFiles): PinsPart => ({
  ...{ ecosystem: 'python', name: path, direct: [], whole: false, fine: {} },
  files: [{ path, blob: files.blob(path) ?? '' }],
  findings: [
    {
      facet: 'ranges',
      key: `py:unread:${path}`,
      text: `what ${path} needs is not read: name the file that the deploy installs from in \`files\``,
      verdict: 'unknown',
    },
  ],
});
