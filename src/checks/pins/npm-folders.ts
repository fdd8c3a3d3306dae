import { posix } from 'node:path';
import { folderOf } from './lock-files.js';
import type { CommitFiles } from './model.js';
import { readManifest } from './npm-manifest.js';

/**
 * The files of the folders that a package.json installs from (`file:vendor/x`): a fresh install needs them. At most 200
 * of each; folders outside of the commit have none.
 */
export function folderFiles(files: CommitFiles, path: string): readonly string[] {
  const text = files.text(path) ?? '';
  const manifest = text.includes('"file:') ? readManifest(text) : undefined;
  const wanted = manifest?.ok ? [...manifest.value.dependencies.values()] : [];
  return wanted
    .filter((range) => range.startsWith('file:') && !range.startsWith('file:/'))
    .flatMap((range) => {
      const folder = `${posix.join(folderOf(path), range.slice('file:'.length)).replace(/\/$/, '')}/`;
      return files.paths.filter((one) => one.startsWith(folder)).slice(0, mostFiles);
    });
}

const mostFiles = 200;
