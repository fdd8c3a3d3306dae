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
  let decoder = new StringDecoder('utf8');
  let piece = '';
  let counted = false;
  let count = 0;
  let first: string | undefined;

  /** Pieces to look at, in order; `ended`: the line ends with it. */
  let pieces: { readonly text: string; readonly ended: boolean }[] = [];

  const look = async (): Promise<void> => {
    const looked = pieces;
    pieces = [];
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
  };
  const grow = (text: string): void => {
    for (let from = 0; from < text.length; ) {
      const room = pieceLength - piece.length;
      piece += text.slice(from, from + room);
      from += room;
      if (piece.length >= pieceLength) {
        pieces.push({ text: piece, ended: false });
        piece = piece.slice(-overlapLength);
      }
    }
  };
  return {
    async add(bytes) {
      const lines = decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).split('\n');
      lines.forEach((line, index) => {
        if (index > 0) {
          pieces.push({ text: piece, ended: true });
          piece = '';
        }

        grow(line);
      });
      // The last words of a process may have no line break.
      pieces.push({ text: piece, ended: false });
      await look();
    },
    count: () => count,
    first: () => first,
    endLine() {
      piece = '';
      counted = false;
      decoder = new StringDecoder('utf8');
    },
  };
}
