import { python, readCode } from './code.js';
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

/** Revisions of Alembic; a merge of two lines does nothing, and is undone by nothing. */
export const alembic: Dialect = (text) => {
  const { code, bare } = readCode(text, python);
  const [up, down] = [bodyOf(bare, 'upgrade'), bodyOf(bare, 'downgrade')];
  const isEmpty = up !== undefined && doesNothing(up);
  return reading(
    lineOf(code, [...rowsChanged, ...rows]),
    lineOf(code, [operations, ...tablesChanged]),
    isEmpty
      ? undoable
      : down === undefined
        ? notUndoable('it has no downgrade()')
        : doesNothing(down)
          ? notUndoable('its downgrade() does nothing')
          : /^[ \t]*raise\b/m.test(down)
            ? notUndoable('its downgrade() raises')
            : undoable,
  );
};

const rows = [
  /\bop\.bulk_insert\b/,
  /\b(?:Session|sessionmaker|session)\b\s*[(.]/,
  /\.(?:update|insert|delete)\(\s*\)/,
  /(?:\b(?:sa|sqlalchemy)\.|\bexecute\(\s*)(?:update|insert|delete)\(/,
];

const operations =
  /\bop\.(?:add_\w+|alter_\w+|drop_\w+|create_\w+|rename_\w+|replace_\w+|sync_enum_values|batch_alter_table)\b|\bbatch_op\.\w+\(|\.(?:create|drop)(?:_all)?\(\s*(?:bind\s*=\s*)?(?:op\.get_bind\(|bind\b|conn\w*\b)/;

/** By indentation; strings, and with them docstrings, are blank already. */
export function bodyOf(bare: string, name: string): string | undefined {
  const head = new RegExp(`^def ${name}\\([^)]{0,500}\\)[^:\\n]*:`, 'm').exec(bare);
  if (head === null) {
    return undefined;
  }

  const lines = bare.slice(head.index + head[0].length).split('\n');
  const end = lines.findIndex((line, index) => index > 0 && /^\S/.test(line));
  return lines
    .slice(0, end < 0 ? undefined : end)
    .join('\n')
    .replaceAll(/["']+/g, '');
}
