import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readRegular } from '../audit/files.js';
import { sha256 } from '../audit/record.js';
import { codeOf } from '../audit/system-error.js';

export interface SnapshotFile {
  readonly name: string;
  readonly sha256: string;
  readonly json: string;
  readonly isHealthy: boolean;
}

/** Longer ones are not ours. A host with 3,000 packages has some 300 KB. */
export const maxSnapshotBytes = 32 * 1_048_576;

/** Numbers go on: 000001, 000002, …; the hash of the content is in the name. */
export const nameOf = (number: number, digest: string): string => `${String(number).padStart(6, '0')}-${digest}.json`;

/**
 * What lies in the directory of a host.
 * @returns newest first; `broken`: paths of what is not what was written; `last`: the highest number taken, 0 if none
 */
export function readSnapshots(directory: string): {
  readonly files: readonly SnapshotFile[];
  readonly broken: readonly string[];
  readonly last: number;
} {
  const names = namesIn(directory);
  if (names === undefined) {
    return { files: [], broken: [directory], last: 0 };
  }

  const visible = names.filter((name) => !name.startsWith('.'));
  const numbered = visible.map((name) => ({ name, number: numberOf(name) })).sort((a, b) => b.number - a.number);
  const read = numbered.map(({ name }) => ({ name, file: readOne(directory, name) }));
  return {
    files: read.map(({ file }) => file).filter((file) => file !== undefined),
    broken: read.filter(({ file }) => file === undefined).map(({ name }) => join(directory, name)),
    last: Math.max(0, ...numbered.map(({ number }) => number)),
  };
}

/** Files that a process which was killed did not come to name; a day old, so that nobody writes them any more. */
export function leftovers(directory: string): readonly string[] {
  const hidden = (namesIn(directory) ?? []).filter((name) => name.startsWith('.') && name.endsWith('.tmp'));
  const ages = hidden.map((name) => ({ name, at: lstatSync(join(directory, name)).mtimeMs }));
  const now = lstatSync(directory).mtimeMs;
  return ages.filter(({ at }) => at < now - dayMs).map(({ name }) => name);
}

const dayMs = 86_400_000;

/** Empty if there is no such directory; undefined if it is something else, or cannot be read. */
function namesIn(directory: string): readonly string[] | undefined {
  try {
    return lstatSync(directory).isDirectory() ? readdirSync(directory) : undefined;
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? [] : undefined;
  }
}

const pattern = /^(\d{6,15})-([0-9a-f]{64})\.json$/;

const numberOf = (name: string): number => Number(pattern.exec(name)?.[1] ?? 0);

function readOne(directory: string, name: string): SnapshotFile | undefined {
  const [, , digest] = pattern.exec(name) ?? [];
  const path = join(directory, name);
  try {
    if (digest === undefined || lstatSync(path).size > maxSnapshotBytes) {
      return undefined;
    }

    const bytes = readRegular(path);
    if (bytes === undefined || sha256(bytes) !== digest) {
      return undefined;
    }

    const json = bytes.toString('utf8');
    return { name, sha256: digest, json, isHealthy: saysHealthy(json) };
  } catch {
    return undefined;
  }
}

function saysHealthy(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && 'healthy' in value && value.healthy === true;
  } catch {
    return false;
  }
}
