import { type GoMod, type GoRequire, readGoMod } from './go-mod.js';
import { fileAt, folderOf, manifestsOf } from './lock-files.js';
import { type LockFound, type LockProblem, partOf, unreadable, unreadableFile, versionsOf } from './lock-part.js';
import type { CommitFiles, PinsReader, ReadOptions, Requirement } from './model.js';

/** `go.mod` with `go.sum`. Its versions are always exact; without their checksums go refuses to build. */
export const goReader: PinsReader = {
  wants: (files, options) =>
    manifests(files, options).flatMap((path) => [path, sumOf(path)].filter((one) => files.blob(one) !== undefined)),
  read: (files, options) =>
    manifests(files, options).flatMap((path) => {
      const found = findIn(files, path);
      return found.direct.length === 0 && found.problems.length === 0
        ? []
        : [partOf('go', path, found, files, options)];
    }),
};

const manifests = (files: CommitFiles, options: ReadOptions) => manifestsOf(files, options, /^go\.mod$/, ['go.sum']);

const sumOf = (path: string): string => `${folderOf(path)}go.sum`;

function findIn(files: CommitFiles, path: string): LockFound {
  const [file, sumFile] = [fileAt(files, path), fileAt(files, sumOf(path))];
  if (file.state !== 'read') {
    return { direct: [], problems: file.state === 'none' ? [] : [unreadableFile(file)], read: [path] };
  }

  const mod = readGoMod(file.text);
  const read = [path, sumOf(path)];
  if (mod.strange !== undefined) {
    return { direct: [], problems: [unreadable(path, 'is not as go writes it', mod.strange)], read };
  }

  const direct = mod.requires
    .filter(({ isIndirect }) => !isIndirect)
    .map(({ module, version, line }): Requirement => {
      return { name: module, wanted: version, pinned: true, path, line };
    });
  const lock = sumOf(path);
  if (sumFile.state === 'unreadable') {
    return { lock, direct, problems: [unreadableFile(sumFile)], read };
  }

  const isAnything = mod.requires.some((one) => replaced(one, mod) !== 'folder');
  return {
    lock,
    direct,
    locked: versionsOf(mod.requires.map(({ module, version }) => [module, version])),
    problems:
      sumFile.state === 'none'
        ? isAnything
          ? [{ about: ['go.sum'], text: `there is no ${lock}: nothing says what the modules of ${path} must hold` }]
          : []
        : withoutSum(mod, new Set(linesOf(sumFile.text)), { path, lock }),
    read,
  };
}

/** `module version` and `module version/go.mod`, of lines with their checksum. */
const linesOf = (text: string): readonly string[] =>
  text.split(/\r?\n/).flatMap((raw) => /^(\S+ \S+) h1:\S+$/.exec(raw)?.[1] ?? []);

/** What go looks up for a requirement; a folder has no checksum. */
function replaced({ module, version }: GoRequire, { replaces }: GoMod): string | 'folder' {
  const by =
    replaces.find((one) => one.module === module && one.version === version) ??
    replaces.find((one) => one.module === module && one.version === undefined);
  return by === undefined ? `${module} ${version}` : by.byVersion === undefined ? 'folder' : `${by.by} ${by.byVersion}`;
}

/** Of what only others want go may need no more than its go.mod. */
const withoutSum = (
  mod: GoMod,
  sums: ReadonlySet<string>,
  { path, lock }: { readonly path: string; readonly lock: string },
): readonly LockProblem[] =>
  mod.requires.flatMap((one): readonly LockProblem[] => {
    const wanted = replaced(one, mod);
    const isThere = wanted === 'folder' || (sums.has(`${wanted}/go.mod`) && (one.isIndirect || sums.has(wanted)));
    return isThere
      ? []
      : [
          {
            name: one.module,
            about: [wanted],
            text: `${path}:${one.line} wants ${wanted}, and ${lock} has no checksum of it`,
          },
        ];
  });
