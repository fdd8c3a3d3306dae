import type { FrameworkName } from './model.js';

/** One migration as a tool lists it. */
export interface Listed {
  /** As the tool writes it. */
  readonly id: string;
  /** `gone`: it has run, and the tool has no file for it; `failed`: it began, and did not end well. */
  readonly state: 'applied' | 'pending' | 'failed' | 'gone';
}

export interface PendingFormat {
  readonly framework: FrameworkName;
  /** How the tool calls it. */
  readonly tool: string;
  /** Exit statuses beside 0 with which it tells that something has still to run. */
  readonly exits?: readonly number[];
  /** False: it names only what has still to run. */
  readonly saysApplied?: false;
  /** @param lines plain, without colours. @returns undefined where it is another format */
  readonly read: (lines: readonly string[], output: string) => readonly Listed[] | undefined;
}

/** `[X] name` and `[ ] name`; undefined where there is none. */
export function bracketed(lines: readonly string[], name: RegExp): readonly Listed[] | undefined {
  const found = lines.flatMap((line): readonly (Listed | undefined)[] => {
    const [, mark, rest] = /^\s*\[([ xX-])\]\s+(.*?)\s*$/.exec(line) ?? [];
    if (rest === undefined) {
      return [];
    }

    const [, id] = name.exec(rest) ?? [];
    return [id === undefined ? undefined : { id, state: mark === ' ' ? 'pending' : 'applied' }];
  });
  const understood = found.filter((one) => one !== undefined);
  return understood.length === 0 || understood.length < found.length ? undefined : understood;
}

/** A word for its state, its id, and more words: `NO FILE` in them means that it has no file any more. */
export const byLines = (lines: readonly string[], pattern: RegExp, applied: string): readonly Listed[] | undefined => {
  const found = lines.flatMap((line): readonly Listed[] => {
    const [, state, id, words = ''] = pattern.exec(line) ?? [];
    const ran = /\*\* (?:NO FILE|FILE NOT FOUND) \*\*|NO FILE/.test(words) ? 'gone' : 'applied';
    return id === undefined ? [] : [{ id, state: state === applied ? ran : 'pending' }];
  });
  return found.length === 0 ? undefined : found;
};
