import { readCode, sql as syntax } from './code.js';
import { type Dialect, lineOf, notUndoable, type Reading, reading, rowsChanged, tablesChanged } from './dialect.js';
import type { Undo } from './model.js';

/** SQL files: what they do, whatever is known about the way back. */
export function readSql(text: string, undo: Undo): Reading {
  const { code } = readCode(text, syntax);
  return reading(lineOf(code, [...rowsChanged, ...statements]), lineOf(code, [...tablesChanged, ...definitions]), undo);
}

/** At the start of a statement the word alone is enough. */
const statements = [/(?:^|;)\s*(?:UPDATE|INSERT|DELETE|MERGE|COPY|LOAD\s+DATA)\b/im];
const definitions = [/(?:^|;)\s*(?:CREATE|ALTER|DROP|RENAME|COMMENT\s+ON|GRANT|REVOKE)\b/im];

/** Prisma, Drizzle: there is no way back. */
export const forwardsOnly: Dialect = (text) => readSql(text, notUndoable('it has no way back'));

/** Flyway: `V2__x.sql` and its twin `U2__….sql`; `R__` is put back by its former text. */
export const flyway: Dialect = (text, { path, has }) => {
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

/** golang-migrate, sqlx and others: `x.up.sql` and its twin `x.down.sql`. */
export const upAndDown: Dialect = (text, { path, has }) => {
  const twin = path.replace(/\.up\.sql$/, '.down.sql');
  return readSql(text, has(literal(twin)) ? { can: 'yes' } : notUndoable('there is no .down.sql beside it'));
};

/** A path as a glob that means only itself. */
const literal = (path: string): string => path.replaceAll(/[[\]*?{}]/g, '?');

/** One file with both ways: goose (`-- +goose Down`), dbmate (`-- migrate:down`). */
export const sections: Dialect = (text) => {
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
export const sectionsOf = (text: string): 'goose' | 'dbmate' | undefined =>
  /^--\s*\+goose\s+Up\b/im.test(text) ? 'goose' : /^--\s*migrate:up\b/im.test(text) ? 'dbmate' : undefined;
