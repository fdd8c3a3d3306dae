import { messageOf } from '../../errors.js';
import { manifestsIn } from '../../world/git-manifest.js';
import { largestPatch } from '../../world/git-patch-paths.js';
import { withScratch } from '../../world/git-scratch.js';
import type { GatherContext } from '../kind.js';
import type { Difference } from './difference.js';
import { usuallyIgnored } from './ignore.js';
import { treeSection } from './sections.js';
import { readTree } from './tree-answer.js';
import { lookAtTree } from './tree-look.js';

export type { Difference } from './difference.js';

export type HostDifference =
  | {
      readonly known: true;
      readonly host: string;
      /** Full id of the commit the difference is against. */
      readonly base: string;
      /** Sorted by path. Empty: the tree is what was deployed. */
      readonly files: readonly Difference[];
      /** git diff of all of them that have a text, against `base`; raw bytes, at most 1 MiB. */
      readonly diff: Uint8Array;
    }
  | { readonly known: false; readonly host: string; readonly why: string; readonly hint?: string };

export interface DifferenceContext extends Pick<GatherContext, 'world' | 'target' | 'previous' | 'signal'> {
  readonly timeoutMs: number;
  /** Globs of what is left out, beside the usual ones. */
  readonly ignore: readonly string[];
}

/** How the deployed tree of a host differs from what was deployed there. Resolves in any case. */
export async function differenceOf(host: string, context: DifferenceContext): Promise<HostDifference> {
  const { world, target, signal, timeoutMs } = context;
  const { path } = target;
  if (path === undefined) {
    const why = `nothing says where ${target.name} is deployed on its hosts`;
    return { known: false, host, why, hint: `give the target its path: targets.${target.name}.path` };
  }

  const ignore = [...usuallyIgnored, ...context.ignore];
  const section = treeSection(path, ignore);
  const answer = await world.ssh.ask(host, { sections: [section], timeoutMs, signal });
  if (answer.problem !== undefined) {
    const { text, hint } = answer.problem;
    return { known: false, host, why: text, ...(hint === undefined ? {} : { hint }) };
  }

  return withScratch(world.git, signal, async (scratch): Promise<HostDifference> => {
    const deployedOn = () => context.previous?.commit;
    const parts = { ...context, scratch, path, ignore, deployedOn, manifest: manifestsIn(scratch) };
    const look = await lookAtTree(host, readTree(answer.sections.get(section.name)), parts);
    if (!look.known) {
      return look;
    }

    const { base, differences, index, blind } = look;
    if (blind.length > 0) {
      return { known: false, host, why: `not all of its tree could be read: ${blind.join('; ')}` };
    }

    const diff = await scratch.diff(base, index);
    return diff.length > largestPatch
      ? { known: false, host, why: 'the difference is larger than 1 MiB' }
      : { known: true, host, base, files: differences, diff };
  }).catch((error: unknown) => ({
    known: false as const,
    host,
    why: messageOf(error),
  }));
}
