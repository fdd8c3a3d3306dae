import { argumentsAt, placesAfter, undoOfCalls } from './calls.js';
import { type Code, elixir, readCode } from './code.js';
import {
  type Dialect,
  doesNothing,
  lineAt,
  lineOf,
  notUndoable,
  reading,
  rowsChanged,
  tablesChanged,
  undoable,
} from './dialect.js';
import type { Undo } from './model.js';

/** Migrations of Ecto. */
export const ecto: Dialect = (text) => {
  const code = readCode(text, elixir);
  return reading(
    lineOf(code.code, [...rowsChanged, /\b[Rr]epo(?:\(\))?\.(?:update|insert|delete)(?:_all)?!?\b/]),
    lineOf(code.code, [
      /\b(?:create|drop|alter|rename)(?:_if_not_exists|_if_exists)?[ (]\s*(?:table|index|unique_index|constraint)\b/,
      // Libraries bring tables of their own: `Oban.Migration.up(version: 12)`.
      /\bMigrations?(?:\.\w+){0,9}\.(?:up|down|change)\b/,
      ...tablesChanged,
    ]),
    undoOf(code),
  );
};

function undoOf(code: Code): Undo {
  const { bare } = code;
  if (/^[ \t]*def up\b/m.test(bare)) {
    const body = bodyOfDown(bare);
    return body === undefined
      ? notUndoable('it has up and no down')
      : doesNothing(body)
        ? notUndoable('its down does nothing')
        : /^\s*raise\b/.test(body)
          ? notUndoable('its down raises')
          : undoable;
  }

  const calls = oneWay.map((rule) => ({ ...rule, places: placesAfter(bare, rule.pattern) }));
  const wrong = calls
    .flatMap(({ places, turns, why }) =>
      places.flatMap((at) => (turns?.(argumentsAt(code, at) ?? []) ? [] : [{ at, why }])),
    )
    .toSorted((one, other) => one.at - other.at)[0];
  return wrong === undefined
    ? undoOfCalls(calls.map(({ places }) => places.length))
    : notUndoable(`${wrong.why} (${lineAt(code.code, wrong.at)})`);
}

/** `, do: …` on one line, or up to the `end` that stands as far to the right. */
function bodyOfDown(bare: string): string | undefined {
  const head = /^([ \t]*)def down\b/m.exec(bare);
  const rest = head === null ? '' : bare.slice(head.index + head[0].length);
  const short = /^,\s*do:(.*)$/m.exec(rest)?.[1];
  const begin = /\bdo\b/.exec(rest);
  const end = new RegExp(`^${head?.[1] ?? ''}end\\b`, 'm').exec(rest);
  return short ?? (begin === null || end === null ? undefined : rest.slice(begin.index + 2, end.index));
}

/** What Ecto cannot turn round in `change`. */
const oneWay: readonly {
  readonly pattern: RegExp;
  readonly turns?: (given: readonly string[]) => boolean;
  readonly why: string;
}[] = [
  { pattern: /^[ \t]*execute\b/gm, turns: (given) => given.length >= 2, why: 'execute without a way back' },
  { pattern: /^[ \t]*remove\b/gm, turns: (given) => given.length >= 2, why: 'remove without a type' },
  {
    pattern: /^[ \t]*modify\b/gm,
    turns: (given) => given.some((one) => /\bfrom:/.test(one)),
    why: 'modify without from:',
  },
  { pattern: /^[ \t]*drop(?:_if_exists)?[ (]\s*table\b/gm, why: 'drop table' },
];
