import type { HostState, StaleFile } from '../host-state.js';
import type { LoadedTwice } from '../snapshot.js';
import { Unreadable } from './part.js';
import { compareText, partialBy, rest, rowsOf, wholeNumber } from './rows.js';

export interface HostProcesses {
  readonly processes: NonNullable<HostState['processes']>;
  readonly stale: readonly StaleFile[];
  readonly twice: readonly LoadedTwice[];
  /** As the package manager names them, by path as it knows them. */
  readonly owners: ReadonlyMap<string, string>;
}

/**
 * What the processes have in memory. Where none of the app's could be looked into, nothing is known, however clean it looks.
 * @throws Unreadable
 */
export function readMaps(text: string): { readonly value: HostProcesses; readonly partial?: string } {
  const rows = rowsOf(text);
  const processes = rows.map(countsOf).find((counts) => counts !== undefined);
  if (processes === undefined) {
    throw new Unreadable('the processes were not looked through to the end');
  }

  const stale = rows.map(staleOf).filter((file) => file !== undefined);
  const twice = rows.map(mappedOf).filter((mapped) => mapped !== undefined);
  const owners = rows.filter(([key, name = '', path = '']) => key === 'owner' && name !== '' && path !== '');
  return {
    ...partialBy(rows.length - 1 - stale.length - twice.length - owners.length, rows.length),
    value: {
      processes,
      stale,
      twice: grouped(twice),
      owners: new Map(owners.map((words) => [rest(words, 2), words[1] ?? ''])),
    },
  };
}

/** Why the lists of files say less than they seem to; `total`: they say nothing. */
export function unseen({
  of,
  app,
  appReadable,
  readable,
  unreadable,
}: HostProcesses['processes']): { readonly text: string; readonly total: boolean } | undefined {
  // A plain user without processes of its own sees nothing of anybody's.
  if (of === 'user' && app === 0) {
    return { text: `${readable} of ${readable + unreadable} processes readable, none of them the app's`, total: true };
  }

  return appReadable < app
    ? { text: `${appReadable} of ${app} processes of the app readable`, total: appReadable === 0 }
    : undefined;
}

/**
 * The package of a file, as `Package.name` has it. On a merged /usr the same file is /lib/… for one and /usr/lib/… for
 * the other.
 */
export function ownerOf(file: string, owners: HostProcesses['owners'], names: ReadonlySet<string>): string | undefined {
  const other = file.startsWith('/usr/') ? file.slice(4) : `/usr${file}`;
  const owner = owners.get(file) ?? owners.get(other);
  return owner === undefined || names.has(owner) ? owner : owner.replace(/:[a-z0-9-]+$/, '');
}

function countsOf([key, of, ...words]: readonly string[]): HostProcesses['processes'] | undefined {
  const [readable, unreadable, appReadable, app] = words.map(wholeNumber);
  const isKnown = key === 'counts' && (of === 'units' || of === 'user' || of === 'all');
  return isKnown && readable !== undefined && unreadable !== undefined && appReadable !== undefined && app !== undefined
    ? { of, readable, unreadable, appReadable, app }
    : undefined;
}

function staleOf(words: readonly string[]): StaleFile | undefined {
  const [key, number, whose, unit = '-', program = ''] = words;
  const pid = wholeNumber(number);
  const file = rest(words, 5);
  return key === 'stale' && pid !== undefined && (whose === 'app' || whose === 'other') && file.startsWith('/')
    ? { pid, program, file, app: whose === 'app', ...(unit !== '-' && { unit }) }
    : undefined;
}

interface Mapped {
  readonly pid: number;
  readonly program: string;
  readonly library: string;
  readonly file: string;
}

function mappedOf(words: readonly string[]): Mapped | undefined {
  const [key, number, library = '', program = ''] = words;
  const pid = wholeNumber(number);
  const file = rest(words, 4);
  return key === 'twice' && pid !== undefined && library !== '' && file.startsWith('/')
    ? { pid, program, library, file }
    : undefined;
}

/** Many workers of one program have the same: told once. */
function grouped(mapped: readonly Mapped[]): readonly LoadedTwice[] {
  const ofProcess = new Map<string, Mapped[]>();
  for (const one of mapped) {
    const key = `${one.pid} ${one.library}`;
    ofProcess.set(key, [...(ofProcess.get(key) ?? []), one]);
  }

  const all = [...ofProcess.values()].flatMap((group) => {
    const [first] = group;
    const files = [...new Set(group.map(({ file }) => file))].sort(compareText);
    return first === undefined || files.length < 2 ? [] : [{ program: first.program, library: first.library, files }];
  });
  const once = new Map(all.map((one) => [JSON.stringify(one), one]));
  return [...once].sort(([a], [b]) => compareText(a, b)).map(([, one]) => one);
}
