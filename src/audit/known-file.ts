import { lstatSync, type Stats } from 'node:fs';
import { readRegular } from './files.js';
import { sha256 } from './record.js';

/** What this process knows of a segment of its run, so that it notices when somebody lays hands on it. */
export interface KnownFile {
  readonly path: string;
  readonly ino: number;
  /** Bytes that are known; more may have come since. */
  readonly size: number;
  /** Of its last change that is known. */
  readonly mtimeMs: number;
  /** SHA-256 of the known bytes. */
  readonly digest: () => string;
  /** As many bytes as the file holds now. */
  readonly read: () => Uint8Array;
}

/** A segment that was read this moment; undefined if it is gone since. */
export function knownFile(path: string, bytes: Buffer): KnownFile | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return (
    stat && {
      path,
      ino: stat.ino,
      size: bytes.length,
      mtimeMs: stat.mtimeMs,
      digest: () => sha256(bytes),
      read: () => readRegular(path) ?? new Uint8Array(),
    }
  );
}

/**
 * What happened to a file, in words that go on `the audit log of this run …`; undefined if nothing did. Growth is
 * nothing here: what a former process wrote too late is kept, and does not count. The bytes are read again only where the
 * time of the last change is another one.
 * @throws the file system's error
 */
export function happenedTo(known: KnownFile): string | undefined {
  const named = lstatSync(known.path, { throwIfNoEntry: false });
  if (named === undefined) {
    return 'was moved away';
  }

  return named.ino === known.ino ? changed(known, named) : 'was replaced by another file';
}

function changed({ size, mtimeMs, digest, read }: KnownFile, named: Stats): string | undefined {
  if (named.size < size) {
    return `was changed by somebody else: it has ${named.size} bytes, and ${size} were written`;
  }

  return named.mtimeMs === mtimeMs || sha256(read().subarray(0, size)) === digest()
    ? undefined
    : 'was changed by somebody else: its bytes are not the ones that were written';
}
