import type { Package, PackageManager } from '../snapshot.js';
import { Unreadable } from './part.js';
import { compareText, readRows, rowsOf, wholeNumber } from './rows.js';

export interface HostPackages {
  readonly manager: PackageManager;
  readonly packages: readonly Package[];
  readonly halfConfigured?: readonly string[];
}

interface PackagesRead {
  readonly value: HostPackages;
  readonly partial?: string;
}

/** The packages as the host's own manager has them. @throws Unreadable; also when it has none, which cannot be */
export function readPackages(text: string): PackagesRead {
  const rows = rowsOf(text);
  const first = (key: string): string | undefined => rows.find(([word]) => word === key)?.[1];
  const manager = first('manager');
  if (manager === 'none') {
    return { value: { manager, packages: [] } };
  }

  const told = rows
    .filter(([key]) => key !== 'manager' && key !== 'arch')
    .map(([key, ...words]) => (key === 'p' ? words : []));
  if (told.length === 0) {
    throw new Unreadable('the package manager names no package');
  }

  switch (manager) {
    case 'dpkg':
      return fromDpkg(told, first('arch'));
    case 'rpm':
      return madeOf(manager, fromRpm(told));
    case 'apk':
      return madeOf(manager, fromApk(told));
    default:
      throw new Unreadable('the host did not say which package manager it has');
  }
}

/**
 * The second letter of dpkg's state is what is there, whatever is wanted: a package on hold (`hi`) is installed. `W` and
 * `t` wait for triggers; `U`, `F` and `H` stopped halfway, and their files are on the disk (dpkg-query(1)).
 */
function fromDpkg(told: readonly (readonly string[])[], native: string | undefined): PackagesRead {
  const half: string[] = [];
  const { rows, ...noise } = readRows(told, ([state = '', name, version, source = '']) => {
    if (!/^[uihrp][ncHUFWti][ R]?$/.test(state) || !isWord(name)) {
      return undefined;
    }

    const is = state[1] ?? '';
    if ('UFH'.includes(is) || state[2] === 'R') {
      half.push(`${state.trim()} ${withoutNative(name, native)}`);
    }

    if ('nc'.includes(is)) {
      return null;
    }

    return isWord(version)
      ? { name: withoutNative(name, native), version, source: source === '' ? (name.split(':')[0] ?? name) : source }
      : undefined;
  });
  const packages = sorted(rows.filter((one) => one !== null));
  if (packages.length === 0) {
    throw new Unreadable('the package manager names nothing that is installed');
  }

  return { value: { manager: 'dpkg', packages, halfConfigured: half }, ...noise };
}

/** Several architectures of one package keep theirs in the name, but for the one that most packages have. */
function fromRpm(told: readonly (readonly string[])[]): PackageRows {
  const native = mostCommon(told.map((words) => words[2] ?? '').filter((arch) => !archless.includes(arch)));
  return readRows(told, ([name, version, arch = '', installed, source = '']) => {
    const at = wholeNumber(installed);
    if (!isWord(name) || !isWord(version) || at === undefined) {
      return undefined;
    }

    const foreign = arch !== native && !archless.includes(arch);
    return {
      name: foreign ? `${name}:${arch}` : name,
      version,
      source: /^(\S+)-[^-\s]+-[^-\s]+\.(?:no)?src\.rpm$/.exec(source)?.[1] ?? name,
      installed: at,
    };
  });
}

const fromApk = (told: readonly (readonly string[])[]): PackageRows =>
  readRows(told, ([name, version, origin = '']) =>
    isWord(name) && isWord(version) ? { name, version, source: origin === '' ? name : origin } : undefined,
  );

type PackageRows = ReturnType<typeof readRows<Package>>;

const madeOf = (manager: 'rpm' | 'apk', { rows, ...noise }: PackageRows): PackagesRead => ({
  value: { manager, packages: sorted(rows) },
  ...noise,
});

const isWord = (text: string | undefined): text is string => text !== undefined && /^[^\s\p{Cc}]{1,300}$/u.test(text);

const withoutNative = (name: string, native: string | undefined): string =>
  native !== undefined && name.endsWith(`:${native}`) ? name.slice(0, -native.length - 1) : name;

const archless: readonly string[] = ['noarch', '(none)', ''];

function mostCommon(words: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const word of words) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }

  return [...counts].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))[0]?.[0];
}

const sorted = (packages: readonly Package[]): readonly Package[] =>
  [...packages].sort((a, b) => compareText(a.name, b.name) || compareText(a.version, b.version));
