import { type LockProblem, unreadable, versionsOf } from './lock-part.js';
import { maps, type NpmManifest } from './npm-manifest.js';
import type { NpmLockCheck } from './npm-types.js';
import { type PnpmLock, readPnpmLock } from './pnpm-lock.js';

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
          return wantsNothing ? [] : [{ text: `${one.path} is a workspace that ${paths.lock} does not know` }];
        }

        return compare(one.manifest, specifiers, lock.value, { ...paths, manifest: one.path });
      }),
      ...[...lock.value.importers.keys()]
        .filter((folder) => !known.has(folder))
        .map((folder) => ({ text: `${paths.lock} knows the workspace ${folder}, and it is none any more` })),
    ],
  };
};

const wantsOf = (manifest: NpmManifest): ReadonlyMap<string, string> =>
  new Map(maps.filter((map) => map !== 'peerDependencies').flatMap((map) => [...manifest[map]]));

function compare(
  manifest: NpmManifest,
  specifiers: ReadonlyMap<string, string>,
  { overrides }: PnpmLock,
  { manifest: path, lock }: { readonly manifest: string; readonly lock: string },
): readonly LockProblem[] {
  const wants = wantsOf(manifest);
  return [...new Set([...wants.keys(), ...specifiers.keys()])].flatMap((name): readonly LockProblem[] => {
    const [want, has] = [wants.get(name), specifiers.get(name)];
    if (want === undefined) {
      // pnpm may install peers by itself; then they stand among the specifiers.
      return manifest.peerDependencies.has(name)
        ? []
        : [{ name, text: `${lock} was made for ${name} ${has}, which ${path} does not name any more` }];
    }

    if (has === undefined) {
      return /^link:/.test(want) ? [] : [{ name, text: `${path} wants ${name} ${want}, and ${lock} does not know it` }];
    }

    return want === has || overrides.get(name) === has
      ? []
      : [{ name, text: `${path} wants ${name} ${want}, and ${lock} was made for ${has}` }];
  });
}
