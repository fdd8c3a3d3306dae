import { readFileSync } from 'node:fs';
import path from 'node:path';
import { OperatorError, OperatorErrors, type Place, showPlace } from '../errors.js';
import { hanging } from '../text/hanging.js';
import { safe, safeLine } from '../text/sanitise.js';
import { width } from '../text/width.js';
import { bundledDir } from './bundled.js';

/** The text of a file by the name it has on screen; undefined if it cannot be had any more. */
export type ReadSource = (shown: string) => string | undefined;

const MOST = 20;

/**
 * Mistakes as they are printed: place and sentence, the line with a caret below the spot, and what would be right.
 * Without a place `shipit:` stands before the sentence. At most 20 of them, then how many more there are. Ends with a line break.
 * @param columns of the terminal: sentences are wrapped between words
 */
export function printErrors(
  thrown: OperatorError | OperatorErrors | readonly OperatorError[],
  readSource: ReadSource,
  columns?: number,
): string {
  const errors = listOf(thrown);
  const shown = errors.slice(0, MOST).map((error) => printError(error, readSource, columns));
  const more = errors.length - shown.length;
  return `${[...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n\n')}\n`;
}

/** Reads sources from disk: names are relative to `cwd`, `shipit:NAME` is a bundled checklist. Read anew each time. */
export const sourceReader =
  (cwd: string): ReadSource =>
  (shown) => {
    const bundled = /^shipit:([a-z0-9-]+)$/.exec(shown)?.[1];
    const file = bundled === undefined ? path.resolve(cwd, shown) : path.join(bundledDir(), `${bundled}.yml`);
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return undefined;
    }
  };

function listOf(thrown: OperatorError | OperatorErrors | readonly OperatorError[]): readonly OperatorError[] {
  if (thrown instanceof OperatorErrors) {
    return thrown.errors;
  }
  return thrown instanceof OperatorError ? [thrown] : thrown;
}

function printError({ message, place, hint }: OperatorError, readSource: ReadSource, columns?: number): string {
  const head = hanging(`${place ? readable(showPlace(place)) : 'shipit:'} ${readable(message)}`, '', columns);
  const excerpt = place ? excerptOf(place, readSource) : [];
  return [head, ...excerpt, ...(hint === undefined ? [] : [hanging(readable(hint), '  → ', columns)])].join('\n');
}

/** One line, of which no word is so long that the sentence around it is lost: a path may have 4096 characters. */
const readable = (text: string): string =>
  safeLine(text).replace(/[^\s]{300,}/g, (word) => `${word.slice(0, 100)}…${word.slice(-100)}`);

/** The line and a caret. Of a long line, what lies around the spot. */
function excerptOf({ file, line, col }: Place, readSource: ReadSource): readonly string[] {
  const text = readSource(file)
    ?.replace(/^\ufeff/, '')
    .split('\n')
    [line - 1]?.replace(/\r$/, '');
  if (text === undefined || text.trim() === '') {
    return [];
  }
  const from = text.length <= BEFORE + AFTER ? 0 : Math.max(0, col - 1 - BEFORE);
  const before = `${from > 0 ? '…' : ''}${safe(text.slice(from, col - 1))}`;
  const after = `${safe(text.slice(col - 1, from + BEFORE + AFTER))}${text.length > from + BEFORE + AFTER ? '…' : ''}`;
  const number = String(line);
  return [`  ${number} │ ${before}${after}`, `  ${' '.repeat(number.length)} │ ${' '.repeat(width(before))}^`];
}

const BEFORE = 60;
const AFTER = 40;
