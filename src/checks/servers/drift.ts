import type { PackageClass, PackageRules } from './classes.js';
import type { GroundPart } from './diff-model.js';
import type { Ground } from './snapshot.js';

export interface HostGround {
  readonly host: string;
  readonly ground: Partial<Ground>;
}

/** Something that hosts of one group do not have alike. */
export interface Drift {
  /** `drift:openssl`; with a named group `drift:openssl:web`. */
  readonly key: string;
  readonly group?: string;
  /** `openssl`, `python of /srv/app/venv`, `requests (python)`, `kernel`. */
  readonly name: string;
  readonly class?: PackageClass;
  /** Most hosts first; `value` absent: not installed there. */
  readonly values: readonly { readonly value?: string; readonly hosts: readonly string[] }[];
  /** `web2 has openssl 3.0.17, others 3.0.19`; raw. */
  readonly text: string;
}

export interface Drifts {
  readonly drifts: readonly Drift[];
  /** Hosts of which a part could not be compared with the others. */
  readonly notCompared: readonly { readonly host: string; readonly part: GroundPart }[];
}

/** Hosts that belong together: pattern(s) by name of the group, as in `{web: 'web*'}`. Those of no group are one more. */
export type Groups = Readonly<Record<string, string | readonly string[]>>;

/** Where hosts of a group are not alike: packages that decide or warn, runtimes and what is installed in them. */
export function driftOf(
  _hosts: readonly HostGround[],
  _options: { readonly groups?: Groups; readonly rules?: PackageRules } = {},
): Drifts {
  return { drifts: [], notCompared: [] };
}
