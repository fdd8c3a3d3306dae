import { cargoAllows } from './cargo-requirement.js';
import { type CargoManifest, type CrateWanted, cargoManifest, readToml, sharedOf } from './cargo-toml.js';
import { fileAt, folderOf, manifestsOf } from './lock-files.js';
import { mapOf, textOf } from './lock-json.js';
import { type LockFound, type LockProblem, partOf, unreadable, unreadableFile, versionsOf } from './lock-part.js';
import type { CommitFiles, PinsReader, ReadOptions } from './model.js';
import { workspaceFolders } from './npm-workspaces.js';

/** `Cargo.toml`, with those of its workspace, and `Cargo.lock`. */
export const cargoReader: PinsReader = {
  wants: (files, options) =>
    manifests(files, options).flatMap((path) =>
      [path, ...membersOf(files, path), lockOf(path)].filter((one) => files.blob(one) !== undefined),
    ),
  read: (files, options) => {
    const all = manifests(files, options);
    const members = new Set(all.flatMap((path) => membersOf(files, path)));
    return all
      .filter((path) => !members.has(path))
      .flatMap((path) => {
        const found = findIn(files, path);
        const isEmpty = found.lock === undefined && found.direct.length === 0 && found.problems.length === 0;
        return isEmpty ? [] : [partOf('cargo', path, found, files, options)];
      });
  },
};

const manifests = (files: CommitFiles, options: ReadOptions) =>
  manifestsOf(files, options, /^Cargo\.toml$/, ['Cargo.lock']);

const lockOf = (path: string): string => `${folderOf(path)}Cargo.lock`;

/** The manifests of a workspace, as far as its own was read already; folders it depends on belong to it, too. */
function membersOf(files: CommitFiles, path: string): readonly string[] {
  const toml = readToml(files.text(path) ?? '');
  const globs = toml.ok ? (cargoManifest(toml.value).members ?? []) : [];
  const folder = folderOf(path);
  const folders = files.paths
    .filter((one) => globs.length > 0 && one.startsWith(folder) && one.endsWith('/Cargo.toml'))
    .map((one) => one.slice(folder.length, -'/Cargo.toml'.length));
  return workspaceFolders(globs, folders).map((member) => `${folder}${member}/Cargo.toml`);
}

interface Named extends CrateWanted {
  readonly path: string;
}

function findIn(files: CommitFiles, path: string): LockFound {
  const wants: Named[] = [];
  const problems: LockProblem[] = [];
  const read = [path, ...membersOf(files, path)];
  const top = readToml(files.text(path) ?? '');
  const shared = top.ok ? sharedOf(top.value) : new Map();
  for (const one of read) {
    const file = fileAt(files, one);
    if (file.state === 'unreadable') {
      problems.push(unreadableFile(file));
    } else if (file.state === 'read') {
      const toml = readToml(file.text);
      const manifest: CargoManifest | undefined = toml.ok ? cargoManifest(toml.value, shared) : undefined;
      problems.push(...(toml.ok ? [] : [unreadable(one, toml.why, toml.line)]));
      wants.push(...(manifest?.wants ?? []).map((want) => ({ ...want, path: one })));
    }
  }

  const lockFile = fileAt(files, lockOf(path));
  const direct = wants
    .filter(({ isDev, isElsewhere }) => !isDev && !isElsewhere)
    .map(({ name, range = '', path: where }) => {
      return {
        name,
        wanted: range,
        pinned: lockFile.state !== 'none' || /^=\s*\d+\.\d+\.\d+/.test(range),
        path: where,
      };
    });
  if (lockFile.state !== 'read') {
    return lockFile.state === 'none'
      ? { direct, problems, read }
      : { lock: lockFile.path, direct, problems: [...problems, unreadableFile(lockFile)], read };
  }

  const lock = readToml(lockFile.text);
  const packages = lock.ok ? lock.value.get('package') : undefined;
  if (!lock.ok || !(packages === undefined || Array.isArray(packages))) {
    const problem = lock.ok
      ? unreadable(lockFile.path, 'is not as cargo writes it')
      : unreadable(lockFile.path, lock.why, lock.line);
    return { lock: lockFile.path, direct, problems: [...problems, problem], read: [...read, lockFile.path] };
  }

  const locked = versionsOf(
    (packages ?? []).flatMap((entry: unknown) => {
      const map = mapOf(entry);
      const [name, version] = [textOf(map?.get('name')), textOf(map?.get('version'))];
      return name === undefined || version === undefined ? [] : [[name, version] as const];
    }),
  );
  return {
    lock: lockFile.path,
    direct,
    locked,
    problems: [...problems, ...wants.flatMap((want) => problemOf(want, locked, lockFile.path))],
    read: [...read, lockFile.path],
  };
}

function problemOf(
  { name, range, path }: Named,
  locked: ReadonlyMap<string, string>,
  lock: string,
): readonly LockProblem[] {
  const wanted = `${path} wants ${name}${range === undefined ? '' : ` ${range}`}`;
  const versions = locked.get(name)?.split(', ');
  if (versions === undefined) {
    return [{ name, about: [range ?? 'any', 'none'], text: `${wanted}, and ${lock} does not know it` }];
  }

  const answers = range === undefined ? [true] : versions.map((version) => cargoAllows(range, version));
  if (answers.includes(true)) {
    return [];
  }

  return answers.includes(undefined)
    ? [{ name, text: `${wanted}, which cannot be compared with ${lock}`, verdict: 'unknown' }]
    : [
        {
          name,
          about: [range ?? 'any', versions.join(', ')],
          text: `${wanted}, and ${lock} holds ${versions.join(' and ')}`,
        },
      ];
}
