import { acksFile } from '../../checklist/acks-file.js';
import { registerFile } from '../../checklist/patches-file.js';
import { deployedPath, revisionFile } from './deployed-tree.js';
import { hosts } from './hosts.js';
import { reachesOverSsh } from './script-hosts.js';
import type { Clue, Seen } from './seen.js';

/** What runs behind the target, as far as the project says. */
export interface GroundFound {
  readonly hosts: readonly Clue[];
  /** Only where there are hosts. */
  readonly path?: Clue;
  /** A file below `path`. */
  readonly revision?: Clue;
  /** There is a register of patches made directly on servers. */
  readonly register: boolean;
  /** Something is reached over ssh, even if no host could be read. */
  readonly ssh: boolean;
}

export function groundOf(seen: Seen): GroundFound {
  const found = hosts(seen);
  const path = found.length === 0 ? undefined : deployedPath(seen);
  const revision = path === undefined ? undefined : revisionFile(seen);
  const register = seen.texts.has(registerFile);
  return {
    hosts: found,
    ...(path === undefined ? {} : { path }),
    ...(revision === undefined ? {} : { revision }),
    register,
    ssh: found.length > 0 || register || reachesOverSsh(seen) || seen.files.includes('Capfile') || accepted(seen),
  };
}

/** Somebody accepted findings about hosts once: the checklist of that time asked for them. */
const accepted = ({ texts }: Seen): boolean => /\bkey:\s*["']?(?:servers|patches):/.test(texts.get(acksFile) ?? '');
