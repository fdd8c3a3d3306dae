/** A file of any size, read piece by piece. */
export interface TextFile {
  /** Bytes, as of now: the output of a deploy that runs still grows. */
  readonly size: () => number;
  /** Up to `length` bytes from `position`; fewer at the end of the file. */
  readonly read: (position: number, length: number) => Buffer;
}

/** One line of it. What has no end for very long comes in pieces. */
export interface FileLine {
  /** Where it begins, and where the next one does: bytes. */
  readonly start: number;
  readonly end: number;
  /** Its beginning, without its end of line. */
  readonly bytes: Buffer;
}

/** At multiples of this a line without an end is cut, so that a place in the file is a line's beginning or not. */
export const pieceBytes = 65_536;

/** Most lines are shorter. */
const nearBytes = 4096;

/** More than any screen shows of one line. */
const shownBytes = 16_384;

/** The line that begins at `start`; undefined at the end of the file. */
export function lineAt(file: TextFile, start: number): FileLine | undefined {
  const size = file.size();
  if (start >= size) {
    return undefined;
  }

  const little = file.read(start, nearBytes + 1);
  const nearby = firstEnd(little, nearBytes, start + little.length >= size);
  if (nearby !== undefined) {
    return { start, end: start + nearby.next, bytes: little.subarray(0, nearby.text) };
  }

  const most = Math.ceil(start / pieceBytes) * pieceBytes + pieceBytes - start;
  const much = file.read(start, most + 1);
  const found = firstEnd(much, most, start + much.length >= size);
  const length = found?.next ?? Math.min(most, much.length);
  return { start, end: start + length, bytes: much.subarray(0, Math.min(found?.text ?? length, shownBytes)) };
}

/**
 * The last beginning of a line at or before a place. After an end of line one begins; so it does where that many bytes
 * have none: wherever somebody comes from, the lines are the same.
 */
export function lineStart(file: TextFile, place: number): number {
  const at = Math.max(0, Math.min(place, file.size()));
  const near = Math.max(0, at - nearBytes);
  const nearby = lastEnd(file.read(near, at - near + 1), at - near);
  if (nearby !== undefined) {
    return near + nearby;
  }

  const from = Math.max(0, at - 2 * pieceBytes);
  const bytes = file.read(from, at - from + 1);
  const begun = from + (lastEnd(bytes, at - from) ?? 0);
  const cut = Math.floor(at / pieceBytes) * pieceBytes;
  const isOpen = cut - pieceBytes >= begun;
  return isOpen ? cut : begun;
}

/** The beginning of the line before the one that begins at `start`; 0 for the first. */
export const lineBefore = (file: TextFile, start: number): number => (start <= 0 ? 0 : lineStart(file, start - 1));

/** Where a page of so many lines begins that ends with the file. */
export function lastPage(file: TextFile, rows: number): number {
  let start = file.size();
  for (let row = 0; row < rows && start > 0; row += 1) {
    start = lineBefore(file, start);
  }

  return start;
}

interface End {
  /** Bytes of the text before it. */
  readonly text: number;
  /** Where the next line begins. */
  readonly next: number;
}

/** LF, CR LF, or the CR with which a progress bar begins anew. @param limit an end behind it is somebody else's */
function firstEnd(bytes: Buffer, limit: number, isLast: boolean): End | undefined {
  const lf = bytes.indexOf(10);
  const cr = bytes.indexOf(13);
  const end: End | undefined =
    cr !== -1 && (lf === -1 || cr < lf)
      ? { text: cr, next: bytes[cr + 1] === 10 ? cr + 2 : cr + 1 }
      : lf === -1
        ? undefined
        : { text: lf, next: lf + 1 };
  // Of a CR at the very end of what was read nobody knows what follows.
  const isKnown =
    end !== undefined && end.next <= limit && (end.next < bytes.length || isLast || bytes[end.text] === 10);
  return isKnown ? end : isLast && bytes.length <= limit ? { text: bytes.length, next: bytes.length } : undefined;
}

/** Behind the last end of line that lies before `limit`. */
function lastEnd(bytes: Buffer, limit: number): number | undefined {
  for (let at = limit; at > 0; at -= 1) {
    if (bytes[at - 1] === 10 || (bytes[at - 1] === 13 && bytes[at] !== 10)) {
      return at;
    }
  }

  return undefined;
}
