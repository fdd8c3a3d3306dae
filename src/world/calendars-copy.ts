import { closeSync, lstatSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { createFile, readRegular, temporaryFor, unlinkIfThere, writeDurably } from '../audit/files.js';
import { privateDirectory } from '../audit/private-directory.js';
import { sha256 } from '../audit/record.js';

/** A calendar of the web as it was last read. */
export interface CalendarCopy {
  readonly fetched: Date;
  readonly bytes: Uint8Array;
}

/** Undefined if there is none, if it is not what was kept any more, and if others could have written it. */
export function readCopy(directory: string, address: string): CalendarCopy | undefined {
  try {
    privateDirectory(directory, { write: false });
    const kept = readRegular(copyPath(directory, address));
    const end = kept?.indexOf('\n') ?? -1;
    if (kept === undefined || end === -1) {
      return undefined;
    }

    const [, fetched = '', digest] = firstLine.exec(kept.subarray(0, end).toString('latin1')) ?? [];
    const bytes = kept.subarray(end + 1);
    const isWhole = digest === sha256(bytes) && !Number.isNaN(Date.parse(fetched));
    return isWhole ? { fetched: new Date(fetched), bytes } : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it for our eyes only. Without room, or without a directory of our own, nothing is kept. */
export function keepCopy(directory: string, address: string, { fetched, bytes }: CalendarCopy): void {
  const path = copyPath(directory, address);
  const temporary = temporaryFor(path);
  try {
    privateDirectory(directory, { write: true });
    if (lstatSync(path, { throwIfNoEntry: false })?.isFile() === false) {
      return;
    }

    const fd = createFile(temporary);
    try {
      writeDurably(
        fd,
        Buffer.concat([Buffer.from(`shipit-calendar 1 ${fetched.toISOString()} ${sha256(bytes)}\n`), bytes]),
      );
    } finally {
      closeSync(fd);
    }

    renameSync(temporary, path);
  } catch {
    unlinkQuietly(temporary);
  }
}

const firstLine = /^shipit-calendar 1 (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f]{64})$/;

/** The address of a private calendar is its key: it is nowhere written in clear. */
const copyPath = (directory: string, address: string): string => join(directory, `${sha256(address)}.ics-copy`);

function unlinkQuietly(path: string): void {
  try {
    unlinkIfThere(path);
  } catch {
    // It is in the way of nobody.
  }
}
