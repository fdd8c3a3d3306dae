import type { Patch } from '../../checklist/patches-model.js';
import { hostsOfPatch } from './hosts.js';
import { textOfPatch } from './patch-text.js';

/** A patch that nobody wants any more, on hosts of this target. */
export interface DroppedPatch {
  readonly patch: Patch;
  /** As the target names them; never empty. */
  readonly hosts: readonly string[];
  readonly text?: Uint8Array;
}

/** Those of the register. One whose diff cannot be read explains nothing: what it left on a host is told as any change. */
export async function droppedPatches(
  root: string,
  register: readonly Patch[],
  hosts: readonly string[],
): Promise<readonly DroppedPatch[]> {
  const dropped = register
    .filter(({ state }) => state === 'dropped')
    .map((patch) => ({ patch, hosts: hostsOfPatch(patch.hosts, hosts) }))
    .filter((one) => one.hosts.length > 0);
  return Promise.all(
    dropped.map(async (one) => {
      const text = await textOfPatch(root, one.patch).catch(() => undefined);
      return text === undefined ? one : { ...one, text };
    }),
  );
}
