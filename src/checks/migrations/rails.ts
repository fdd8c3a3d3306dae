import { argumentsAt, placesAfter, undoOfCalls } from './calls.js';
import { type Code, readCode, ruby } from './code.js';
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

/** Migrations of Rails and of data_migrate; a rake task of a deployment has no way back. */
export const rails: Dialect = (text, { path }) => {
  const code = readCode(text, ruby);
  return reading(
    lineOf(code.code, [...rowsChanged, calls, onModels]),
    lineOf(code.code, [operations, ...tablesChanged]),
    path.endsWith('.rake') ? notUndoable('a task has no way back') : undoOf(code),
  );
};

const calls =
  /(?:\.|&\.|\b)(?:update_all|find_each|find_in_batches|in_batches|update_columns?|update_attributes?|insert_all!?|upsert_all|delete_all|destroy_all|perform_(?:now|later|async|in|inline))\b|\.(?:update|save|destroy|touch|increment|decrement|toggle)!/;

/** `User.where(…)`: a class whose rows are asked for or changed; `TABLES.each` is a list. */
const onModels =
  /\b(?!ActiveRecord\b|ActiveSupport\b|Rails\b|Time\b|Date\b|DateTime\b|File\b|Dir\b|JSON\b|YAML\b|ENV\b)(?![A-Z][A-Z\d_]{0,99}\.each\b)[A-Z]\w*(?:::[A-Z]\w*){0,9}\.(?:where|all|find|find_by|find_or_create_by!?|create!?|update|unscoped|joins|each|insert|pluck|first_or_create!?)\b/;

/** Wherever they stand in a line: `safety_assured { remove_column … }`. Helpers of gems are called alike. */
const operations =
  /^[ \t]*t\b|\b(?:create|drop|add|remove|change|rename|alter|replace|recreate|swap|validate|enable|disable|undo|cleanup)_(?:\w+_)?(?:(?:table|column)s?(?:_\w+)?|index(?:es)?|references?|belongs_to|(?:foreign|primary|unique)_keys?|timestamps|constraints?|text_limit|enum(?:_value)?|views?|functions?|triggers?|schema|extension|type|sequence|partition)\b|\bupdate_(?:view|function|trigger)\b/m;

function undoOf({ code, bare }: Code): Undo {
  if (/\bIrreversibleMigration\b/.test(bare)) {
    return notUndoable(lineOf(bare, [/\bIrreversibleMigration\b/]) ?? '');
  }

  if (/^[ \t]*def (?:self\.)?up\b/m.test(bare)) {
    const down = bodyOfDown(bare);
    return down === undefined
      ? notUndoable('it has up and no down')
      : doesNothing(down)
        ? notUndoable('its down does nothing')
        : /^\s*raise\b/.test(down)
          ? notUndoable('its down raises')
          : undoable;
  }

  return undoOfChange({ code, bare });
}

/** Up to the `end` that stands as far to the right. */
function bodyOfDown(bare: string): string | undefined {
  const head = /^([ \t]*)def (?:self\.)?down\b/m.exec(bare);
  const rest = head === null ? '' : bare.slice(head.index + head[0].length);
  const end = new RegExp(`^${head?.[1] ?? ''}end\\b`, 'm').exec(rest);
  return head !== null && /^[ \t]*;[ \t]*end\b/.test(rest) ? '' : end === null ? undefined : rest.slice(0, end.index);
}

/** What ActiveRecord::Migration::CommandRecorder cannot turn round; a `reversible` says itself how. */
function undoOfChange(code: Code): Undo {
  if (/\breversible\b/.test(code.bare)) {
    return undoable;
  }

  const calls = oneWay.map((rule) => ({
    ...rule,
    places: placesAfter(code.bare, new RegExp(`^[ \\t]*(?:t\\.)?${rule.name}\\b`, 'gm')),
  }));
  const wrong = calls
    .flatMap(({ places, turns, why }) =>
      places.flatMap((at) => (turns?.(argumentsAt(code, at) ?? [], code.bare.slice(at)) ? [] : [{ at, why }])),
    )
    .toSorted((one, other) => one.at - other.at)[0];
  return wrong === undefined
    ? undoOfCalls(calls.map(({ places }) => places.length))
    : notUndoable(`${wrong.why} (${lineAt(code.code, wrong.at)})`);
}

interface OneWay {
  readonly name: string;
  /** Whether it can be turned round, given this. */
  readonly turns?: (given: readonly string[], rest: string) => boolean;
  readonly why: string;
}

const isNamed = (text: string): boolean => /^(?:\w+:|:\w+\s*=>)/.test(text);
const positions = (given: readonly string[]): number => given.filter((one) => !isNamed(one)).length;

const oneWay: readonly OneWay[] = [
  { name: 'execute', why: 'execute in change' },
  {
    name: 'remove_column',
    turns: (given) => positions(given) >= 3,
    why: 'remove_column without a type',
  },
  {
    name: 'remove_columns',
    turns: (given) => given.some((one) => /^type:|^:type\s*=>/.test(one)),
    why: 'remove_columns without a type',
  },
  { name: 'change_column', why: 'change_column in change' },
  {
    name: 'change_column_default',
    turns: (given) => given.some((one) => /\bfrom:|:from\s*=>/.test(one)),
    why: 'change_column_default without from: and to:',
  },
  {
    name: 'remove_index',
    turns: (given) => positions(given) >= 2 || given.some((one) => /^column:|^:column\s*=>/.test(one)),
    why: 'remove_index without its columns',
  },
  {
    name: 'drop_table',
    turns: (_given, rest) => /^[^\n]*(?:\bdo\b|\{)/.test(rest),
    why: 'drop_table without what the table was',
  },
];
