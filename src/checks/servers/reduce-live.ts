import { bareName } from './bare-name.js';
import type { Came, PackageChange } from './diff-model.js';
import type { HostState, StaleFile } from './host-state.js';

/** Whether what changed is what runs. */
export type Live =
  /** Everything of the app was started after it came. */
  | {
      readonly is: 'in-use';
      /** When the last of it was started, seconds since 1970. */
      readonly since: number;
      /** How long ago that is by the host's clock. */
      readonly seconds?: number;
    }
  /** Something of the app still runs the one before; what is not of the app keeps it, whatever is deployed. */
  | { readonly is: 'waits'; readonly files: readonly StaleFile[] }
  | { readonly is: 'not-known' };

/** @param came undefined: nobody knows when */
export function liveOf(change: PackageChange, came: Came | undefined, state: HostState): Live {
  const files = (state.stale ?? []).filter(({ app, file }) => app && belongs(file, change, state));
  if (files.length > 0) {
    return { is: 'waits', files };
  }

  const started = change.class === 'kernel' ? bootOf(state) : startsOf(state);
  return came?.whole === true && started !== undefined && started.first > came.at
    ? { is: 'in-use', since: started.last, ...(state.now === undefined ? {} : { seconds: state.now - started.last }) }
    : { is: 'not-known' };
}

function belongs(
  file: string,
  { source, binaries }: PackageChange,
  { ownerOf = {}, packages = [] }: HostState,
): boolean {
  const owner = Object.hasOwn(ownerOf, file) ? ownerOf[file] : undefined;
  if (owner === undefined) {
    return false;
  }

  const isIt = (name: string): boolean => bareName(name) === bareName(owner);
  return binaries.some(({ name }) => isIt(name)) || packages.some((one) => one.source === source && isIt(one.name));
}

const bootOf = ({ booted }: HostState): Starts | undefined =>
  booted === undefined ? undefined : { first: booted, last: booted };

/** Seconds since 1970. */
interface Starts {
  readonly first: number;
  readonly last: number;
}

/**
 * When the units of the app were started; undefined as soon as something is in doubt: a unit that does not run or does not
 * say when, processes that could not all be read, a replaced file that nobody can place.
 */
function startsOf(state: HostState): Starts | undefined {
  const { units = [], stale, ownerOf, processes, unread } = state;
  const isPlain =
    stale !== undefined &&
    unread['stale'] === undefined &&
    unread['units'] === undefined &&
    processes !== undefined &&
    processes.appReadable > 0 &&
    processes.appReadable === processes.app &&
    (ownerOf !== undefined || stale.every(({ app }) => !app));
  const started = units.flatMap((unit) => (unit.active === 'active' ? (unit.started ?? []) : []));
  return isPlain && started.length > 0 && started.length === units.length
    ? { first: Math.min(...started), last: Math.max(...started) }
    : undefined;
}
