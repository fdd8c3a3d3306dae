import { sha256 } from '../../checklist/digest.js';
import { plural } from '../../text/plural.js';
import { type LockProblem, unreadable, versionsOf } from './lock-part.js';
import { compareManifests } from './npm-compare.js';
import { type LockedPackage, type NpmLock, readNpmLock } from './npm-lock.js';
import { npmTreeProblems } from './npm-tree.js';
import type { NpmLockCheck, NpmProject } from './npm-types.js';
import { workspaceFolders } from './npm-workspaces.js';

/** `package-lock.json` and `npm-shrinkwrap.json`: what they were made for is what `package.json` says. */
export const checkNpmLock: NpmLockCheck = (project, text) => {
  const lock = readNpmLock(text);
  if (!lock.ok) {
    return { problems: [unreadable(project.paths.lock, lock.why, lock.line)] };
  }

  const installed = lock.value.packages.filter(({ isOurs }) => !isOurs);
  return {
    locked: versionsOf(
      installed.flatMap(({ name, version }) => (version === undefined ? [] : [[name, version] as const])),
    ),
    wantedBy: wantedBy(lock.value.packages),
    problems: [
      ...compareManifests(project.manifest, lock.value.root, project.paths),
      ...memberProblems(project, lock.value),
      ...npmTreeProblems(project, lock.value),
      ...unsure(project, installed),
    ],
  };
};

/** A folder that something is installed from (`file:vendor/x`) stands beside the workspaces and is none. */
function memberProblems({ members, paths }: NpmProject, { root, workspaces }: NpmLock): readonly LockProblem[] {
  const known = new Set(members.map(({ folder }) => folder));
  return [
    ...members.flatMap(({ folder, path, manifest }) => {
      const copy = workspaces.get(folder);
      return copy === undefined
        ? [{ about: [folder], text: `${path} is a workspace that ${paths.lock} does not know` }]
        : compareManifests(manifest, copy, { ...paths, manifest: path });
    }),
    ...workspaceFolders(root.workspaces, [...workspaces.keys()])
      .filter((folder) => !known.has(folder))
      .map((folder) => ({
        about: [folder],
        text: `${paths.lock} knows the workspace ${folder}, and it has no package.json any more`,
      })),
  ];
}

/** Without a checksum a registry could hand out something else under the same version: what is installed is not certain. */
function unsure({ paths }: NpmProject, installed: readonly LockedPackage[]): readonly LockProblem[] {
  const loose = installed.filter(
    ({ isBundled, integrity, resolved = '' }) =>
      !isBundled && integrity === undefined && !/^file:/.test(resolved) && !/#[0-9a-f]{40}$/.test(resolved),
  );
  const [first] = loose;
  if (first === undefined) {
    return [];
  }

  const others = loose.length === 1 ? '' : ` and ${plural(loose.length - 1, 'other')}`;
  return [
    {
      about: ['integrity', sha256(Buffer.from(loose.map(({ path }) => path).join('\n'))).slice(0, 12)],
      text: `${paths.lock} has no checksum (integrity) of ${first.name}${others}: write it anew with npm install`,
      verdict: 'warn',
    },
  ];
}

/** The first package that wants each name; a manifest's own wishes are told elsewhere. */
function wantedBy(packages: readonly LockedPackage[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { name, wants } of packages) {
    for (const [wanted, range] of wants) {
      if (typeof range === 'string' && !found.has(wanted)) {
        found.set(wanted, `${name} wants ${range}`);
      }
    }
  }

  return found;
}
