import type { CommitFiles } from './model.js';
import { normalised } from './python-names.js';
import { manifestsNamed } from './requirements-find.js';

/** The project's own distributions: they are the release, and nobody pins them. */
export function ownNames(files: CommitFiles, app: string): readonly string[] {
  const manifests = [...manifestsNamed('pyproject.toml', files.paths), ...manifestsNamed('setup.cfg', files.paths)];
  const names = manifests.flatMap((path) => {
    const [, name] = /^\s*name\s*=\s*["']?([A-Za-z0-9._-]+)["']?\s*$/m.exec(files.text(path) ?? '') ?? [];
    return name === undefined ? [] : [name];
  });
  return [...names, app].map(normalised);
}
