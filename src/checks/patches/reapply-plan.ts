import type { PatchRestart } from '../../checklist/patches-model.js';
import type { PutBack } from '../../world/git-inclusion-types.js';
import type { GatherContext } from '../kind.js';
import { type LookedAt, lookAtRegister } from './look.js';

/** A patch that the release does not hold and that can be put back. */
export interface ToPutBack extends PutBack {
  readonly id: string;
  readonly title: string;
  /** Hosts of the target as the target names them; never empty. */
  readonly hosts: readonly string[];
  readonly restart: PatchRestart;
}

/** A patch of this target that the deploy would overwrite and nobody can put back by machine, or nobody knows. */
export interface NotPutBack {
  readonly id: string;
  readonly title: string;
  readonly hosts: readonly string[];
  readonly why: string;
}

/** In the order of the register, which is the order to put them back in. */
export interface ReapplyPlan {
  readonly patches: readonly ToPutBack[];
  readonly left: readonly NotPutBack[];
}

export type ReapplyContext = Pick<GatherContext, 'world' | 'target' | 'release' | 'previous' | 'signal'>;

/**
 * What has to be put back on which hosts after this release went out.
 * @param register path of the register from the top of the project
 * @throws OperatorError or OperatorErrors if the register or a patch file of it is broken; HostsUnknown
 */
export async function planReapply(register: string, context: ReapplyContext): Promise<ReapplyPlan> {
  const { world, target, signal } = context;
  const hosts = await world.ssh.hostsOf(target, signal);
  return planOf((await lookAtRegister({ ...context, register, hosts })).applied);
}

/** What of it is to be put back, and what cannot be. */
export const planOf = (applied: readonly LookedAt[]): ReapplyPlan => ({
  patches: applied.flatMap(({ patch, hosts, inclusion }) => {
    if (inclusion.in !== 'can-be-put-back') {
      return [];
    }

    const { in: _in, ...back } = inclusion;
    return [{ id: patch.id, title: patch.title, hosts, restart: patch.restart, ...back }];
  }),
  left: applied.flatMap(({ patch: { id, title }, hosts, inclusion }) =>
    inclusion.in === 'conflict' || inclusion.in === 'unknown' ? [{ id, title, hosts, why: inclusion.why }] : [],
  ),
});
