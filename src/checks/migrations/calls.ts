import type { Code } from './code.js';
import type { Undo } from './model.js';

/** A stretch of the text: from, and to which position it does not reach. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * What stands between the bracket at `open` and its other half; undefined where that is missing.
 * @param end where it is missing from, at the latest
 */
export function inBrackets(bare: string, open: number, end = bare.length): Stretch | undefined {
  const waiting: string[] = [];
  for (let at = open; at < end; at++) {
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
 * the end of the line. A line that ends in a comma goes on. Undefined where brackets do not close, or only far away.
 */
export function argumentsAt({ code, bare }: Code, at: number): readonly string[] | undefined {
  const blanks = /^[ \t]*/.exec(bare.slice(at, at + 200))?.[0].length ?? 0;
  const limit = Math.min(bare.length, at + longestCall);
  const inside = bare[at + blanks] === '(' ? inBrackets(bare, at + blanks, limit) : statement(bare, at, limit);
  return inside === undefined ? undefined : split(code, bare, inside);
}

/** Characters. */
const longestCall = 64 * 1024;

function statement(bare: string, from: number, limit: number): Stretch | undefined {
  let depth = 0;
  for (let at = from; at < limit; at++) {
    const mark = bare[at] ?? '';
    depth += '([{'.includes(mark) ? 1 : ')]}'.includes(mark) ? -1 : 0;
    if (depth < 0 || (depth === 0 && mark === '\n' && !/[,\\]\s*$/.test(bare.slice(Math.max(from, at - 80), at)))) {
      return { from, to: at };
    }
  }

  return limit < bare.length ? undefined : { from, to: limit };
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

/** A file with more calls was made by a program: one more than these are found, and then nobody can say what all of them do. */
export const mostCalls = 200;

/** Matches of a pattern with the flag `g`, at most one more than `mostCalls`. */
export function someMatches(bare: string, pattern: RegExp): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (const one of bare.matchAll(pattern)) {
    found.push(one);
    if (found.length > mostCalls) {
      break;
    }
  }

  return found;
}

/** The places right after them. */
export const placesAfter = (bare: string, pattern: RegExp): readonly number[] =>
  someMatches(bare, pattern).map((found) => found.index + found[0].length);

/** What can be undone by what was looked at, if that was all. */
export const undoOfCalls = (counts: readonly number[]): Undo =>
  counts.some((count) => count > mostCalls)
    ? { can: 'unknown', why: `it does more than ${mostCalls} things of one sort` }
    : { can: 'yes' };
