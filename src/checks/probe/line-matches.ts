import { StringDecoder } from 'node:string_decoder';

/** Counts the lines of a growing text that match, in memory that does not grow with it. */
export interface LineMatches {
  /** Bytes as they come, one call after the other; they may end anywhere. Rejects with what the search throws. */
  readonly add: (bytes: Uint8Array) => Promise<void>;
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

/** Where something is found in each of some texts, in characters; undefined where nothing is. */
export type Search = (texts: readonly string[]) => Promise<readonly (number | undefined)[]>;

/** By patterns of our own, which take no longer on one text than on another. */
export const searchHere =
  (patterns: readonly RegExp[]): Search =>
  async (texts) =>
    texts.map((text) => patterns.map((pattern) => pattern.exec(text)).find((match) => match !== null)?.index);

/** @param search is asked once for all pieces of what came */
export function matchLines(search: Search): LineMatches {
  const pieces = piecesOfLines();
  /** The line that has not ended is among those that matched. */
  let counted = false;
  let count = 0;
  let first: string | undefined;

  return {
    async add(bytes) {
      const looked = pieces.cut(bytes);
      const found = await search(looked.map(({ text }) => text)).catch((error: unknown) => {
        counted &&= !looked.some(({ ended }) => ended);
        throw error;
      });
      looked.forEach(({ text, ended }, index) => {
        const at = found[index];
        if (at !== undefined && !counted) {
          counted = true;
          count += 1;
          // Of a long line the part that says it.
          first ??= text.slice(Math.max(0, at - keptLength / 2)).slice(0, keptLength);
        }

        counted &&= !ended;
      });
    },
    count: () => count,
    first: () => first,
    endLine() {
      pieces.endLine();
      counted = false;
    },
  };
}

interface Piece {
  readonly text: string;
  /** The line ends with it. */
  readonly ended: boolean;
}

interface Pieces {
  /** What is to be looked at of bytes that came, in order. */
  readonly cut: (bytes: Uint8Array) => readonly Piece[];
  readonly endLine: () => void;
}

function piecesOfLines(): Pieces {
  let decoder = new StringDecoder('utf8');
  let piece = '';

  const grow = (text: string): readonly Piece[] => {
    const full: Piece[] = [];
    for (let from = 0; from < text.length; ) {
      const room = pieceLength - piece.length;
      piece += text.slice(from, from + room);
      from += room;
      if (piece.length >= pieceLength) {
        full.push({ text: piece, ended: false });
        piece = piece.slice(-overlapLength);
      }
    }

    return full;
  };
  return {
    cut(bytes) {
      const pieces: Piece[] = [];
      const lines = decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).split('\n');
      lines.forEach((line, index) => {
        if (index > 0) {
          pieces.push({ text: piece, ended: true });
          piece = '';
        }

        pieces.push(...grow(line));
      });
      // The last words of a process may have no line break.
      return [...pieces, { text: piece, ended: false }];
    },
    endLine() {
      piece = '';
      decoder = new StringDecoder('utf8');
    },
  };
}
