import type { CommitFiles } from './model.js';
import { normalised } from './python-names.js';
import { manifestsNamed } from './requirements-find.js';
import { tableIn, textIn, tomlOf } from './toml-read.js';

/** The project's own distributions: they are the release, and nobody pins them. */
export function ownNames(files: CommitFiles, app: string): readonly string[] {
  const names = manifestsNamed('pyproject.toml', files.paths).flatMap((path) => {
    const read = tomlOf(path, files);
    const name = read.ok
      ? (textIn(tableIn(read.table, 'project'), 'name') ?? textIn(tableIn(read.table, 'tool', 'poetry'), 'name'))
      : undefined;
    return name === undefined ? [] : [name];
  });
  return [...names, app].map(normalised);
}
