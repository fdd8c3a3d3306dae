import { inBrackets } from './calls.js';
import { type Code, csharp, javascript, php, readCode } from './code.js';
import {
  type Dialect,
  doesNothing,
  lineOf,
  notUndoable,
  reading,
  rowsChanged,
  tablesChanged,
  undoable,
} from './dialect.js';
import type { Undo } from './model.js';

/** Knex, Sequelize, TypeORM, MikroORM: one of them claims a file, and they look much the same. */
export const inJavascript: Dialect = (text) => {
  const code = readCode(text, javascript);
  return reading(
    lineOf(code.code, [...rowsChanged, ...javascriptRows]),
    lineOf(code.code, [javascriptTables, ...tablesChanged]),
    undoOf(code, javascriptDown, 'down'),
  );
};

const javascriptRows = [
  /\.(?:bulkInsert|bulkUpdate|bulkDelete|batchInsert)\b/,
  /\b(?:knex|trx|db|k)\s*\([^)]{0,300}\)[^;]{0,300}?\.(?:update|insert|del|delete|upsert|truncate)\s*\(/,
  /\.(?:into|from|table)\s*\([^)]{0,300}\)[^;]{0,300}?\.(?:update|insert|del|delete)\s*\(/,
  /\.(?:getRepository|createQueryBuilder|getEntityManager)\s*[(<]/,
  /\.manager\s*\.\s*(?:save|update|insert|delete|remove|upsert)\b/,
];

const javascriptTables =
  /\.schema\b|\.(?:createTable|dropTable|renameTable|addColumns?|removeColumn|dropColumns?|changeColumn|renameColumn|addIndex|removeIndex|createIndex|dropIndex|addConstraint|removeConstraint|createCollection|renameCollection|(?:create|drop|rename|alter|change|add)(?:Tables?|Columns?|Indices|Index(?:es)?|ForeignKeys?|(?:Unique|Check|Exclusion)Constraints?|PrimaryKey|View|MaterializedView|Schema|Sequence|Function|Trigger|Enum|Type|TypeValue|Extension|Constraint|TableComment))\b/;

const javascriptDown =
  /(?<![\w$.])(?:module\.)?(?:exports\.)?down\b\s*(?:[:=]\s*)?(?:[\w<>[\]'"\s]{0,80}=\s*)?(?:async\b\s*)?(?:function\b\s*\w*\s*)?(?=\(|[\w$]+\s*=>)/;

/** Laravel and Doctrine. */
export const inPhp: Dialect = (text) => {
  const code = readCode(text, php);
  return reading(
    lineOf(code.code, [...rowsChanged, ...phpRows]),
    lineOf(code.code, [
      /\bSchema::\w+\(/,
      /(?:\$|->)schema->\w+\(/,
      /\$(?:table|t|blueprint)->\w+\(/,
      ...tablesChanged,
    ]),
    undoOf(code, /\bfunction\s+down\s*(?=\()/, 'down()'),
  );
};

const phpRows = [
  /\bDB::table\([^)]{0,300}\)[^;]{0,400}?->(?:update|insert|insertOrIgnore|upsert|delete|truncate|increment|decrement|chunk\w*|each\w*)\s*\(/,
  /\bDB::(?:update|insert|delete)\s*\(/,
  /(?<![\w\\])(?!Schema\b|DB\b|Blueprint\b|Str\b|Carbon\b|Log\b|Artisan\b|Hash\b|Config\b)[A-Z]\w*::(?:where\w*|all|query|create|each\w*|chunk\w*|find\w*|update\w*|insert|upsert|firstOrCreate|withTrashed|truncate)\s*\(/,
];

/** Entity Framework Core. */
export const inCsharp: Dialect = (text) => {
  const code = readCode(text, csharp);
  return reading(
    lineOf(code.code, [...rowsChanged, /\.(?:InsertData|UpdateData|DeleteData)\s*[(<]/]),
    lineOf(code.code, [/\bmigrationBuilder\s*\.\s*(?!Sql\b|InsertData|UpdateData|DeleteData)\w+/, ...tablesChanged]),
    undoOf(code, /\bvoid\s+Down\s*(?=\()/, 'Down()'),
  );
};

function undoOf({ bare }: Code, head: RegExp, name: string): Undo {
  const found = head.exec(bare);
  if (found === null) {
    return notUndoable(`it has no ${name}`);
  }

  const body = bodyAfter(bare, found.index + found[0].length);
  if (body === undefined) {
    return { can: 'unknown', why: `its ${name} cannot be read` };
  }

  return doesNothing(body)
    ? notUndoable(`its ${name} does nothing`)
    : /^\s*throw\b|\bthrowIrreversible\w*|\bIrreversibleMigration\b/.test(body)
      ? notUndoable(`its ${name} throws`)
      : undoable;
}

/** Behind the parameters: a block, or the expression of an arrow. */
export function bodyAfter(bare: string, at: number): string | undefined {
  const end = bare[at] === '(' ? inBrackets(bare, at)?.to : bare.indexOf('=>', at) - 1;
  if (end === undefined) {
    return undefined;
  }

  const rest = bare.slice(end + 1);
  const arrow = /^[^{;]*?=>\s*(?=[^\s{])([^\n;]*)/.exec(rest)?.[1];
  const open = bare.indexOf('{', end + 1);
  const block = open < 0 ? undefined : inBrackets(bare, open);
  return arrow ?? (block === undefined ? undefined : bare.slice(block.from, block.to));
}
