import type { Verdict } from '../checklist/model.js';
import type { Tone } from './lines.js';

/** The shapes of the screen. Each stands beside a word; neither shape nor colour carries meaning alone. */
export interface Marks {
  readonly go: string;
  readonly warn: string;
  readonly noGo: string;
  readonly unknown: string;
  readonly notApplicable: string;
  readonly gathering: string;
  readonly pending: string;
  readonly pointer: string;
  readonly arrow: string;
  readonly separator: string;
  readonly vertical: string;
  readonly horizontal: string;
  readonly cross: { readonly down: string; readonly up: string };
  readonly cursor: string;
  readonly upDown: string;
  readonly tab: string;
  /** There is more above, or below. */
  readonly more: { readonly above: string; readonly below: string };
  /** Nothing but ASCII may be drawn. */
  readonly ascii: boolean;
}

const unicode: Marks = {
  go: '✔',
  warn: '▲',
  noGo: '✖',
  unknown: '?',
  notApplicable: '–',
  gathering: '⟳',
  pending: '○',
  pointer: '▸',
  arrow: '→',
  separator: '·',
  vertical: '│',
  horizontal: '─',
  cross: { down: '┬', up: '┴' },
  cursor: '█',
  upDown: '↑↓',
  tab: '⇥',
  more: { above: '↑', below: '↓' },
  ascii: false,
};

const ascii: Marks = {
  go: '+',
  warn: '!',
  noGo: 'x',
  unknown: '?',
  notApplicable: '-',
  gathering: '~',
  pending: 'o',
  pointer: '>',
  arrow: '->',
  separator: '|',
  vertical: '|',
  horizontal: '-',
  cross: { down: '+', up: '+' },
  cursor: '_',
  upDown: 'up/down',
  tab: 'Tab',
  more: { above: '^', below: 'v' },
  ascii: true,
};

/** Unicode only where locale and terminal say they can show it. */
export function marksFor(env: Readonly<Record<string, string | undefined>>): Marks {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return /utf-?8/i.test(locale) && env['TERM'] !== 'linux' && env['TERM'] !== 'dumb' ? unicode : ascii;
}

/** Mark, word and tone of a verdict. */
export function look(
  verdict: Verdict,
  marks: Marks,
): { readonly mark: string; readonly word: string; readonly tone: Tone } {
  switch (verdict) {
    case 'go':
      return { mark: marks.go, word: 'go', tone: 'go' };
    case 'warn':
      return { mark: marks.warn, word: 'warn', tone: 'warn' };
    case 'no-go':
      return { mark: marks.noGo, word: 'no-go', tone: 'no-go' };
    case 'unknown':
      return { mark: marks.unknown, word: 'unknown', tone: 'warn' };
    case 'n/a':
      return { mark: marks.notApplicable, word: 'n/a', tone: 'quiet' };
  }
}

/** The same for what only a person can know. */
export const asks = (marks: Marks): { readonly mark: string; readonly word: string; readonly tone: Tone } => ({
  mark: marks.unknown,
  word: 'ask',
  tone: 'accent',
});
