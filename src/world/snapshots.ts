import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { AuditError, auditError } from '../audit/error.js';
import { createWhole, syncDirectory, unlinkIfThere } from '../audit/files.js';
import { privateDirectory } from '../audit/private-directory.js';
import type { ProjectPaths } from '../audit/project.js';
import { sha256 } from '../audit/record.js';
import { codeOf } from '../audit/system-error.js';
import { leftovers, maxSnapshotBytes, nameOf, readSnapshots, type SnapshotFile } from './snapshot-files.js';
import { fileName } from './snapshot-names.js';

/** A snapshot as it lies there: JSON whose hash was looked at. */
export interface KeptSnapshot {
  readonly sha256: string;
  readonly json: string;
}

/** What is kept of the states of hosts, per target and host; the last ten, and the newest healthy one if it is older. */
export interface SnapshotStore {
  /** Newest first. Files that are not what was written are left out, and named. */
  readonly list: (
    target: string,
    host: string,
  ) => { readonly kept: readonly KeptSnapshot[]; readonly broken: readonly string[] };
  /** Keeps canonical JSON (durably, private), forgets the eleventh. @returns its SHA-256, hex @throws Error in words */
  readonly keep: (target: string, host: string, json: string) => string;
}

/**
 * Those of one project, in `snapshots/TARGET/HOST/NUMBER-SHA256.json` beside its runs. Reading makes nothing, and follows
 * no link; what is written once is never written again.
 */
export function openSnapshots(project: ProjectPaths): SnapshotStore {
  const root = join(project.root, 'snapshots');
  const placeOf = (target: string, host: string): string => join(root, fileName(target), fileName(host));
  return {
    list: (target, host) => {
      const { files, broken } = readSnapshots(placeOf(target, host));
      return { kept: files.map(({ sha256: digest, json }) => ({ sha256: digest, json })), broken };
    },
    keep: (target, host, json) => {
      for (const directory of [root, join(root, fileName(target)), placeOf(target, host)]) {
        privateDirectory(directory, { write: true });
      }

      return keepIn(placeOf(target, host), json);
    },
  };
}

function keepIn(directory: string, json: string): string {
  const bytes = Buffer.from(json);
  if (bytes.length > maxSnapshotBytes) {
    throw new AuditError(`the snapshot is too long to be kept (${bytes.length} bytes)`);
  }

  const digest = sha256(bytes);
  const { files, last } = readSnapshots(directory);
  writeWhole(directory, last + 1, digest, bytes);
  // Whatever happens from here on, it is kept.
  forget(directory, files);
  return digest;
}

/** Two processes may want the same number: the later one takes the next. */
function writeWhole(directory: string, number: number, digest: string, bytes: Uint8Array): void {
  const path = join(directory, nameOf(number, digest));
  try {
    closeSync(createWhole(path, bytes));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') {
      throw auditError('keep a snapshot in', path, error);
    }

    writeWhole(directory, number + 1, digest, bytes);
  }
}

/** @param before those that were there before the newest one, newest first */
function forget(directory: string, before: readonly SnapshotFile[]): void {
  const healthy = before.find(({ isHealthy }) => isHealthy);
  const old = before.slice(maxKept - 1).filter((file) => file !== healthy);
  try {
    for (const name of [...old.map((file) => file.name), ...leftovers(directory)]) {
      unlinkIfThere(join(directory, name));
    }

    syncDirectory(directory);
  } catch {
    // An old one too many harms nobody, and the next time comes.
  }
}

const maxKept = 10;
