import { folderOf } from './lock-files.js';
import type { CommitFiles, PinFinding, PinsPart, PinsReader, ReadOptions, Requirement } from './model.js';
import { lockFindings } from './python-lock-match.js';
import { type LockName, lockNames, type PythonLock, readLock } from './python-locks.js';
import { isDeployed, manifestsNamed, requirementsBeside, requirementsIn } from './requirements-find.js';
import { extrasOf, pipfileWants, pyprojectWants, type Wanted } from './toml-pyproject.js';
import { asTable, type Table, type TomlRead, tomlOf } from './toml-read.js';

/** `pyproject.toml` and `Pipfile`, each with the lock beside it. */
export const pythonProject: PinsReader = {
  wants: (files, options) => manifestsIn(files, options).flatMap((path) => [path, ...locksBeside(path, files)]),
  read: (files, options) => manifestsIn(files, options).flatMap((path) => partsOf(path, files, options)),
};

const manifestsIn = ({ paths }: CommitFiles, { files }: ReadOptions): readonly string[] =>
  files === undefined
    ? [...manifestsNamed('pyproject.toml', paths), ...manifestsNamed('Pipfile', paths)]
    : paths.filter(
        (path) =>
          /(?:^|\/)(?:pyproject\.toml|Pipfile)$/.test(path) &&
          (files.includes(path) || lockPaths(path).some((lock) => files.includes(lock))),
      );

const lockPaths = (path: string): readonly string[] =>
  lockNames
    .filter((name) => (name === 'Pipfile.lock') === path.endsWith('Pipfile'))
    .map((name) => `${folderOf(path)}${name}`);

const locksBeside = (path: string, files: CommitFiles): readonly string[] =>
  lockPaths(path).filter((lock) => files.blob(lock) !== undefined);

function partsOf(path: string, files: CommitFiles, options: ReadOptions): readonly PinsPart[] {
  const read = tomlOf(path, files);
  if (!read.ok) {
    return [broken(path, read.why, files)];
  }

  const wants = path.endsWith('Pipfile') ? pipfileWants(read.table) : pyprojectWants(read.table);
  const [lock] = locksBeside(path, files);
  // A file of settings for tools wants nothing, and neither lock nor finding is missed there.
  return wants.length === 0 && lock === undefined
    ? []
    : [partOf({ path, table: read.table, wants, lock, files, options })];
}

interface Project {
  readonly path: string;
  readonly table: Table;
  readonly wants: readonly Wanted[];
  readonly lock: string | undefined;
  readonly files: CommitFiles;
  readonly options: ReadOptions;
}

function partOf({ path, table, wants, lock, files, options }: Project): PinsPart {
  const direct = wants.map(({ name, wanted, pinned }): Requirement => ({ name, wanted, pinned, path }));
  const counted = wants.filter(({ name }) => !options.ignore.includes(name));
  const part = {
    ...({ ecosystem: 'python', name: path, direct } as const),
    files: [path, ...(lock === undefined ? [] : [lock])].map((one) => ({ path: one, blob: files.blob(one) ?? '' })),
  };
  if (lock === undefined) {
    return { ...part, ...withoutLock({ path, table, wants: counted, lock, files, options }) };
  }

  const name = lock.slice(folderOf(lock).length) as LockName;
  const read = name === 'Pipfile.lock' ? jsonOf(lock, files) : tomlOf(lock, files);
  if (!read.ok) {
    const finding: PinFinding = { facet: 'lock', key: `py:${lock}`, text: read.why, verdict: 'unknown' };
    return { ...part, whole: false, fine: {}, findings: [finding] };
  }

  const locked: PythonLock = readLock(name, read.table, table);
  return {
    ...part,
    locked: locked.versions,
    wantedBy: locked.wantedBy,
    whole: true,
    fine: {
      ranges: `${lock} has exact versions`,
      transitive: `${lock} names all ${locked.versions.size}`,
      lock: `${lock} belongs to ${path}`,
    },
    findings: lockFindings({ manifest: path, lock, wants, locked }).filter(
      ({ key }) => !options.ignore.some((name) => key === `py:${name}`),
    ),
  };
}

/** Beside requirements files the manifest is what a library says of itself; they are what is installed. */
function withoutLock({
  path,
  table,
  wants,
  files,
  options,
}: Project): Pick<PinsPart, 'whole' | 'fine' | 'findings' | 'locked'> {
  const isBeside = requirementsBeside(path, options.files ?? requirementsIn(files.paths)).length > 0;
  const loose = isBeside ? [] : wants.filter(({ pinned }) => !pinned);
  const pins = wants
    .filter(({ pinned }) => pinned)
    .map(({ name, wanted }): readonly [string, string] => [name, wanted.replace(/^=+\s*/, '')]);
  return {
    whole: isBeside,
    ...(isBeside ? {} : { locked: new Map(pins) }),
    fine: isBeside ? {} : { ranges: `${path}: all ${wants.length} pinned${notLookedAt(table)}` },
    findings: loose.map(({ name, wanted }) => ({
      facet: 'ranges',
      key: `py:${name}`,
      text: `${name} in ${path} is not pinned: ${wanted === '' ? 'any version may come' : `${wanted} leaves several versions`}, and there is no lock file`,
    })),
  };
}

/** An extra is installed only where the deploy names it, and no manifest says so. */
function notLookedAt(table: Table): string {
  const names = Object.keys(extrasOf(table)).filter(isDeployed);
  return names.length === 0 ? '' : `; what its extras bring is not looked at (${names.join(', ').slice(0, 100)})`;
}

function broken(path: string, why: string, files: CommitFiles): PinsPart {
  return {
    ...{ ecosystem: 'python', name: path, direct: [], whole: false, fine: {} },
    files: [{ path, blob: files.blob(path) ?? '' }],
    findings: [{ facet: 'ranges', key: `py:unread:${path}`, text: why, verdict: 'unknown' }],
  };
}

function jsonOf(path: string, files: CommitFiles): TomlRead {
  try {
    return { ok: true, table: asTable(JSON.parse(files.text(path) ?? '')) };
  } catch {
    return { ok: false, why: `${path} is not understood as JSON` };
  }
}
