import { fileAt, folderOf, manifestsOf, nameOf } from './lock-files.js';
import { type LockFound, type LockProblem, partOf, unreadable, unreadableFile, versionsOf } from './lock-part.js';
import type { CommitFiles, PinsReader, ReadOptions } from './model.js';
import { type Gemfile, type GemWanted, readGemfile } from './ruby-gemfile.js';
import { type GemfileLock, readGemfileLock } from './ruby-lock.js';
import { gemAllows } from './ruby-requirement.js';

/** `Gemfile` with `Gemfile.lock`, and `gems.rb` with `gems.locked`. */
export const rubyReader: PinsReader = {
  wants: (files, options) =>
    manifests(files, options).flatMap((path) => [path, lockOf(path)].filter((one) => files.blob(one) !== undefined)),
  read: (files, options) =>
    manifests(files, options).map((path) => partOf('ruby', path, findIn(files, path), files, options)),
};

const manifests = (files: CommitFiles, options: ReadOptions) =>
  manifestsOf(files, options, /^(?:Gemfile|gems\.rb)$/, ['Gemfile.lock', 'gems.locked']);

const lockOf = (path: string): string =>
  `${folderOf(path)}${nameOf(path) === 'Gemfile' ? 'Gemfile.lock' : 'gems.locked'}`;

function findIn(files: CommitFiles, path: string): LockFound {
  const [file, lockFile] = [fileAt(files, path), fileAt(files, lockOf(path))];
  if (file.state !== 'read') {
    return { direct: [], problems: file.state === 'none' ? [] : [unreadableFile(file)], read: [path] };
  }

  const gemfile = readGemfile(file.text);
  const direct = gemfile.gems.map((gem) => ({
    name: gem.name,
    wanted: gem.requirements.join(', '),
    pinned: lockFile.state !== 'none' || isExact(gem),
    path,
    line: gem.line,
  }));
  const open = gemfile.dynamic.slice(0, 20).map(
    (line): LockProblem => ({
      text: `${path}:${line} names a gem in a way that only ruby can tell: it is not compared with ${nameOf(lockOf(path))}`,
      verdict: 'unknown',
      facets: [lockFile.state === 'none' ? 'ranges' : 'lock'],
    }),
  );
  if (lockFile.state !== 'read') {
    const problems = lockFile.state === 'none' ? open : [...open, unreadableFile(lockFile)];
    return {
      direct,
      problems,
      read: [path],
      ...(lockFile.state === 'none' ? {} : { lock: lockFile.path }),
    };
  }

  const lock = readGemfileLock(lockFile.text);
  const read = [path, lockFile.path];
  return lock.strange === undefined
    ? {
        lock: lockFile.path,
        direct,
        locked: versionsOf(lock.specs),
        wantedBy: lock.wantedBy,
        problems: [...open, ...compare(gemfile, lock, { path, lock: lockFile.path })],
        read,
      }
    : {
        lock: lockFile.path,
        direct,
        problems: [unreadable(lockFile.path, 'is not as bundler writes it', lock.strange)],
        read,
      };
}

const isExact = ({ requirements, isCommit }: GemWanted): boolean =>
  isCommit || requirements.some((one) => /^=?\s*\d[\w.-]*$/.test(one));

function compare(
  { gems, dynamic, isOpen }: Gemfile,
  { dependencies, specs, needs }: GemfileLock,
  { path, lock }: { readonly path: string; readonly lock: string },
): readonly LockProblem[] {
  const named = new Set(gems.map(({ name }) => name));
  const sometimes = new Set(gems.filter(({ isSometimes }) => isSometimes).map(({ name }) => name));
  const has = versionsOf(specs);
  const variants = new Map<string, Set<string>>();
  for (const gem of gems) {
    const known = variants.get(gem.name) ?? new Set();
    variants.set(gem.name, known.add(plain(gem.requirements)));
  }

  const wanted = [...named].flatMap((name): readonly LockProblem[] => {
    const made = dependencies.get(name);
    const wants = gems.find((gem) => gem.name === name)?.requirements.join(', ') ?? '';
    const want = `${name}${wants === '' ? '' : ` ${wants}`}`;
    if (made === undefined) {
      return [{ name, about: [any(wants), 'none'], text: `${path} wants ${want}, and ${lock} does not know it` }];
    }

    if (!variants.get(name)?.has(plain(made))) {
      const forWhat = any(made.join(', '));
      const text = `${path} wants ${want}, and ${lock} was made for ${forWhat}`;
      return [{ name, about: [any(wants), forWhat], text }];
    }

    return [];
  });
  const made = [...dependencies].map(([name, requirements]) => ({ by: path, name, requirements }));
  const lacking = [...made, ...needs]
    // Bundler itself is never locked.
    .filter(({ name, by }) => name !== 'bundler' && !(by === path && sometimes.has(name) && !has.has(name)))
    .flatMap(({ by, name, requirements }) => lackOf(name, requirements, by, has.get(name), lock));
  // What other files may name is not too much.
  const isWhole = !isOpen && dynamic.length === 0;
  const extra = isWhole ? [...dependencies].filter(([name]) => !named.has(name)) : [];
  return [
    ...wanted,
    ...lacking,
    ...extra.map(([name, requirements]) => ({
      ...{ name, about: ['none', any(requirements.join(', '))] },
      text: `${lock} was made for ${name}, which ${path} does not name any more`,
    })),
  ];
}

const any = (requirements: string): string => (requirements === '' ? 'any' : requirements);

/** A gem that is not in the lock, or in no version that whoever needs it takes: then bundler resolves again, or refuses. */
function lackOf(
  name: string,
  requirements: readonly string[],
  by: string,
  versions: string | undefined,
  lock: string,
): readonly LockProblem[] {
  const wants = any(requirements.join(', '));
  if (versions === undefined) {
    return [{ name, about: [wants, 'none'], text: `${lock} holds no ${name}, which ${by} wants (${wants})` }];
  }

  const isWrong = versions.split(', ').every((version) => gemAllows(requirements, version) === false);
  const text = `${lock} holds ${name} ${versions.replaceAll(', ', ' and ')}, and ${by} wants ${wants}`;
  return isWrong ? [{ name, about: [wants, versions], text }] : [];
}

/** The same whatever the order, and `1.2` for `= 1.2`; `>= 0` says nothing. */
const plain = (requirements: readonly string[]): string =>
  requirements
    .map((one) => one.replace(/^=\s*/, '').replaceAll(/\s+/g, ''))
    .filter((one) => one !== '>=0')
    .toSorted()
    .join(',');
