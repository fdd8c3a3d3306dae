import { basename } from 'node:path';
import type { LogPosition } from '../../run/events.js';

/** A log file as it lies there now. */
export interface LogFile extends LogPosition {
  /** When it was last written to, milliseconds since 1970. */
  readonly mtimeMs: number;
}

/** The files that a rotated log became: the one that was read before, and those between it and the present one. */
export interface Rotated {
  /** Absent when nobody knows where it is. */
  readonly old?: LogFile;
  /** Oldest first. */
  readonly between: readonly LogFile[];
  /** Some of them are packed: nobody can go on reading there. */
  readonly packed: boolean;
}

/**
 * What a log became, among the files beside it.
 * @param now the file in its place; undefined when there is none
 */
export function rotatedAmong(
  found: readonly LogFile[],
  { path, before, now }: { readonly path: string; readonly before: LogPosition; readonly now: LogPosition | undefined },
): Rotated {
  const others = found.filter((file) => now === undefined || !isSame(file, now));
  const old = others.find((file) => isSame(file, before));
  const later = others.filter(
    (file) => old !== undefined && file !== old && file.mtimeMs > old.mtimeMs && isOldOf(path, file.path),
  );
  return {
    ...(old === undefined ? {} : { old }),
    between: later.filter((file) => !packedName.test(file.path)).sort((a, b) => a.mtimeMs - b.mtimeMs),
    packed: later.some((file) => packedName.test(file.path)) || (old !== undefined && packedName.test(old.path)),
  };
}

export const isSame = (a: Pick<LogPosition, 'dev' | 'ino'>, b: Pick<LogPosition, 'dev' | 'ino'>): boolean =>
  a.dev === b.dev && a.ino === b.ino;

/** `app` of `app.log`: some rotate it to `app-20261119.log`. */
export const stemOf = (path: string): string => basename(path).replace(/\.[^.]*$/, '') || basename(path);

const packedName = /\.(gz|bz2|xz|zst|lz4)$/;

/** `app.log.1`, `app.log-20261119`, `app-20261119.log`; not the log of somebody else, `app-errors.log`. */
function isOldOf(path: string, candidate: string): boolean {
  const name = basename(candidate);
  const begin = name.startsWith(basename(path)) ? basename(path) : stemOf(path);
  return name.startsWith(begin) && /^[.\-_]?(\d|old|bak|save)/.test(name.slice(begin.length));
}
