import { graphemes } from '../../text/graphemes.js';
import { truncate, width } from '../../text/width.js';
import type { Line, Span } from '../lines.js';
import type { Marks } from '../marks.js';
import { textOf } from './find-text.js';
import type { PagerView } from './state.js';

/** The lines of a file in its window: long ones are cut, what was found is marked. */
export function pagerLines(pager: PagerView, columns: number, marks: Marks): readonly Line[] {
  const room = columns - 2;
  const wanted = pager.find.field.text.toLowerCase();
  return pager.lines.map((line) => {
    const text = truncate(fromColumn(textOf(line), pager.shift), room);
    const pointer: Span = { text: line.start === pager.found ? `${marks.pointer} ` : '  ', tone: 'accent' };
    return [pointer, ...highlighted(text, wanted)];
  });
}

/** `45 %, 1.2 MB`: how far down the file the window is. */
export function whereInFile({ file, top, lines }: PagerView): string {
  const size = file.size();
  const end = lines.at(-1)?.end ?? size;
  const share = size === 0 ? 100 : Math.floor((100 * end) / size);
  const part = end >= size ? (top === 0 ? 'all of it' : 'the end') : `${share} %`;
  return `${part}, ${showBytes(size)}`;
}

export function showBytes(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB'] as const;
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const count = bytes / 1000 ** power;
  return `${power === 0 || count >= 100 ? Math.floor(count) : count.toFixed(1)} ${units[power] ?? ''}`;
}

/** The text without its first columns. */
function fromColumn(text: string, columns: number): string {
  if (columns === 0 || /^[\x20-\x7e]*$/u.test(text)) {
    return text.slice(columns);
  }

  let used = 0;
  for (const { segment, index } of graphemes(text)) {
    if (used >= columns) {
      return text.slice(index);
    }

    used += width(segment);
  }

  return '';
}

function highlighted(text: string, wanted: string): Line {
  const lower = text.toLowerCase();
  // A few letters change their length with their case: then nothing can be pointed at.
  if (wanted === '' || lower.length !== text.length || !lower.includes(wanted)) {
    return [{ text }];
  }

  const spans: Span[] = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, from)) {
    spans.push({ text: text.slice(from, at) }, { text: text.slice(at, at + wanted.length), tone: 'accent' });
    from = at + wanted.length;
  }

  return [...spans, { text: text.slice(from) }];
}
