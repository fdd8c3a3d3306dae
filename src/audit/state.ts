import { isAbsolute, join } from 'node:path';
import { OperatorError } from '../errors.js';
import { renewBallast } from './ballast.js';
import { homeDirectory } from './home-directory.js';
import { privateDirectory } from './private-directory.js';
import type { ProjectPaths } from './project.js';
import { sha256 } from './record.js';

export type { ProjectPaths } from './project.js';

/**
 * The directory of all audit logs: SHIPIT_STATE_DIR, else `shipit` in XDG_STATE_HOME, else `~/.local/state/shipit`.
 * Empty values count as unset; a relative XDG_STATE_HOME too (XDG Base Directory Specification).
 * @throws OperatorError when SHIPIT_STATE_DIR is relative
 */
export function stateDirectory(env: Readonly<Record<string, string | undefined>>): string {
  const { SHIPIT_STATE_DIR: own = '', XDG_STATE_HOME: xdg = '' } = env;
  if (own !== '') {
    if (!isAbsolute(own)) {
      throw new OperatorError(`SHIPIT_STATE_DIR is "${own.slice(0, 80)}", which is no absolute path`, {
        hint: `Write it from the root, e.g. ${join(homeDirectory(env), 'shipit-state')}`,
      });
    }

    return own;
  }

  return isAbsolute(xdg) ? join(xdg, 'shipit') : join(homeDirectory(env), '.local', 'state', 'shipit');
}

/**
 * The same 16 hexadecimal digits for every clone of a project: from its remote, however it is spelled (ssh or https,
 * with or without user, password and `.git`); without a remote from the git directory, which is then this project only.
 * @param commonDir real path of the git common directory
 */
export const projectId = ({
  remoteUrl,
  commonDir,
}: {
  readonly remoteUrl?: string | undefined;
  readonly commonDir: string;
}): string =>
  sha256(remoteUrl === undefined || remoteUrl.trim() === '' ? commonDir : normalRemote(remoteUrl.trim())).slice(0, 16);

export interface OpenProjectOptions {
  readonly stateDir: string;
  readonly projectId: string;
  /** To write: makes what is missing, and proves with real bytes that the disk takes them. */
  readonly write: boolean;
}

/**
 * Opens the audit log of a project. Reading makes nothing: what is missing is simply empty.
 * @throws AuditError with the fix, when a directory is somebody else's, writable by others or not writable by us, or
 * when the disk has no room
 */
export function openProject({ stateDir, projectId: id, write }: OpenProjectOptions): ProjectPaths {
  if (!/^[0-9a-f]{16}$/.test(id)) {
    throw new RangeError(`not a project id: ${id}`);
  }

  const version = join(stateDir, 'v1');
  const root = join(version, id);
  const project: ProjectPaths = {
    root,
    runs: join(root, 'runs'),
    evidence: join(root, 'evidence'),
    locks: join(root, 'locks'),
    index: join(root, 'index.jsonl'),
  };
  for (const directory of [stateDir, version, root, project.runs, project.evidence, project.locks]) {
    privateDirectory(directory, { write });
  }

  if (write) {
    renewBallast(project);
  }

  return project;
}

/** `github.com/acme/shop` for every way to write it; local paths stay as they are. */
function normalRemote(url: string): string {
  const [, scheme = '', host, path] =
    /^([a-z][a-z0-9+.-]*):\/\/(?:[^/@]*@)?([^/]*)\/(.*)$/i.exec(url) ??
    /^()(?:[^/@]*@)?([^/:@]+):(?!\/\/)(.*)$/.exec(url) ??
    [];
  if (host === undefined || path === undefined || scheme.toLowerCase() === 'file') {
    return withoutGit(url.replace(/^file:\/\//i, ''));
  }

  const port = { ssh: ':22', https: ':443', http: ':80', git: ':9418' }[scheme.toLowerCase()] ?? ':';
  const place = host.toLowerCase();
  return `${place.endsWith(port) ? place.slice(0, -port.length) : place}/${withoutGit(path.replace(/^\/+/, ''))}`;
}

const withoutGit = (path: string): string => path.replace(/\/+$/, '').replace(/\.git$/, '');
