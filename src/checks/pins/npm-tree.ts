import type { LockProblem } from './lock-part.js';
import { versions } from './npm-compare.js';
import type { LockedPackage, NpmLock } from './npm-lock.js';
import type { NpmManifest } from './npm-manifest.js';
import { npmAllows } from './npm-range.js';
import type { NpmProject } from './npm-types.js';

/**
 * What somebody needs and the lock does not hold, or in a version that they do not take: a merge that was resolved by hand
 * looks like that, and `npm ci` refuses. What a manifest and its copy in the lock say differently is told elsewhere.
 */
export function npmTreeProblems(project: NpmProject, lock: NpmLock): readonly LockProblem[] {
  const { manifest, members, paths } = project;
  const at = new Map(lock.packages.map((one) => [one.path, one]));
  const ours = new Set(members.map((member) => member.manifest.name));
  const allows = remembered();
  const needs = [
    ...needsOf(manifest, lock.root, '', paths.manifest),
    ...members.flatMap(({ folder, path, manifest: said }) =>
      needsOf(said, lock.workspaces.get(folder) ?? nobody, folder, path),
    ),
    ...lock.packages.flatMap((one) => (isJudged(one, at) ? needsOfPackage(one) : [])),
  ];
  return needs.flatMap(({ name, range, from, by, isLax }): readonly LockProblem[] => {
    const wanted = range.replace(/^npm:(?:@[^/@]+\/)?[^@]+@?/, '');
    if (manifest.replaced.has(name) || /^(?:file|link):/.test(wanted)) {
      return [];
    }

    const found = lookUp(name, from, at);
    if (found === undefined) {
      const text = `${paths.lock} holds no package ${name}, which ${by} wants (${range})`;
      return isLax || ours.has(name) ? [] : [{ name, about: versions(range, undefined), text }];
    }

    const isWrong =
      !found.isOurs && !found.isBundled && found.version !== undefined && allows(wanted, found.version) === false;
    const text = `${paths.lock} holds ${name} ${found.version}, and ${by} wants ${range}`;
    return isWrong ? [{ name, about: versions(range, found.version), text }] : [];
  });
}

interface Need {
  readonly name: string;
  readonly range: string;
  /** The folder from which it is looked for. */
  readonly from: string;
  /** Who wants it, in words. */
  readonly by: string;
  /** It is no problem if it is not there. */
  readonly isLax: boolean;
}

const nobody = { dependencies: new Map(), devDependencies: new Map(), optionalDependencies: new Map() } as const;

type Wants = Pick<NpmManifest, 'dependencies' | 'devDependencies' | 'optionalDependencies'>;

const needsOf = (manifest: Wants, copy: Wants, from: string, by: string): readonly Need[] =>
  (['dependencies', 'devDependencies', 'optionalDependencies'] as const).flatMap((map) =>
    [...manifest[map]]
      .filter(([name, range]) => copy[map].get(name) === range)
      .map(([name, range]) => ({ name, range, from, by, isLax: map === 'optionalDependencies' })),
  );

const needsOfPackage = ({ path, name: who, version, needs, isOptional }: LockedPackage): readonly Need[] =>
  [...needs].map(([name, range]) => ({
    ...{ name, range, from: path, isLax: isOptional },
    by: version === undefined ? who : `${who} ${version}`,
  }));

/** What comes inside of another package, or is locked by one, is that one's business. */
function isJudged({ path, isOurs, isBundled }: LockedPackage, at: ReadonlyMap<string, LockedPackage>): boolean {
  const above = foldersOf(path).some((folder) => at.get(folder)?.hasOwnLock === true);
  return !isOurs && !isBundled && !above;
}

/** As node looks for a module: beside, then further up (nodejs.org/api/modules.html#loading-from-node_modules-folders). */
function lookUp(name: string, from: string, at: ReadonlyMap<string, LockedPackage>): LockedPackage | undefined {
  for (const folder of [...foldersOf(from), '']) {
    const found = at.get(folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`);
    if (found !== undefined) {
      return found;
    }
  }

  return undefined;
}

/** `a/b`, then `a`; of a path so long that npm has not made it, none. */
function foldersOf(path: string): readonly string[] {
  const found: string[] = [];
  for (let end = path.length > longest ? 0 : path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    found.push(path.slice(0, end));
  }

  return found;
}

const longest = 1000;

/** The same ranges and versions come again and again in a lock. */
function remembered(): typeof npmAllows {
  const known = new Map<string, boolean | undefined>();
  return (range, version) => {
    const key = `${range} ${version}`;
    if (!known.has(key)) {
      known.set(key, npmAllows(range, version));
    }

    return known.get(key);
  };
}
