import type { Patch } from '../checklist/patches-model.js';
import { textOfPatch } from '../checks/patches/patch-text.js';
import type { Release } from '../run/release.js';
import { short } from '../run/release.js';
import { safeLine } from '../text/sanitise.js';
import { judgePatches } from '../world/git-inclusion.js';
import type { Inclusion } from '../world/git-inclusion-types.js';
import type { PatchPlace } from './patch-place.js';

const judgeMs = 30_000;

/**
 * Whether a commit holds a patch; tried after those that stand before it in the register, as a deploy would.
 * @throws OperatorError for a diff that cannot be read
 */
export async function verdictOn(
  patch: Patch,
  release: Release,
  { place, register }: Pick<PatchPlace, 'place' | 'register'>,
): Promise<Inclusion> {
  const at = register.list.findIndex(({ id }) => id === patch.id);
  const before = register.list.slice(0, at).filter(({ state }) => state === 'applied');
  const questions = await Promise.all(
    [...before, patch].map(async (one) => {
      const text = await textOfPatch(place.git.root, one);
      return {
        files: one.files,
        ...(text === undefined ? {} : { text }),
        ...(one.commit === undefined ? {} : { commit: one.commit }),
      };
    }),
  );
  const signal = AbortSignal.timeout(judgeMs);
  const verdicts = await judgePatches(place.git, { release: release.commit, patches: questions, signal });
  return verdicts.at(-1) ?? { in: 'unknown', why: 'git did not say' };
}

/** `8c6783b holds it: the same content`, in one line. */
export function verdictWords(inclusion: Inclusion, { commit }: Release): string {
  const release = short(commit);
  switch (inclusion.in) {
    case 'release':
      return `${release} holds it: ${byWords[inclusion.by]}${inclusion.commit === undefined ? '' : ` (${short(inclusion.commit)})`}${inclusion.changedSince ? ', and the same lines were changed again since' : ''}`;
    case 'can-be-put-back':
      return `${release} does not hold it; it can be put back${inclusion.how === 'three-way' ? ', its lines have moved' : ''}`;
    case 'conflict':
      return `${release} does not hold it, and it cannot be put back by itself: ${safeLine(inclusion.why, 200)}`;
    case 'unknown':
      return `whether ${release} holds it is not known: ${safeLine(inclusion.why, 200)}`;
  }
}

const byWords = {
  commit: 'its commit is in it',
  'same-change': 'another commit makes the same change',
  content: 'its content is there',
} as const;
