import { StringDecoder } from 'node:string_decoder';
import { safe } from '../text/sanitise.js';
import { drawable } from '../ui/drawable.js';
import type { Marks } from '../ui/marks.js';

/** Output of the project's own command, made into whole lines of plain text. */
export interface PlainOutput {
  /** @returns the lines that are complete now */
  readonly take: (bytes: Buffer) => readonly string[];
  /** What has come of the line that is not complete yet. */
  readonly begun: () => string;
  /** The last line, if nobody completed it. */
  readonly end: () => readonly string[];
}

/** A line that is never ended must not fill the memory, in UTF-16 code units. */
const longestLine = 64 * 1024;

/** Colours and cursor movements go; of a line that overwrites itself, as progress bars do, the last state stays. */
export function createPlainOutput(marks: Pick<Marks, 'ascii'>): PlainOutput {
  const decoder = new StringDecoder('utf8');
  let partial = '';
  const shown = (line: string): string => {
    const states = safe(line.replace(/\r+$/u, '').replaceAll('\r', '\n')).split('\n');
    return drawable(states.findLast((state) => state.trim() !== '') ?? '', marks);
  };
  return {
    take(bytes) {
      const lines = (partial + decoder.write(bytes)).split('\n');
      const last = lines.pop() ?? '';
      const complete = last.length > longestLine ? [...lines, last] : lines;
      partial = complete === lines ? last : '';
      return complete.map(shown);
    },
    begun: () => shown(partial),
    end() {
      const rest = shown(partial + decoder.end());
      partial = '';
      return rest === '' ? [] : [rest];
    },
  };
}
