import { type LockProblem, unreadable, versionsOf } from './lock-part.js';
import { versions } from './npm-compare.js';
import { maps, type NpmManifest } from './npm-manifest.js';
import { npmAllows } from './npm-range.js';
import type { NpmLockCheck, NpmProject } from './npm-types.js';
import { nameOfPattern, readYarnLock, type YarnEntry, type YarnLock } from './yarn-lock.js';

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
      ...packages.flatMap((entry) => notFitting(entry, project, found)),
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
        about: versions(range, has?.[0]),
        text:
          has === undefined
            ? `${path} wants ${name} ${range}, and ${paths.lock} does not know it`
            : `${path} wants ${name} ${range}, and ${paths.lock} was made for ${has.slice(0, 3).join(' and ')}`,
      };
    });
}

/** A package in a version that is not what was asked for, and what it needs and nobody has: yarn does not write such a lock. */
function notFitting(
  { patterns: all, version = '', needs }: YarnEntry,
  { manifest: { replaced }, members, paths: { lock } }: NpmProject,
  { patterns }: Known,
): readonly LockProblem[] {
  const [pattern = ''] = all;
  const name = nameOfPattern(pattern);
  const ranges = all.map((one) => one.slice(nameOfPattern(one).length + 1).replace(/^npm:/, ''));
  const wrong = replaced.has(name) ? undefined : ranges.find((range) => npmAllows(range, version) === false);
  const ours = new Set(members.map((member) => member.manifest.name));
  const lost = needs.filter((need) => {
    const [who, range] = [nameOfPattern(need), need.slice(nameOfPattern(need).length + 1)];
    const isKnown = patterns.has(need) || patterns.has(`${who}@npm:${range}`);
    return !isKnown && !replaced.has(who) && !ours.has(who) && !/^(?!npm:)[a-z+]+:/.test(range);
  });
  return [
    ...(wrong === undefined
      ? []
      : [{ name, about: versions(wrong, version), text: `${lock} holds ${name} ${version} for ${name} ${wrong}` }]),
    ...lost.map((need) => ({
      ...{ name: nameOfPattern(need), about: versions(need.slice(nameOfPattern(need).length + 1), undefined) },
      text: `${lock} holds no ${need.replace('@npm:', '@')}, which ${name} ${version} wants`,
    })),
  ];
}
