import { composerHash } from './composer-hash.js';
import { fileAt, folderOf, manifestsOf } from './lock-files.js';
import { type JsonMap, mapOf, readJson, textOf, textsOf } from './lock-json.js';
import { type LockFound, type LockProblem, partOf, unreadable, unreadableFile, versionsOf } from './lock-part.js';
import type { CommitFiles, PinsReader, ReadOptions, Requirement } from './model.js';

/** `composer.json` with `composer.lock`. */
export const composerReader: PinsReader = {
  wants: (files, options) =>
    manifests(files, options).flatMap((path) => [path, lockOf(path)].filter((one) => files.blob(one) !== undefined)),
  read: (files, options) =>
    manifests(files, options).flatMap((path) => {
      const found = findIn(files, path);
      const isEmpty = found.lock === undefined && found.direct.length === 0 && found.problems.length === 0;
      return isEmpty ? [] : [partOf('composer', path, found, files, options)];
    }),
};

const manifests = (files: CommitFiles, options: ReadOptions) =>
  manifestsOf(files, options, /^composer\.json$/, ['composer.lock']);

const lockOf = (path: string): string => `${folderOf(path)}composer.lock`;

function findIn(files: CommitFiles, path: string): LockFound {
  const [file, lockFile] = [fileAt(files, path), fileAt(files, lockOf(path))];
  if (file.state !== 'read') {
    return { direct: [], problems: file.state === 'none' ? [] : [unreadableFile(file)], read: [path] };
  }

  const manifest = readJson(file.text);
  if (!manifest.ok) {
    return { direct: [], problems: [unreadable(path, manifest.why, manifest.line)], read: [path] };
  }

  const direct = [...textsOf(manifest.value.get('require'))]
    .filter(([name]) => isPackage(name))
    .map(([name, wanted]): Requirement => {
      const isExact = /^[=v]*\d+(?:\.\d+){1,3}(?:-[\w.]+)?$/.test(wanted) || /#[0-9a-f]{40}$/.test(wanted);
      return { name: name.toLowerCase(), wanted, path, pinned: lockFile.state !== 'none' || isExact };
    });
  if (lockFile.state !== 'read') {
    return lockFile.state === 'none'
      ? { direct, problems: [], read: [path] }
      : { lock: lockFile.path, direct, problems: [unreadableFile(lockFile)], read: [path] };
  }

  const lock = readJson(lockFile.text);
  const read = [path, lockFile.path];
  const packages = lock.ok ? packagesOf(lock.value) : undefined;
  if (!lock.ok || packages === undefined) {
    const why = lock.ok ? 'is not as composer writes it: it has no packages' : lock.why;
    const line = lock.ok ? undefined : lock.line;
    return { lock: lockFile.path, direct, problems: [unreadable(lockFile.path, why, line)], read };
  }

  return {
    lock: lockFile.path,
    direct,
    locked: versionsOf(packages.map(({ name, version }) => [name, version])),
    problems: compare(manifest.value, lock.value, packages, { path, lock: lockFile.path }),
    read,
  };
}

/** `php`, `ext-json` and `composer-runtime-api` are no packages. */
const isPackage = (name: string): boolean => name.includes('/');

interface LockedPhp {
  readonly name: string;
  readonly version: string;
  /** Other names it stands for. */
  readonly replaces: readonly string[];
}

function packagesOf(lock: JsonMap): readonly LockedPhp[] | undefined {
  const lists = [lock.get('packages'), lock.get('packages-dev') ?? []];
  return lists.every((list) => Array.isArray(list))
    ? lists.flat().flatMap((entry) => {
        const map = mapOf(entry);
        const [name, version] = [textOf(map?.get('name')), textOf(map?.get('version'))];
        const replaces = [map?.get('replace'), map?.get('provide')].flatMap((one) => [...textsOf(one).keys()]);
        return name === undefined || version === undefined ? [] : [{ name: name.toLowerCase(), version, replaces }];
      })
    : undefined;
}

function compare(
  manifest: JsonMap,
  lock: JsonMap,
  packages: readonly LockedPhp[],
  { path, lock: lockPath }: { readonly path: string; readonly lock: string },
): readonly LockProblem[] {
  const has = new Set(packages.flatMap(({ name, replaces }) => [name, ...replaces]));
  const wanted = ['require', 'require-dev'].flatMap((key) => [...textsOf(manifest.get(key))]);
  const missing = wanted
    .filter(([name]) => isPackage(name) && !has.has(name.toLowerCase()))
    .map(([name, range]): LockProblem => {
      const text = `${path} wants ${name} ${range}, and ${lockPath} does not know it`;
      return { name: name.toLowerCase(), about: [range, 'none'], text };
    });
  const [made, is] = [textOf(lock.get('content-hash')), composerHash(manifest)];
  return missing.length > 0 || made === undefined || is === undefined || made === is
    ? missing
    : [
        {
          about: [made, is].map((hash) => hash.slice(0, 12)),
          text: `${path} was changed after ${lockPath} was made (content-hash ${made.slice(0, 7)}, now ${is.slice(0, 7)})`,
        },
      ];
}
