import { elixir, javascript, php, python, readCode, ruby, type Syntax, sql } from './code.js';
import type { Migration } from './model.js';
import { lastPart } from './names-definition.js';
import { changesRows } from './words.js';

/**
 * Whether a migration holds an old class name as a string, so that it may rewrite the rows that store it. A comment, a
 * constant, or the definition of a model says nothing about rows.
 */
export function mentionsName({ path, text }: Pick<Migration, 'path' | 'text'>, name: string): boolean {
  if (!text?.toLowerCase().includes(lastPart(name).toLowerCase())) {
    return false;
  }

  const code = withoutComments(path, text).replaceAll('\\\\', '\\');
  return quoted(name).test(code) || (path.endsWith('.py') && isDjangoName(name) && mentionsModel(code, lastPart(name)));
}

/**
 * Whether a migration rewrites the rows that store a name: it holds the name, and changes rows. One that only changes tables
 * may print the name as well; of one that nobody understands nobody knows.
 */
export function rewritesName(migration: Pick<Migration, 'path' | 'text' | 'is' | 'guessed'>, name: string): Rewrites {
  return !mentionsName(migration, name)
    ? 'no'
    : migration.guessed
      ? 'unknown'
      : changesRows(migration) || renamesModel(migration, name)
        ? 'yes'
        : 'no';
}

export type Rewrites = 'yes' | 'no' | 'unknown';

/** Django's RenameModel changes the content type with the table. */
const renamesModel = ({ path, text }: Pick<Migration, 'path' | 'text'>, name: string): boolean =>
  path.endsWith('.py') && renameOf(lastPart(name)).test(withoutComments(path, text ?? ''));

/** Whether it removes a model of Django, and with it the table. */
export const deletesModel = ({ path, text }: Pick<Migration, 'path' | 'text'>, name: string): boolean =>
  path.endsWith('.py') &&
  new RegExp(`\\bDeleteModel\\s*\\([^)]{0,200}["']${escaped(lastPart(name))}["']`).test(
    withoutComments(path, text ?? ''),
  );

/** A text in which only code and strings are left. */
export const withoutComments = (path: string, text: string): string =>
  readCode(text, syntaxes[/\.(\w+)$/.exec(path)?.[1] ?? ''] ?? sql).code;

const syntaxes: Readonly<Record<string, Syntax>> = {
  rb: ruby,
  rake: ruby,
  py: python,
  php,
  js: javascript,
  cjs: javascript,
  mjs: javascript,
  ts: javascript,
  cts: javascript,
  mts: javascript,
  cs: javascript,
  ex: elixir,
  exs: elixir,
  sql,
};

/** In quotes, with what may stand around it in SQL and in YAML; `::` of the name is no other name's part. */
const quoted = (name: string): RegExp =>
  new RegExp(`["'\`](?:[^"'\`\\n]{0,200}[^\\w:.\\\\"'\`\\n])?${escaped(name)}(?![\\w:.\\\\])`);

const isDjangoName = (name: string): boolean => /^[\w]+\.[A-Z]\w*$/.test(name);

/**
 * Django stores the name of a model without its application, in lower case: `model='basket'`. RenameModel changes that by
 * itself; what creates, removes or names a model elsewhere (`name=`, `model_name=`, `to=`) does not.
 */
const mentionsModel = (code: string, model: string): boolean =>
  renameOf(model).test(code) ||
  new RegExp(
    `(?<!\\b(?:model_)?name\\s{0,3}=\\s{0,3})["'](?:${escaped(model)}|${escaped(model.toLowerCase())})["']`,
  ).test(code.replaceAll(/get_model\s*\([^)]{0,200}\)/g, ''));

const renameOf = (model: string): RegExp => new RegExp(`\\bRenameModel\\s*\\([^)]{0,200}["']${escaped(model)}["']`);

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
