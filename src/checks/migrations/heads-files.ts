import type { SourceAsked } from '../../run/evidence.js';
import { directoryOf } from './directory.js';
import type { PythonFile } from './heads-python.js';
import type { FrameworkName, MigrationsLook } from './model.js';

/** The release's files beside its migrations of a framework, and beside those that are gone. */
export function besideOf(look: MigrationsLook, framework: FrameworkName): readonly MigrationsLook['files'][number][] {
  const directories = new Set(
    look.migrations.filter((one) => one.framework === framework).map(({ path }) => directoryOf(path)),
  );
  return look.files.filter(({ path }) => directories.has(directoryOf(path)));
}

/** What a directory of Python migrations holds; `unread` are the paths whose text nobody has. */
export interface PythonFiles {
  readonly files: readonly PythonFile[];
  readonly unread: readonly string[];
  readonly sources: readonly SourceAsked[];
}

/** Python modules but `__init__` and those that Django passes over: names that begin with `_` or `~`. */
export async function pythonBeside(look: MigrationsLook, framework: FrameworkName): Promise<PythonFiles> {
  const wanted = besideOf(look, framework).filter(({ path }) => /(?:^|\/)[^_~/][^/]*\.py$/.test(path));
  if (wanted.length === 0) {
    return { files: [], unread: [], sources: [] };
  }

  const { git } = look.context.world;
  const blobs = await git.blobs(
    wanted.map(({ blob }) => blob),
    look.context.signal,
  );
  const texts = wanted.map(({ path, blob }) => ({ path, text: blobs.known ? blobs.value.get(blob) : undefined }));
  return {
    files: texts.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }])),
    unread: texts.flatMap(({ path, text }) => (text === undefined ? [path] : [])),
    sources: blobs.source === undefined ? [] : [blobs.source],
  };
}
