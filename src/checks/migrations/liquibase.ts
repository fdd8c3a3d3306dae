import { parse } from 'yaml';
import { type Dialect, notUndoable, type Reading, reading, undoable } from './dialect.js';
import type { Undo } from './model.js';
import { readSql } from './sql.js';

/** Changelogs of Liquibase, in any of their four forms: what is new in them will run. */
export const liquibase: Dialect = (text, { path }) => {
  const sets = changeSetsIn(text, path);
  if (sets === undefined) {
    return reading(`the changelog cannot be read`, undefined, { can: 'unknown', why: 'the changelog cannot be read' });
  }

  const isSql = path.endsWith('.sql');
  const read = [...sets].map(([name, body]) => (isSql ? readSqlSet(name, body) : readSet(name, body)));
  return reading(
    read.find(({ data }) => data !== undefined)?.data,
    read.find(({ schema }) => schema !== undefined)?.schema,
    read.find(({ undo }) => undo.can === 'no')?.undo ?? undoable,
  );
};

/** Whether every changeSet that ran is still what it was: then the file only grew. Unreadable: no. */
export function onlyGrew(before: string, after: string, path: string): boolean {
  const [old, now] = [changeSetsIn(before, path), changeSetsIn(after, path)];
  return old !== undefined && now !== undefined && [...old].every(([name, body]) => now.get(name) === body);
}

/** Contents by `author:id`, without blanks at line ends. Undefined for what is no changelog. */
function changeSetsIn(text: string, path: string): ReadonlyMap<string, string> | undefined {
  if (path.endsWith('.sql')) {
    return /^--\s*liquibase formatted sql/im.test(text) ? sqlSets(text) : undefined;
  }

  if (path.endsWith('.xml')) {
    return text.includes('<databaseChangeLog') ? xmlSets(text) : undefined;
  }

  return yamlSets(text);
}

const sqlSets = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split(/^(?=--\s*changeset\s)/im).flatMap((part) => {
      const name = /^--\s*changeset\s+(\S+)/i.exec(part)?.[1];
      return name === undefined ? [] : [[name, tidy(part)] as const];
    }),
  );

const xmlSets = (text: string): ReadonlyMap<string, string> =>
  new Map(
    withoutComments(text)
      .split(/(?=<changeSet\b)/)
      .slice(1)
      .map((part) => {
        const set = part.split('</changeSet>', 1)[0] ?? part;
        const head = /^<changeSet\b[^>]*/.exec(set)?.[0] ?? '';
        const said = (name: string): string => new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)`).exec(head)?.[1] ?? '';
        return [`${said('author')}:${said('id')}`, tidy(set)] as const;
      }),
  );

function withoutComments(text: string): string {
  const left: string[] = [];
  let from = 0;
  for (;;) {
    const open = text.indexOf('<!--', from);
    const close = open < 0 ? -1 : text.indexOf('-->', open + 4);
    if (close < 0) {
      return [...left, text.slice(from)].join('');
    }

    left.push(text.slice(from, open));
    from = close + 3;
  }
}

/** YAML holds JSON, too. */
function yamlSets(text: string): ReadonlyMap<string, string> | undefined {
  try {
    const read: unknown = parse(text, { maxAliasCount: 100, logLevel: 'error' });
    const log = isMap(read) ? read['databaseChangeLog'] : undefined;
    return Array.isArray(log)
      ? new Map(
          log.flatMap((entry: unknown) => {
            const set = isMap(entry) ? entry['changeSet'] : undefined;
            return isMap(set) ? [[`${set['author']}:${set['id']}`, JSON.stringify(set)] as const] : [];
          }),
        )
      : undefined;
  } catch {
    return undefined;
  }
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const tidy = (text: string): string => text.replaceAll(/[ \t\r]+$/gm, '').trim();

function readSqlSet(name: string, body: string): Reading {
  const read = readSql(body, wayBack(name, /^--\s*rollback\b/im.test(body)));
  return { ...read, ...(read.data === undefined ? {} : { data: `changeset ${name}: ${read.data}` }) };
}

/** By the names of its changes: `<insert …>` or `"insert":`. */
function readSet(name: string, body: string): Reading {
  const has = (words: string): string | undefined =>
    new RegExp(`(?:<|")(${words})(?=[\\s/>"])`).exec(body)?.[1] ?? undefined;
  const [rows, tables, oneWay] = [has(changesRows), has(changesTables), has(cannotTurn)];
  return reading(
    rows === undefined ? undefined : `changeSet ${name}: ${rows}`,
    tables === undefined ? undefined : `changeSet ${name}: ${tables}`,
    wayBack(name, oneWay === undefined || has('rollback') !== undefined),
  );
}

const wayBack = (name: string, has: boolean): Undo =>
  has ? undoable : notUndoable(`changeSet ${name} without a rollback`);

const changesRows = 'insert|update|delete|loadData|loadUpdateData|sql|sqlFile|mergeColumns|customChange';
const changesTables =
  '(?:create|drop|rename|add|modify|alter)(?:Table|Column|Index|View|Sequence|PrimaryKey|ForeignKeyConstraint|UniqueConstraint|NotNullConstraint|DefaultValue|DataType|AutoIncrement|LookupTable|AllForeignKeyConstraints|Procedure|Function|CheckConstraint|Trigger|Package|Synonym|Type)|set(?:Table|Column)Remarks|tagDatabase|empty|output|stop';
/** Those that Liquibase has no automatic way back for. */
const cannotTurn =
  'insert|update|delete|loadData|loadUpdateData|sql|sqlFile|mergeColumns|customChange|drop(?:Table|Column|View|Sequence|Procedure|PrimaryKey|ForeignKeyConstraint|UniqueConstraint|DefaultValue|Index|AllForeignKeyConstraints)|modifyDataType|createProcedure|executeCommand|stop';
