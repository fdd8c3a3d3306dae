import { safeLine } from '../../text/sanitise.js';
import { truncate } from '../../text/width.js';
import type { Somebody } from '../persons.js';
import type { Migration } from './model.js';

/**
 * What people call a migration: its number where that is short (`0042`), else its name without the instant before it. For
 * one in a directory of its own (Prisma), the name of the directory.
 */
export function shortName(path: string, columns = 30): string {
  const parts = path.split('/');
  const last = parts.at(-1) ?? path;
  const name = /^(?:migration|up)\.sql$/.test(last) ? (parts.at(-2) ?? last) : last.replace(/(?:\.up)?\.[^.]*$/, '');
  const named = name.replace(instant, '');
  const number = named === name ? /^(?:V\d[\d._]*(?=__)|V?\d{1,6}(?=_|-|$))/.exec(name)?.[0] : undefined;
  return truncate(safeLine(number ?? named), columns);
}

/** `20260101120000_`, and as Laravel writes it `2026_01_01_120000_`. */
const instant = /^(?:\d{8,17}[_-]?|\d{4}[_-]\d\d[_-]\d\d[_-](?:\d{4,6}[_-])?)(?=.)/;

/** `0042 and 0043`, `3 migrations`. */
export function theseMigrations(migrations: readonly Pick<Migration, 'path'>[]): string {
  const names = [...new Set(migrations.map(({ path }) => shortName(path)))];
  return names.length <= 2 && names.length === migrations.length
    ? names.join(' and ')
    : `${migrations.length} migrations`;
}

/** `Björn`; `Ada, for Björn`. */
export const nameOf = ({ name, insteadOf }: Somebody): string =>
  insteadOf === undefined ? safeLine(name) : `${safeLine(name)}, for ${safeLine(insteadOf)}`;

/** `data`, `schema`, `schema and data`. */
export const whatItIs = ({ is }: Pick<Migration, 'is'>): string => (is === 'both' ? 'schema and data' : is);

/** Whether rows are changed. */
export const changesRows = ({ is }: Pick<Migration, 'is'>): boolean => is !== 'schema';
