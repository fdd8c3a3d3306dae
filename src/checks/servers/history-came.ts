import { bareName } from './bare-name.js';
import type { BinaryChange, Came, PackageChange } from './diff-model.js';
import type { HostState, PackageEvent } from './host-state.js';

/** When a change came and who brought it; undefined if nothing says so. */
export function cameOf({ binaries }: PackageChange, state: HostState): Came | undefined {
  const found = binaries.map((binary) => cameAlone(binary, state));
  const known = found.filter((one) => one !== undefined);
  const [latest] = known.toSorted((a, b) => b.at - a.at);
  return latest === undefined ? undefined : { ...latest, whole: known.length === found.length };
}

interface CameAlone {
  readonly at: number;
  readonly by?: string;
}

function cameAlone(binary: BinaryChange, { history = [], packages = [] }: HostState): CameAlone | undefined {
  const name = bareName(binary.name);
  const event = history
    .filter(({ changes }) => changes.some((one) => one.name === name && one.to === binary.to && one.from !== one.to))
    .toSorted((a, b) => b.at - a.at)[0];
  if (event !== undefined) {
    const by = whoOf(event);
    return { at: event.at, ...(by === '' ? {} : { by }) };
  }

  const installed =
    binary.to === undefined
      ? undefined
      : packages.find((one) => one.name === binary.name && one.version === binary.to)?.installed;
  return installed === undefined ? undefined : { at: installed };
}

/** `unattended-upgrade`, `apt-get install by ada`. */
function whoOf({ command = '', by }: PackageEvent): string {
  const words = command.trim().split(/\s+/);
  const program = words[0]?.replace(/.*\//, '') ?? '';
  const verb = /^(?:apt|apt-get|aptitude)$/.test(program)
    ? words.slice(1).find((word) => /^[a-z]/.test(word))
    : undefined;
  return [program, verb, by === undefined ? undefined : `by ${by}`]
    .filter((word) => word !== undefined && word !== '')
    .join(' ');
}
