import { type LockProblem, unreadable, versionsOf } from './lock-part.js';
import { maps, type NpmManifest } from './npm-manifest.js';
import type { NpmLockCheck, NpmProject } from './npm-types.js';
import { nameOfPattern, readYarnLock, type YarnLock } from './yarn-lock.js';

/** `yarn.lock`: every range that a manifest names has its entry, or `yarn install --immutable` refuses. */
export const checkYarnLock: NpmLockCheck = (project, text) => {
  const lock = readYarnLock(text);
  if (lock.strange !== undefined) {
    return { problems: [unreadable(project.paths.lock, 'is not as yarn writes it', lock.strange)] };
  }

  const isOurs = (pattern: string) => /@(?:workspace|link|portal):/.test(pattern);
  const packages = lock.entries.filter(({ patterns }) => !patterns.every(isOurs));
  const found = lookUp(lock);
  const { manifest, members, paths } = project;
  return {
    locked: versionsOf(
      packages.flatMap(({ patterns: [first = ''], version }) =>
        version === undefined ? [] : [[nameOfPattern(first), version] as const],
      ),
    ),
    problems: [
      ...missing(manifest, paths.manifest, project, found),
      ...members.flatMap((member) => missing(member.manifest, member.path, project, found)),
    ],
  };
};

interface Known {
  readonly patterns: ReadonlySet<string>;
  /** The ranges of each name. */
  readonly ranges: ReadonlyMap<string, readonly string[]>;
}

function lookUp({ entries }: YarnLock): Known {
  const ranges = new Map<string, string[]>();
  const patterns = new Set<string>();
  for (const pattern of entries.flatMap((entry) => entry.patterns)) {
    const name = nameOfPattern(pattern);
    // What is in a folder of the project is bound to whoever names it: `a@file:./a#./a::hash=…&locator=…`.
    patterns.add(pattern.split('::')[0] ?? pattern);
    patterns.add(pattern.replace(/#.*$/s, ''));
    patterns.add(pattern);
    const known = ranges.get(name);
    if (known === undefined) {
      ranges.set(name, [pattern.slice(name.length + 1)]);
    } else {
      known.push(pattern.slice(name.length + 1));
    }
  }

  return { patterns, ranges };
}

function missing(
  manifest: NpmManifest,
  path: string,
  { manifest: root, members, paths }: NpmProject,
  { patterns, ranges }: Known,
): readonly LockProblem[] {
  const ours = new Set(members.map((member) => member.manifest.name));
  const wants = maps.filter((map) => map !== 'peerDependencies').flatMap((map) => [...manifest[map]]);
  return wants
    .filter(([name, range]) => {
      const isKnown =
        patterns.has(`${name}@${range}`) || patterns.has(`${name}@npm:${range}`) || (range === '' && ranges.has(name));
      const isReplaced = (root.replaced.has(name) || /^(?:catalog|patch):/.test(range)) && ranges.has(name);
      return !isKnown && !isReplaced && !ours.has(name) && !/^(?:link|workspace|portal):/.test(range);
    })
    .map(([name, range]) => {
      const has = ranges.get(name)?.map((one) => one.replace(/^npm:/, ''));
      return {
        name,
        text:
          has === undefined
            ? `${path} wants ${name} ${range}, and ${paths.lock} does not know it`
            : `${path} wants ${name} ${range}, and ${paths.lock} was made for ${has.slice(0, 3).join(' and ')}`,
      };
    });
}
