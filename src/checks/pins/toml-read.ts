import { parse, TomlError } from 'smol-toml';
import type { CommitFiles } from './model.js';

/** A table of a TOML file; what is in it is looked at one by one. */
export type Table = Readonly<Record<string, unknown>>;

export type TomlRead =
  | { readonly ok: true; readonly table: Table }
  /** One sentence without the file's name at its start. */
  | { readonly ok: false; readonly why: string };

/** A TOML file of the commit. */
export function tomlOf(path: string, files: CommitFiles): TomlRead {
  const text = files.text(path);
  if (text === undefined) {
    return { ok: false, why: `${path} could not be read` };
  }

  try {
    return { ok: true, table: parse(text) };
  } catch (error) {
    const line = error instanceof TomlError ? `:${error.line}` : '';
    return { ok: false, why: `${path}${line} is not understood as TOML` };
  }
}

export const tableIn = (table: Table, ...keys: readonly string[]): Table =>
  keys.reduce((inner, key): Table => asTable(Object.hasOwn(inner, key) ? inner[key] : undefined), table);

export const asTable = (value: unknown): Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
    ? (value as Table)
    : {};

export const listIn = (table: Table, key: string): readonly unknown[] => {
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  return Array.isArray(value) ? value : [];
};

export const textIn = (table: Table, key: string): string | undefined => {
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  return typeof value === 'string' ? value : undefined;
};

export const textsIn = (table: Table, key: string): readonly string[] =>
  listIn(table, key).filter((one) => typeof one === 'string');
