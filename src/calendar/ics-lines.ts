import { NotACalendar } from './ics-error.js';

/** A content line, put together again from the lines it was folded into (RFC 5545 section 3.1). */
export interface IcsLine {
  readonly text: string;
  /** Where it begins in the file, from 1. */
  readonly number: number;
}

/**
 * The content lines of a calendar; empty ones are left out. Lines are put together before they are decoded, because a
 * fold may stand in the middle of a letter.
 * @throws NotACalendar for too many bytes, for none, and for text that is not UTF-8
 */
export function icsLines(bytes: Uint8Array): readonly IcsLine[] {
  if (bytes.length > maxCalendarBytes) {
    throw new NotACalendar(tooLarge);
  }

  const lines: IcsLine[] = [];
  let open: { number: number; parts: string[] } | undefined;
  const close = (): void => {
    if (open !== undefined) {
      lines.push({ text: decoded(open.parts.join(''), open.number), number: open.number });
    }
  };
  // One character for each byte, which is quick to split.
  const folded = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  for (const [n, line] of folded
    .replace(byteOrderMark, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (line === '') {
      continue;
    }

    if (open !== undefined && (line.startsWith(' ') || line.startsWith('\t'))) {
      open.parts.push(line.slice(1));
    } else {
      close();
      open = { number: n + 1, parts: [line] };
    }
  }

  close();
  if (lines.every(({ text }) => text.trim() === '')) {
    throw new NotACalendar('is empty');
  }

  return lines;
}

/** More than any calendar for people has. */
export const maxCalendarBytes = 5_000_000;

/** Completes "The calendar …". */
export const tooLarge = `is larger than ${maxCalendarBytes / 1_000_000} MB`;

/** The three bytes with which some programs begin UTF-8. */
const byteOrderMark = /^\xef\xbb\xbf/;

function decoded(byteText: string, number: number): string {
  if (isAscii.test(byteText)) {
    return byteText;
  }

  try {
    return utf8.decode(Buffer.from(byteText, 'latin1'));
  } catch {
    throw new NotACalendar(`has text in line ${number} that is not UTF-8`);
  }
}

const isAscii = /^[\x01-\x7f]*$/;
const utf8 = new TextDecoder('utf-8', { fatal: true });
