import { mapOf, type Parsed, readJson, textOf } from './lock-json.js';
import { manifestFrom, type NpmManifest } from './npm-manifest.js';

/** One package of a package-lock, by where it is put: `node_modules/a/node_modules/b`. */
export interface LockedPackage {
  readonly path: string;
  readonly name: string;
  readonly version?: string;
  /** Where it comes from, and what it must hold. */
  readonly resolved?: string;
  readonly integrity?: string;
  /** A folder of the project: a workspace, or a link to one. */
  readonly isOurs: boolean;
  /** It comes inside of another package. */
  readonly isBundled: boolean;
  /** A script of its own builds it when it is installed. */
  readonly isBuilt: boolean;
  /** Nobody misses it where it cannot be installed. */
  readonly isOptional: boolean;
  /** It brings a lock of its own for what it needs. */
  readonly hasOwnLock: boolean;
  readonly wants: ReadonlyMap<string, unknown>;
  /** Of those, what has to be there. */
  readonly needs: ReadonlyMap<string, string>;
}

export interface NpmLock {
  readonly root: NpmManifest;
  /** By folder, `packages/a`. */
  readonly workspaces: ReadonlyMap<string, NpmManifest>;
  readonly packages: readonly LockedPackage[];
}

/** `package-lock.json` of npm 7 and newer: versions 2 and 3 (docs.npmjs.com/cli/configuring-npm/package-lock-json). */
export function readNpmLock(text: string): Parsed<NpmLock> {
  const parsed = readJson(text);
  if (!parsed.ok) {
    return parsed;
  }

  const packages = mapOf(parsed.value.get('packages'));
  const version = parsed.value.get('lockfileVersion');
  if (packages === undefined || (version !== 2 && version !== 3)) {
    return {
      ok: false,
      why:
        version === 1 || version === undefined
          ? 'is of version 1, which does not hold what package.json says: write it anew with npm 7 or newer'
          : `is of version ${String(version).slice(0, 20)}, and only 2 and 3 are known`,
    };
  }

  const root = mapOf(packages.get(''));
  if (root === undefined) {
    return { ok: false, why: 'holds no packages[""]: what it was made for is not known' };
  }

  const rest = [...packages].flatMap(([path, value]) => {
    const entry = mapOf(value);
    return path === '' || entry === undefined ? [] : [[path, entry] as const];
  });
  return {
    ok: true,
    value: {
      root: manifestFrom(root),
      workspaces: new Map(
        rest
          // npm keeps what it knew of a folder that is gone, and says so.
          .filter(([path, entry]) => !isInstalled(path) && !path.startsWith('../') && entry.get('extraneous') !== true)
          .map(([path, entry]) => [path, manifestFrom(entry)]),
      ),
      packages: rest.map(([path, entry]) => packageFrom(path, entry)),
    },
  };
}

const isInstalled = (path: string): boolean => /(?:^|\/)node_modules\//.test(path);

function packageFrom(path: string, entry: ReadonlyMap<string, unknown>): LockedPackage {
  const optional = mapOf(entry.get('optionalDependencies')) ?? new Map<string, unknown>();
  const dependencies = mapOf(entry.get('dependencies')) ?? new Map<string, unknown>();
  const isOptional = entry.get('optional') === true || entry.get('devOptional') === true;
  const bundled = entry.get('bundleDependencies');
  // What it brings itself is locked with it; npm leaves that out where the package itself is not installed.
  const brought = new Set<unknown>(isOptional && Array.isArray(bundled) ? bundled : []);
  const [version, resolved, integrity] = ['version', 'resolved', 'integrity'].map((key) => textOf(entry.get(key)));
  return {
    path,
    // What is installed under another name says so itself.
    name: textOf(entry.get('name')) ?? path.split('node_modules/').at(-1) ?? path,
    ...(version === undefined ? {} : { version }),
    ...(resolved === undefined ? {} : { resolved }),
    ...(integrity === undefined ? {} : { integrity }),
    isOurs: entry.get('link') === true || !isInstalled(path),
    isBundled: entry.get('inBundle') === true,
    isBuilt: entry.get('hasInstallScript') === true,
    isOptional,
    hasOwnLock: entry.get('hasShrinkwrap') === true,
    wants: new Map([...optional, ...dependencies]),
    needs: new Map(
      [...dependencies].flatMap(([name, range]) =>
        typeof range === 'string' && !optional.has(name) && !brought.has(name) ? [[name, range] as const] : [],
      ),
    ),
  };
}
