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

/** How a tool writes one migration on a line. */
export interface Row {
  /** What every such line has. One that has it and is not understood leaves all of it unknown. */
  readonly is: RegExp;
  /** Its groups, by name: `id`, `state`, and `words`, in which `NO FILE` means that there is no file any more. */
  readonly pattern: RegExp;
  /** The state of those that have run. */
  readonly applied: RegExp;
}

/** One migration a line; undefined where there is none. */
export function byLines(lines: readonly string[], { is, pattern, applied }: Row): readonly Listed[] | undefined {
  const rows = lines.filter((line) => is.test(line));
  const understood = rows.flatMap((line): readonly Listed[] => {
    const { id, state, words = '' } = pattern.exec(line)?.groups ?? {};
    const ran = /\*\* (?:NO FILE|FILE NOT FOUND) \*\*|NO FILE/.test(words) ? 'gone' : 'applied';
    return id === undefined || state === undefined ? [] : [{ id, state: applied.test(state) ? ran : 'pending' }];
  });
  return understood.length === 0 || understood.length < rows.length ? undefined : understood;
}
