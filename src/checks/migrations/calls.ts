import type { Code } from './code.js';

/** A stretch of the text: from, and to which position it does not reach. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** What stands between the bracket at `open` and its other half; undefined where that is missing. */
export function inBrackets(bare: string, open: number): Stretch | undefined {
  const waiting: string[] = [];
  for (let at = open; at < bare.length; at++) {
    const mark = bare[at] ?? '';
    const close = closing[mark];
    if (close !== undefined) {
      waiting.push(close);
    } else if (mark === waiting.at(-1)) {
      waiting.pop();
      if (waiting.length === 0) {
        return { from: open + 1, to: at };
      }
    }
  }

  return undefined;
}

/**
 * The arguments of a call, as written: those in the bracket at `at`, or, where there is none (Ruby, Elixir), those up to
 * the end of the line. A line that ends in a comma goes on. Undefined where brackets do not close.
 */
export function argumentsAt({ code, bare }: Code, at: number): readonly string[] | undefined {
  const blanks = /^[ \t]*/.exec(bare.slice(at, at + 200))?.[0].length ?? 0;
  const inside = bare[at + blanks] === '(' ? inBrackets(bare, at + blanks) : { from: at, to: endOfStatement(bare, at) };
  return inside === undefined ? undefined : split(code, bare, inside);
}

function endOfStatement(bare: string, from: number): number {
  let depth = 0;
  for (let at = from; at < bare.length; at++) {
    const mark = bare[at] ?? '';
    depth += '([{'.includes(mark) ? 1 : ')]}'.includes(mark) ? -1 : 0;
    if (depth < 0 || (depth === 0 && mark === '\n' && !/[,\\]\s*$/.test(bare.slice(Math.max(from, at - 80), at)))) {
      return at;
    }
  }

  return bare.length;
}

function split(code: string, bare: string, { from, to }: Stretch): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let start = from;
  for (let at = from; at <= to; at++) {
    const mark = bare[at] ?? '';
    if (at === to || (mark === ',' && depth === 0)) {
      found.push(code.slice(start, at).trim());
      start = at + 1;
    } else {
      depth += '([{'.includes(mark) ? 1 : ')]}'.includes(mark) ? -1 : 0;
    }
  }

  return found.filter((one) => one !== '');
}

/** The places right after each match of a pattern with the flag `g`. */
export const placesAfter = (bare: string, pattern: RegExp): readonly number[] =>
  [...bare.matchAll(pattern)].map((found) => (found.index ?? 0) + found[0].length);
