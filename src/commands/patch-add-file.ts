import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { OperatorError } from '../errors.js';
import { safeLine } from '../text/sanitise.js';
import { largestPatch, pathsOfPatch } from '../world/git-patch-paths.js';
import { withScratch } from '../world/git-scratch.js';
import type { PatchPlace } from './patch-place.js';
import type { TakenPatch } from './patch-taken.js';

export interface DiffContext {
  readonly opened: PatchPlace;
  readonly cwd: string;
  readonly paths: readonly string[];
}

/** A diff that somebody made. @throws OperatorError if it cannot be read, or git cannot apply it */
export async function diffFromFile(name: string, { opened, cwd, paths }: DiffContext): Promise<TakenPatch> {
  const shown = safeLine(name, 120);
  if (paths.length > 0) {
    throw new OperatorError('--path beside --patch', { hint: 'the diff says itself which files it changes' });
  }

  const bytes = await readDiff(resolve(cwd, name), shown);
  const named = await withScratch(opened.place.git, AbortSignal.timeout(10_000), async (scratch) =>
    pathsOfPatch(scratch, await scratch.file(bytes)),
  );
  if (!named.ok) {
    throw new OperatorError(`--patch: ${shown} cannot be taken: ${safeLine(named.why, 200)}`, {
      hint: '`git diff` in the deployed tree makes one, with paths below one directory (-p1)',
    });
  }

  return { files: named.paths, diff: bytes, notes: [] };
}

async function readDiff(file: string, shown: string): Promise<Uint8Array> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: unknown) => {
    throw new OperatorError(`--patch: ${shown} cannot be read`, {
      hint: error instanceof Error ? error.message : String(error),
    });
  });
  try {
    const stats = await handle.stat();
    if (!stats.isFile() || stats.size === 0 || stats.size > largestPatch) {
      const why = !stats.isFile() ? 'is no file' : stats.size === 0 ? 'is empty' : 'is larger than 1 MiB';
      throw new OperatorError(`--patch: ${shown} ${why}`);
    }

    const buffer = Buffer.alloc(stats.size);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
