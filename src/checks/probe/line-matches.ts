import { StringDecoder } from 'node:string_decoder';

/** Counts the lines of a growing text that match, in memory that does not grow with it. */
export interface LineMatches {
  /** Bytes as they come; they may end anywhere. */
  readonly add: (bytes: Uint8Array) => void;
  /** Lines that matched so far, the one that has not ended yet included. */
  readonly count: () => number;
  /** The first of them, cut. Raw. */
  readonly first: () => string | undefined;
  /** What comes next is another file: the line that has not ended never will. */
  readonly endLine: () => void;
}

/** A line is looked at in pieces of this many characters, each with the end of the one before. */
const pieceLength = 16 * 1024;
const overlapLength = 256;

/** How much of a matching line is kept, in characters. */
const keptLength = 500;

export function matchLines(patterns: readonly RegExp[]): LineMatches {
  let decoder = new StringDecoder('utf8');
  let piece = '';
  let counted = false;
  let count = 0;
  let first: string | undefined;

  const look = (): void => {
    if (!counted) {
      const found = patterns.map((pattern) => pattern.exec(piece)).find((match) => match !== null);
      if (found) {
        counted = true;
        count += 1;
        // Of a long line the part that says it.
        first ??= piece.slice(Math.max(0, found.index - keptLength / 2)).slice(0, keptLength);
      }
    }
  };
  const grow = (text: string): void => {
    for (let from = 0; from < text.length; ) {
      const room = pieceLength - piece.length;
      piece += text.slice(from, from + room);
      from += room;
      if (piece.length >= pieceLength) {
        look();
        piece = piece.slice(-overlapLength);
      }
    }
  };
  const endLine = (): void => {
    look();
    piece = '';
    counted = false;
  };
  return {
    add(bytes) {
      const lines = decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).split('\n');
      lines.forEach((line, index) => {
        if (index > 0) {
          endLine();
        }

        grow(line);
      });
      // The last words of a process may have no line break.
      look();
    },
    count: () => count,
    first: () => first,
    endLine() {
      endLine();
      decoder = new StringDecoder('utf8');
    },
  };
}
