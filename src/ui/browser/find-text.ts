import { safe } from '../../text/sanitise.js';
import { type FileLine, lineAt, lineStart, type TextFile } from './text-file.js';

/** Where a search goes on. */
export interface Search {
  /** As it was typed; upper and lower case are alike. */
  readonly text: string;
  readonly towards: 'end' | 'start';
  /** Where it began: having gone round, it ends there. Bytes. */
  readonly begun: number;
  readonly round: boolean;
  /** Beginning of the line to look at next; towards the start: of the one behind it. Bytes. */
  readonly from: number;
}

/** The line it is on; or where to go on; or that there is none anywhere. */
export type Found = { readonly at: number } | { readonly next: Search } | { readonly none: true };

/** Bytes of one slice: a few milliseconds. */
const sliceBytes = 262_144;

/** A search from a place on, round the end of the file, back to that place. @param from beginning of a line, in bytes */
export const searchFrom = (text: string, towards: Search['towards'], from: number): Search => ({
  ...{ text, towards, from },
  begun: from,
  round: false,
});

/** Looks at the next slice of a file. A text is found as the screen shows it: without colours. */
export function findText(file: TextFile, search: Search): Found {
  return search.towards === 'end' ? onwards(file, search) : backwards(file, search);
}

/** As a line of a file is shown and searched. */
export const textOf = ({ bytes }: Pick<FileLine, 'bytes'>): string =>
  safe(bytes.toString('utf8')).replaceAll('\n', ' ');

function onwards(file: TextFile, search: Search): Found {
  const { from } = search;
  const size = search.round ? Math.min(search.begun, file.size()) : file.size();
  const to = from + sliceBytes >= size ? size : lineStart(file, from + sliceBytes);
  const [at] = from < to ? linesWith(file, from, to, search.text) : [];
  return at !== undefined ? { at } : to >= size ? roundFrom(search, 0) : { next: { ...search, from: to } };
}

function backwards(file: TextFile, search: Search): Found {
  const { from } = search;
  const least = search.round ? search.begun : 0;
  const begin = from - least <= sliceBytes ? least : lineStart(file, from - sliceBytes);
  const at = begin < from ? [...linesWith(file, begin, from, search.text)].at(-1) : undefined;
  return at !== undefined
    ? { at }
    : begin <= least
      ? roundFrom(search, file.size())
      : { next: { ...search, from: begin } };
}

const roundFrom = (search: Search, from: number): Found =>
  search.round ? { none: true } : { next: { ...search, from, round: true } };

/** Beginnings of the lines of a slice that hold the text. Only where it holds it at all is it taken apart. */
export function* linesWith(file: TextFile, from: number, to: number, text: string): Generator<number> {
  const wanted = text.toLowerCase();
  const held = file.read(from, to - from + beyondBytes);
  if (
    !safe(held.subarray(0, to - from).toString('utf8'))
      .toLowerCase()
      .includes(wanted)
  ) {
    return;
  }

  const slice = withHeld(file, from, held);
  for (let line = lineAt(slice, from); line !== undefined && line.start < to; line = lineAt(slice, line.end)) {
    // All of it: of a long line only the beginning is held.
    if (
      textOf({ bytes: slice.read(line.start, line.end - line.start) })
        .toLowerCase()
        .includes(wanted)
    ) {
      yield line.start;
    }
  }
}

/** More than is read ahead to see where a short line ends. Bytes. */
const beyondBytes = 8192;

/** The same file, a part of which need not be read again line by line. */
function withHeld(file: TextFile, from: number, held: Buffer): TextFile {
  const size = file.size();
  return {
    size: () => size,
    read: (position, length) =>
      position >= from && position + length <= from + held.length
        ? held.subarray(position - from, position - from + length)
        : file.read(position, length),
  };
}
