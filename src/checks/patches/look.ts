import type { Target } from '../../checklist/model.js';
import { readRegister } from '../../checklist/patches-file.js';
import type { Patch } from '../../checklist/patches-model.js';
import { judgePatches } from '../../world/git-inclusion.js';
import type { Inclusion } from '../../world/git-inclusion-types.js';
import type { GatherContext } from '../kind.js';
import { hostsOfPatch } from './hosts.js';
import { textOfPatch } from './patch-text.js';

/** A patch that is said to be on hosts of this target, and what becomes of it. */
export interface LookedAt {
  readonly patch: Patch;
  /** As the target names them; never empty. */
  readonly hosts: readonly string[];
  /** Where its file could be read. */
  readonly text?: Uint8Array;
  readonly inclusion: Inclusion;
}

export interface RegisterLook {
  /** Undefined: there is no register. */
  readonly sha256?: string;
  readonly all: readonly Patch[];
  /** Those in state `applied` on hosts of the target, in the order of the register. */
  readonly applied: readonly LookedAt[];
}

export interface LookQuestion extends Pick<GatherContext, 'world' | 'release' | 'previous' | 'signal'> {
  readonly register: string;
  /** Of the target. */
  readonly hosts: readonly string[];
  readonly target: Pick<Target, 'name' | 'path'>;
  /** Full ids of commits of the release that pull requests became, by their number; absent: the forge was not asked. */
  readonly merged?: ReadonlyMap<number, string>;
}

/**
 * Reads the register and looks for its patches in the release.
 * @throws OperatorError or OperatorErrors if the register or a patch file is broken
 */
export async function lookAtRegister(question: LookQuestion): Promise<RegisterLook> {
  const { world, release, previous, signal, hosts, target, merged } = question;
  const { list, content } = await readRegister(world.root, question.register);
  const open = await Promise.all(
    list
      .filter(({ state }) => state === 'applied')
      .map((patch) => ({ patch, hosts: hostsOfPatch(patch.hosts, hosts) }))
      .filter((one) => one.hosts.length > 0)
      .map(async (one) => ({ ...one, text: await textOfPatch(world.root, one.patch) })),
  );
  const inclusions =
    open.length === 0
      ? []
      : await judgePatches(world.git, {
          release: release.commit,
          ...(previous === null ? {} : { previous: previous.commit }),
          patches: open.map(({ patch, text }) => {
            const commit = patch.commit ?? (patch.pr === undefined ? undefined : merged?.get(patch.pr));
            return {
              files: patch.files,
              ...(text === undefined ? {} : { text }),
              ...(commit === undefined ? {} : { commit }),
            };
          }),
          signal,
        });
  const applied = open.flatMap(({ text, ...one }, at): readonly LookedAt[] => {
    const inclusion = inclusions[at];
    return inclusion === undefined
      ? []
      : [{ ...one, ...(text === undefined ? {} : { text }), inclusion: aboutPull(one.patch, inclusion, merged) }];
  });
  return {
    ...(content === undefined ? {} : { sha256: content.sha256 }),
    all: list,
    applied: apart(applied.map((look) => placed(look, target))),
  };
}

/** Of a patch that is nothing but the number of a pull request only the forge can tell. */
function aboutPull(patch: Patch, inclusion: Inclusion, merged: LookQuestion['merged']): Inclusion {
  const { pr, patch: file, commit, files } = patch;
  if (
    pr === undefined ||
    inclusion.in !== 'unknown' ||
    file !== undefined ||
    commit !== undefined ||
    files.length > 0
  ) {
    return inclusion;
  }

  return merged === undefined
    ? { in: 'unknown', why: `nobody asked the forge about pull request ${pr}, and nobody registered its diff` }
    : {
        in: 'conflict',
        files: [`#${pr}`],
        why: 'the pull request is not in this release, and nobody registered its diff',
      };
}

/** Nobody knows where on a host the files of a patch are, unless the target says it. */
const placed = (look: LookedAt, { name, path }: LookQuestion['target']): LookedAt =>
  path !== undefined || look.inclusion.in !== 'can-be-put-back'
    ? look
    : {
        ...look,
        inclusion: {
          in: 'conflict',
          files: filesOf(look.inclusion),
          why: `targets.${name} has no path, the top of the deployed tree`,
        },
      };

/**
 * Patches of one file are put back one on top of the other, as each was tried. Where they are not on the same hosts that
 * would be another file than the one that was tried: a person has to look.
 */
const apart = (looks: readonly LookedAt[]): readonly LookedAt[] =>
  looks.map((look) => {
    const { inclusion } = look;
    if (inclusion.in !== 'can-be-put-back') {
      return look;
    }

    const paths = filesOf(inclusion);
    const other = looks.find(
      (one) =>
        one !== look &&
        one.hosts.join(' ') !== look.hosts.join(' ') &&
        filesOf(one.inclusion).some((path) => paths.includes(path)),
    );
    return other === undefined
      ? look
      : {
          ...look,
          inclusion: { in: 'conflict', files: paths, why: `${other.patch.id} changes it too, on other hosts` },
        };
  });

const filesOf = (inclusion: Inclusion): readonly string[] =>
  inclusion.in === 'can-be-put-back' ? inclusion.files.map(({ path }) => path) : [];
