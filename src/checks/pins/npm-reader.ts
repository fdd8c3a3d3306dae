import { fileAt, folderOf, manifestsOf } from './lock-files.js';
import { type LockFound, type LockProblem, partOf, unreadable, unreadableFile } from './lock-part.js';
import type { CommitFiles, PinsReader, ReadOptions, Requirement } from './model.js';
import { checkBunLock } from './npm-bun-check.js';
import { folderFiles } from './npm-folders.js';
import { checkNpmLock } from './npm-lock-check.js';
import { isExactNpm, type NpmManifest, readManifest } from './npm-manifest.js';
import type { NpmLockCheck, NpmMember } from './npm-types.js';
import { workspaceFolders } from './npm-workspaces.js';
import { checkPnpmLock } from './pnpm-lock-check.js';
import { pnpmGlobs } from './pnpm-workspace.js';
import { checkYarnLock } from './yarn-lock-check.js';

/** `package.json` with the lock of npm, yarn, pnpm or bun. */
export const npmReader: PinsReader = {
  wants: (files, options) => {
    const manifests = manifestsOf(files, options, isManifest, lockNames);
    return manifests.flatMap((path) => {
      const folder = folderOf(path);
      const members = memberFolders(files, path).map((member) => `${folder}${member}/package.json`);
      const beside = [...lockNames, 'pnpm-workspace.yaml', '.npmrc'].map((name) => `${folder}${name}`);
      return [
        path,
        ...members,
        ...folderFiles(files, path),
        ...beside.filter((name) => files.blob(name) !== undefined),
      ];
    });
  },
  read: (files, options) => {
    const manifests = manifestsOf(files, options, isManifest, lockNames);
    const members = new Set(
      manifests.flatMap((path) =>
        memberFolders(files, path).map((member) => `${folderOf(path)}${member}/package.json`),
      ),
    );
    return manifests
      .filter((path) => !members.has(path))
      .flatMap((path) => {
        const found = findIn(files, path, options);
        return found === undefined ? [] : [partOf('npm', path, found, files, options)];
      });
  },
};

const isManifest = /^package\.json$/;

/** In the order in which they count where nothing else says which. */
const locks: readonly { readonly manager: string; readonly name: string; readonly check?: NpmLockCheck }[] = [
  { manager: 'npm', name: 'npm-shrinkwrap.json', check: checkNpmLock },
  { manager: 'npm', name: 'package-lock.json', check: checkNpmLock },
  { manager: 'yarn', name: 'yarn.lock', check: checkYarnLock },
  { manager: 'pnpm', name: 'pnpm-lock.yaml', check: checkPnpmLock },
  { manager: 'bun', name: 'bun.lock', check: checkBunLock },
  { manager: 'bun', name: 'bun.lockb' },
];

const lockNames = locks.map(({ name }) => name);

/** Folders of the workspaces of a project, as far as its manifest was read already. */
function memberFolders(files: CommitFiles, path: string): readonly string[] {
  const folder = folderOf(path);
  const text = files.text(path) ?? '';
  // Most have none: reading a large manifest once is enough.
  const manifest = text.includes('"workspaces"') ? readManifest(text) : undefined;
  const globs = [
    ...(manifest?.ok ? manifest.value.workspaces : []),
    ...pnpmGlobs(files.text(`${folder}pnpm-workspace.yaml`) ?? ''),
  ];
  return globs.length === 0
    ? []
    : workspaceFolders(
        globs,
        files.paths
          .filter((one) => one.startsWith(folder) && one.endsWith('/package.json'))
          .map((one) => one.slice(folder.length, -'/package.json'.length)),
      );
}

/** Undefined: there is nothing to install. */
function findIn(files: CommitFiles, path: string, options: ReadOptions): LockFound | undefined {
  const file = fileAt(files, path);
  if (file.state !== 'read') {
    return file.state === 'none' ? undefined : { direct: [], problems: [unreadableFile(file)], read: [path] };
  }

  const manifest = readManifest(file.text);
  if (!manifest.ok) {
    return { direct: [], problems: [unreadable(path, manifest.why, manifest.line)], read: [path] };
  }

  const { members, problems } = membersOf(files, path);
  const folder = folderOf(path);
  const beside = locks.filter(({ name }) => files.blob(`${folder}${name}`) !== undefined);
  const chosen = beside.filter(({ manager }) => manager === manifest.value.packageManager);
  const counting = (chosen.length > 0 ? chosen : beside).filter(
    ({ name }, _index, all) => name !== 'package-lock.json' || all[0]?.name === name,
  );
  const direct = [{ path, manifest: manifest.value }, ...members].flatMap((one) =>
    requirementsOf(one.manifest, one.path, counting.length > 0),
  );
  if (direct.length === 0 && counting.length === 0 && problems.length === 0 && options.files === undefined) {
    return undefined;
  }

  const found = counting.map(({ name, check }) => {
    const lock = fileAt(files, `${folder}${name}`);
    const paths = { manifest: path, lock: `${folder}${name}` };
    if (lock.state !== 'read' || check === undefined) {
      const why = 'could not be read: it is larger than 4 MiB, or no text';
      return { problems: [unreadable(paths.lock, why)] };
    }

    return check({ manifest: manifest.value, members, paths }, lock.text);
  });
  const [first] = counting;
  const locked = found.find((one) => one.locked !== undefined);
  return {
    ...(first === undefined ? {} : { lock: `${folder}${first.name}` }),
    direct,
    ...(locked?.locked === undefined ? {} : { locked: locked.locked }),
    ...(locked?.wantedBy === undefined ? {} : { wantedBy: locked.wantedBy }),
    problems: [...problems, ...found.flatMap((one) => one.problems)],
    read: [
      path,
      ...members.map((one) => one.path),
      ...folderFiles(files, path),
      ...counting.map(({ name }) => `${folder}${name}`),
    ],
  };
}

function membersOf(
  files: CommitFiles,
  path: string,
): { readonly members: readonly NpmMember[]; readonly problems: readonly LockProblem[] } {
  const members: NpmMember[] = [];
  const problems: LockProblem[] = [];
  for (const folder of memberFolders(files, path)) {
    const file = fileAt(files, `${folderOf(path)}${folder}/package.json`);
    if (file.state === 'unreadable') {
      problems.push(unreadableFile(file));
    } else if (file.state === 'read') {
      const manifest = readManifest(file.text);
      if (manifest.ok) {
        members.push({ folder, path: file.path, manifest: manifest.value });
      } else {
        problems.push(unreadable(file.path, manifest.why, manifest.line));
      }
    }
  }

  return { members, problems };
}

/** What is installed where the application runs: without a lock the tools of its developers do not matter. */
const requirementsOf = (
  { dependencies, optionalDependencies }: NpmManifest,
  path: string,
  isLocked: boolean,
): readonly Requirement[] =>
  [...dependencies, ...optionalDependencies].map(([name, wanted]) => ({
    ...{ name, wanted, path },
    pinned: isLocked || isExactNpm(wanted),
  }));
