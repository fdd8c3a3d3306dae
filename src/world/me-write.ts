import { closeSync, existsSync, lstatSync, mkdirSync, readlinkSync, renameSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import {
  createFile,
  createWhole,
  readRegular,
  syncDirectory,
  temporaryFor,
  unlinkIfThere,
  writeDurably,
} from '../audit/files.js';
import { isThere } from '../checklist/place-in-project.js';
import { type ReadFile, readChecklistFile } from '../checklist/read-file.js';
import { errorCode, OperatorError } from '../errors.js';
import type { Environment } from './environment.js';
import { meFile, whatItIs } from './me.js';

/**
 * Writes `me.yml` anew, as `edit` wants it: whole or not at all, readable by its owner only. If somebody else changes the
 * file meanwhile, the edit begins again with their text, so that nothing of theirs is lost.
 * @param edit gets the text as it is, or undefined without a file
 * @returns the text as it is now
 * @throws OperatorError if it cannot be written; whatever `edit` throws
 */
export async function changeMe(env: Environment, edit: (text: string | undefined) => string): Promise<string> {
  const file = meFile(env);
  makeDirectory(dirname(file));
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const before = await readNow(file);
    const text = edit(before?.text);
    if (text === before?.text || replace(file, before, text)) {
      return text;
    }
  }

  throw new OperatorError(`${file} is being changed by somebody else again and again; nothing was written`);
}

/**
 * The text of `me.yml` as it is; undefined without a file. Follows a link.
 * @throws OperatorError if it cannot be read
 */
export async function readMeText(env: Environment): Promise<string | undefined> {
  const file = meFile(env);
  return (await isThere(file)) ? (await readChecklistFile(file, file, whatItIs)).text : undefined;
}

const mostAttempts = 20;

/** Step by step from the first parent that exists: mkdir's own `recursive` never returns under /proc on Node 20. */
function makeDirectory(directory: string): void {
  if (existsSync(directory)) {
    return;
  }

  if (dirname(directory) !== directory) {
    makeDirectory(dirname(directory));
  }

  try {
    mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') {
      throw cannotWrite(directory, error);
    }
  }
}

/** @throws OperatorError for everything that is no regular file: what a link leads to is not ours to replace */
async function readNow(file: string): Promise<ReadFile | undefined> {
  const stat = lookAt(file);
  if (stat === undefined) {
    return undefined;
  }

  if (stat.isSymbolicLink()) {
    throw new OperatorError(`${file} is a symbolic link, and shipit writes to no link`, {
      hint: `edit ${readlinkSync(file)} by hand, or make ${file} a file`,
    });
  }

  return readChecklistFile(file, file, whatItIs);
}

function lookAt(file: string): Stats | undefined {
  try {
    return lstatSync(file, { throwIfNoEntry: false });
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

/** @returns false if the file is not any more what it was */
function replace(file: string, before: ReadFile | undefined, text: string): boolean {
  const bytes = Buffer.from(text);
  try {
    if (before === undefined) {
      closeSync(createWhole(file, bytes));
      return true;
    }

    const temporary = temporaryFor(file);
    try {
      const fd = createFile(temporary);
      try {
        writeDurably(fd, bytes);
      } finally {
        closeSync(fd);
      }

      // As late as can be: between this look and the next line nobody of this process can come.
      if (readRegular(file)?.equals(before.bytes) !== true) {
        return false;
      }

      renameSync(temporary, file);
      syncDirectory(dirname(file));
      return true;
    } finally {
      unlinkIfThere(temporary);
    }
  } catch (error) {
    if (errorCode(error) === 'EEXIST') {
      return false;
    }

    throw cannotWrite(file, error);
  }
}

function cannotWrite(path: string, error: unknown): unknown {
  const code = errorCode(error);
  return code === ''
    ? error
    : new OperatorError(`${path} cannot be written: ${reasons[code] ?? code}; nothing was changed`);
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  // Node has no name for it on Linux.
  'Unknown system error -122': 'the quota is used up',
  ENOTDIR: 'a part of its path is no directory',
  EEXIST: 'a file stands in its way',
  EIO: 'input/output error',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'a symbolic link in its path leads back to itself',
};
