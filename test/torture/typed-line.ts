import type { Stroke } from './keystrokes.js';

/** A line that somebody types, as any line on a terminal. */
export interface Line {
  readonly take: (stroke: Stroke) => void;
  readonly text: () => string;
  readonly clear: () => void;
}

export function createLine(): Line {
  let [before, after] = ['', ''];
  const insert = (text: string): void => {
    const room = 4000 - [...before, ...after].length;
    // A line is one line: what controls anything is a blank.
    before += [...text.replaceAll(/\p{Cc}+/gu, ' ')].slice(0, Math.max(0, room)).join('');
  };
  const byName: Readonly<Record<string, () => readonly [string, string]>> = {
    backspace: () => [[...before].slice(0, -1).join(''), after],
    delete: () => [before, [...after].slice(1).join('')],
    left: () => [[...before].slice(0, -1).join(''), ([...before].at(-1) ?? '') + after],
    right: () => [before + ([...after][0] ?? ''), [...after].slice(1).join('')],
    home: () => ['', before + after],
    end: () => [before + after, ''],
    'ctrl-u': () => ['', after],
    'ctrl-w': () => [before.replace(/[^ ]* *$/u, ''), after],
  };
  return {
    text: () => before + after,
    clear() {
      [before, after] = ['', ''];
    },
    take(stroke) {
      if (stroke.does === 'key') {
        [before, after] = byName[stroke.name]?.() ?? [before, after];
      } else {
        insert(stroke.text);
      }
    },
  };
}
