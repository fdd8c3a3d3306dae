import type { LockProblem } from './lock-part.js';
import { maps, type NpmManifest } from './npm-manifest.js';

/**
 * Where a manifest and the copy of it in a lock differ: then one was edited without the other, and `npm ci` refuses.
 * @param paths of the manifest and of the lock, for the words
 */
export function compareManifests(
  manifest: NpmManifest,
  copy: NpmManifest,
  paths: { readonly manifest: string; readonly lock: string },
): readonly LockProblem[] {
  return maps.flatMap((map) => {
    const [wants, has] = [manifest[map], copy[map]];
    return [...new Set([...wants.keys(), ...has.keys()])].flatMap((name): readonly LockProblem[] => {
      const [want, lock] = [wants.get(name), has.get(name)];
      return want === lock ? [] : [{ name, about: versions(want, lock), text: textOf(name, want, lock, paths) }];
    });
  });
}

/** For the key of a finding: what is wanted and what the lock has. */
export const versions = (want: string | undefined, has: string | undefined): readonly string[] => [
  want ?? 'none',
  has ?? 'none',
];

function textOf(
  name: string,
  want: string | undefined,
  has: string | undefined,
  { manifest, lock }: { readonly manifest: string; readonly lock: string },
): string {
  if (want === undefined) {
    return `${lock} was made for ${name} ${has}, which ${manifest} does not name any more`;
  }

  return has === undefined
    ? `${manifest} wants ${name} ${want}, and ${lock} does not know it`
    : `${manifest} wants ${name} ${want}, and ${lock} was made for ${has}`;
}
