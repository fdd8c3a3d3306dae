import { mapOf, readJson } from './lock-json.js';
import { unreadable, versionsOf } from './lock-part.js';
import { compareManifests } from './npm-compare.js';
import { manifestFrom } from './npm-manifest.js';
import type { NpmLockCheck } from './npm-types.js';

/** `bun.lock`, the text one: JSON with commas at the end of lists (bun.sh/docs/install/lockfile). */
export const checkBunLock: NpmLockCheck = ({ manifest, members, paths }, text) => {
  const json = readJson(text.replaceAll(trailing, (token) => (token.startsWith('"') ? token : '')));
  if (!json.ok) {
    return { problems: [unreadable(paths.lock, json.why, json.line)] };
  }

  const [workspaces, packages] = [mapOf(json.value.get('workspaces')), mapOf(json.value.get('packages'))];
  const root = mapOf(workspaces?.get(''));
  if (workspaces === undefined || packages === undefined || root === undefined) {
    return { problems: [unreadable(paths.lock, 'is not as bun writes it: it has no workspaces or no packages')] };
  }

  return {
    locked: versionsOf(
      [...packages.values()].flatMap((entry) => {
        const [, name, version] = /^(@?[^@]+)@(\d.*)$/.exec(Array.isArray(entry) ? String(entry[0]) : '') ?? [];
        return name === undefined || version === undefined ? [] : [[name, version] as const];
      }),
    ),
    problems: [
      ...compareManifests(manifest, manifestFrom(root), paths),
      ...members.flatMap((member) => {
        const copy = mapOf(workspaces.get(member.folder));
        return copy === undefined
          ? [{ text: `${member.path} is a workspace that ${paths.lock} does not know` }]
          : compareManifests(member.manifest, manifestFrom(copy), { ...paths, manifest: member.path });
      }),
    ],
  };
};

/** A string, which stays, or a comma before the end of a list. */
const trailing = /"(?:[^"\\]|\\.)*"|,(?=\s*[\]}])/g;
