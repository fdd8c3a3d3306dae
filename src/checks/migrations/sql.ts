import { readCode, sql as syntax } from './code.js';
import { type Dialect, lineOf, notUndoable, type Reading, reading, rowsChanged, tablesChanged } from './dialect.js';
import type { Undo } from './model.js';

/** Functions that come with PostgreSQL, PostGIS, Timescale, Citus …: they change no rows of the project's. */
const notOfTheSystem =
  '(?!"?(?:pg_|set_config|setval|nextval|currval|current_|version|now|add|drop|create|remove|enable|update_?geometry|register|set_|alter|cron\\.|partman\\.))';

/** SQL files: what they do, whatever is known about the way back. */
export function readSql(text: string, undo: Undo): Reading {
  const { code } = readCode(text, syntax);
  const blocks = /\bDO\s+(?:LANGUAGE\s+\w+\s+)?\$/i.test(code) ? [inBlocks] : [];
  return reading(
    lineOf(code, [...rowsChanged, ...statements, ...blocks]),
    lineOf(code, [...tablesChanged, ...definitions]),
    undo,
  );
}

/** At the start of a statement the word alone is enough. What a function of the project's own does nobody sees. */
const statements = [
  /(?:^[ \t]*|;\s*)(?:UPDATE|INSERT|DELETE|MERGE|COPY|CALL|LOAD\s+DATA)\b/im,
  // Alone: that of a view begins with SELECT, too.
  new RegExp(
    `(?:^|;)\\s*SELECT\\s+${notOfTheSystem}["\\w.]{1,200}\\s*\\((?![^;]{0,500}\\bFROM\\b)[^;]{0,500}\\)\\s*(?=;|$)`,
    'i',
  ),
];

/** `DO $$ … PERFORM purge(); … $$` runs at once; in the body of a function the same words run some other day. */
const inBlocks = new RegExp(`\\bPERFORM\\s+${notOfTheSystem}["\\w.]{1,200}\\s*\\(`, 'i');
const definitions = [/(?:^[ \t]*|;\s*)(?:CREATE|ALTER|DROP|RENAME|COMMENT\s+ON|GRANT|REVOKE)\b/im];

/** Prisma, Drizzle: there is no way back. */
export const forwardsOnly: Dialect = (text) => readSql(text, notUndoable('it has no way back'));

/** Flyway: `V2__x.sql` and its twin `U2__….sql`; `R__` is put back by its former text. Java and Kotlin are programs. */
export const flyway: Dialect = (text, { path, has }) => {
  if (!path.endsWith('.sql')) {
    return readProgram(text);
  }

  const [, directory = '', version] = /^(.*\/)?V([^/]*?)__[^/]*$/.exec(path) ?? [];
  return readSql(
    text,
    version === undefined
      ? { can: 'yes' }
      : has(`${directory}U${version}__*.sql`)
        ? { can: 'yes' }
        : notUndoable(`there is no U${version}__….sql beside it`),
  );
};

/** Of a program only the SQL in its strings is seen; it may do anything else to the rows. */
const readProgram = (text: string): Reading =>
  reading(lineOf(text, rowsChanged) ?? 'it is a program, and may change rows', lineOf(text, tablesChanged), {
    can: 'unknown',
    why: 'it is a program: nothing tells whether it can be undone',
  });

/** golang-migrate, sqlx and others: `x.up.sql` and its twin `x.down.sql`. */
export const upAndDown: Dialect = (text, { path, has }) => {
  const twin = path.replace(/\.up\.sql$/, '.down.sql');
  return readSql(text, has(literal(twin)) ? { can: 'yes' } : notUndoable('there is no .down.sql beside it'));
};

/** A path as a glob that means only itself. */
const literal = (path: string): string => path.replaceAll(/[[\]*?{}]/g, '?');

/** One file with both ways: goose (`-- +goose Down`), dbmate (`-- migrate:down`); goose has programs in Go, too. */
export const sections: Dialect = (text, { path }) => {
  if (path.endsWith('.go')) {
    return readProgram(text);
  }

  const down = /^--\s*(?:\+goose\s+Down|migrate:down)\b.*$/im.exec(text);
  if (down === null) {
    return readSql(text, notUndoable('it has no part for the way back'));
  }

  const back = readCode(text.slice(down.index), syntax).code;
  return readSql(
    text.slice(0, down.index),
    back.trim() === '' ? notUndoable('its part for the way back is empty') : { can: 'yes' },
  );
};

/** Which of the two a file is of, by what it says itself. */
export const sectionsOf = (text: string, path: string): 'goose' | 'dbmate' | undefined =>
  (path.endsWith('.go') ? /\bgoose\.Add(?:Named)?Migration/ : /^--\s*\+goose\s+Up\b/im).test(text)
    ? 'goose'
    : /^--\s*migrate:up\b/im.test(text)
      ? 'dbmate'
      : undefined;
