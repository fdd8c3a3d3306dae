import { closeSync, fsyncSync, linkSync, lstatSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { createFile, syncDirectory, temporaryFor, unlinkIfThere } from '../../audit/files.js';
import { codeOf } from '../../audit/system-error.js';
import { messageOf, OperatorError } from '../../errors.js';
import { safeLine } from '../../text/sanitise.js';

export interface ExportFile {
  /** Absolute. */
  readonly path: string;
  /** A file that is there already is replaced. */
  readonly force: boolean;
}

/**
 * Writes a new file, readable by its owner alone: whole, or not at all.
 * @throws OperatorError when something is there already, or it cannot be written
 */
export async function writeExport({ path, force }: ExportFile, chunks: Iterable<string>): Promise<void> {
  refuseTaken(path, force);
  const temporary = temporaryFor(path);
  const fd = attempt(path, () => createFile(temporary));
  try {
    try {
      for await (const text of inTurns(joined(chunks))) {
        attempt(path, () => writeAll(fd, Buffer.from(text)));
      }

      attempt(path, () => fsyncSync(fd));
    } finally {
      closeSync(fd);
    }

    attempt(path, () => putInPlace(temporary, path, force));
  } finally {
    unlinkIfThere(temporary);
  }
}

/** Lets signals and a closed pipe through: everything else here is done without waiting. */
export async function* inTurns(chunks: Iterable<string>): AsyncGenerator<string> {
  for (const chunk of chunks) {
    await setImmediate();
    yield chunk;
  }
}

/** Few large pieces in place of many small ones. */
export function* joined(chunks: Iterable<string>): Generator<string> {
  let pieces: string[] = [];
  let length = 0;
  for (const chunk of chunks) {
    pieces.push(chunk);
    length += chunk.length;
    if (length >= pieceLength) {
      yield pieces.join('');
      pieces = [];
      length = 0;
    }
  }

  yield pieces.join('');
}

const pieceLength = 65_536;

function refuseTaken(path: string, force: boolean): void {
  const stat = attempt(path, () => lstatSync(path, { throwIfNoEntry: false }));
  if (stat === undefined) {
    return;
  }

  if (!stat.isFile()) {
    throw new OperatorError(`${safeLine(path)} is no file that could be written`, { hint: 'name a file with --out' });
  }

  if (!force) {
    throw taken(path);
  }
}

const taken = (path: string): OperatorError =>
  new OperatorError(`${safeLine(path)} is there already, and was left as it is`, {
    hint: 'name another file, or replace it with --force',
  });

function writeAll(fd: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(fd, bytes, written);
  }
}

/** A link fails where a name is taken, even if that happened a moment ago. */
function putInPlace(temporary: string, path: string, force: boolean): void {
  if (force) {
    renameSync(temporary, path);
  } else {
    try {
      linkSync(temporary, path);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') {
        throw taken(path);
      }

      if (!noHardLinks.includes(codeOf(error) ?? '')) {
        throw error;
      }

      refuseTaken(path, false);
      renameSync(temporary, path);
    }
  }

  syncDirectory(dirname(path));
}

const noHardLinks: readonly string[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

function attempt<Value>(path: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw error instanceof OperatorError
      ? error
      : new OperatorError(`${safeLine(path)} cannot be written: ${inShort(error)}`, { hint: hintFor(error) });
  }
}

/** Without the system call and the name of the temporary file. */
const inShort = (error: unknown): string => messageOf(error).split(', ')[0] ?? '';

const hintFor = (error: unknown): string | undefined =>
  codeOf(error) === 'ENOENT' ? 'make its directory first' : undefined;
