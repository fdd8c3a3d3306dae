import { type LockProblem, unreadable, versionsOf } from './lock-part.js';
import { versions } from './npm-compare.js';
import { maps, type NpmManifest } from './npm-manifest.js';
import { npmAllows } from './npm-range.js';
import type { NpmLockCheck } from './npm-types.js';
import { type PnpmLock, type PnpmWanted, readPnpmLock } from './pnpm-lock.js';
import { pnpmPackage } from './pnpm-packages.js';

/** `pnpm-lock.yaml`: the specifiers of every importer are those of its manifest, or `pnpm install --frozen-lockfile` refuses. */
export const checkPnpmLock: NpmLockCheck = ({ manifest, members, paths }, text) => {
  const lock = readPnpmLock(text);
  if (!lock.ok) {
    return { problems: [unreadable(paths.lock, lock.why, lock.line)] };
  }

  const all = [{ folder: '.', path: paths.manifest, manifest }, ...members];
  const known = new Set(all.map(({ folder }) => folder));
  return {
    locked: versionsOf(lock.value.packages),
    problems: [
      ...all.flatMap((one) => {
        const specifiers = lock.value.importers.get(one.folder);
        if (specifiers === undefined) {
          const wantsNothing = wantsOf(one.manifest).size === 0;
          return wantsNothing
            ? []
            : [{ about: [one.folder], text: `${one.path} is a workspace that ${paths.lock} does not know` }];
        }

        return compare(one.manifest, specifiers, lock.value, { ...paths, manifest: one.path });
      }),
      ...[...lock.value.importers.keys()]
        .filter((folder) => !known.has(folder))
        .map((folder) => ({
          about: [folder],
          text: `${paths.lock} knows the workspace ${folder}, and it is none any more: write it anew with pnpm install`,
          // Nothing of it is installed for the others.
          verdict: 'warn' as const,
        })),
      ...missing(lock.value, paths.lock),
    ],
  };
};

const wantsOf = (manifest: NpmManifest): ReadonlyMap<string, string> =>
  new Map(maps.filter((map) => map !== 'peerDependencies').flatMap((map) => [...manifest[map]]));

function compare(
  manifest: NpmManifest,
  specifiers: ReadonlyMap<string, PnpmWanted>,
  { overrides }: PnpmLock,
  { manifest: path, lock }: { readonly manifest: string; readonly lock: string },
): readonly LockProblem[] {
  const wants = wantsOf(manifest);
  return [...new Set([...wants.keys(), ...specifiers.keys()])].flatMap((name): readonly LockProblem[] => {
    const [want, made] = [wants.get(name), specifiers.get(name)];
    const has = made?.specifier;
    const about = versions(want, has);
    if (want === undefined) {
      // pnpm may install peers by itself; then they stand among the specifiers.
      return manifest.peerDependencies.has(name)
        ? []
        : [{ name, about, text: `${lock} was made for ${name} ${has}, which ${path} does not name any more` }];
    }

    if (has === undefined) {
      return /^link:/.test(want)
        ? []
        : [{ name, about, text: `${path} wants ${name} ${want}, and ${lock} does not know it` }];
    }

    return want === has || overrides.get(name) === has
      ? tooOld(name, made, path, lock)
      : [{ name, about, text: `${path} wants ${name} ${want}, and ${lock} was made for ${has}` }];
  });
}

/** What stands beside the range in the lock itself has to be one that it takes. */
function tooOld(name: string, made: PnpmWanted | undefined, path: string, lock: string): readonly LockProblem[] {
  const [, version] = pnpmPackage(name, made?.version ?? '') ?? [];
  const range = made?.specifier.replace(/^npm:(?:@[^/@]+\/)?[^@]+@?/, '');
  if (version === undefined || range === undefined || npmAllows(range, version) !== false) {
    return [];
  }

  const text = `${lock} holds ${name} ${version}, and ${path} wants ${made?.specifier}`;
  return [{ name, about: versions(made?.specifier, version), text }];
}

/** What an importer or a package needs, and is not among the packages: the end of the file is gone, or a merge lost it. */
function missing({ importers, packages, needs }: PnpmLock, lock: string): readonly LockProblem[] {
  const has = new Set(packages.map((one) => one.join(' ')));
  const wanted = [...importers].flatMap(([folder, wants]) =>
    [...wants].flatMap(([name, { version, isOptional }]) => {
      const one = version === undefined || isOptional ? undefined : pnpmPackage(name, version);
      return one === undefined ? [] : [{ by: folder === '.' ? 'the project' : folder, wanted: one }];
    }),
  );
  return [...wanted, ...needs]
    .filter((one) => !has.has(one.wanted.join(' ')))
    .map(({ by, wanted: [name, version] }) => ({
      ...{ name, about: versions(version, undefined) },
      text: `${lock} holds no package ${name} ${version}, which ${by} needs`,
    }));
}
