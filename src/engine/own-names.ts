import type { Person } from '../checklist/model.js';
import type { Operator } from '../run/release.js';
import { foldName } from '../text/fold-name.js';

/**
 * Everything the operator may be called by: name, e-mail, login, and the names and addresses of their entry in `people`.
 * As `ownName` compares them.
 */
export function ownNames(
  { name, email, login }: Operator,
  people: Readonly<Record<string, Person>>,
): readonly string[] {
  const said = [name, email, login].map(foldName);
  const theirs = Object.entries(people)
    .map(([key, person]) => [key, person.name ?? '', ...person.emails].map(foldName))
    .filter((names) => names.some((one) => one !== '' && said.includes(one)));
  return [...new Set([...said, ...theirs.flat()])].filter((one) => one !== '');
}

/** Whether `by` is one of these names, however it is written: `Ada L.`, `ADA@x.test`, `Ada L. <ada@x.test>`. */
export const isOwnName = (by: string, names: readonly string[]): boolean =>
  [by, ...by.split(/[<>()]/)].some((part) => names.includes(foldName(part)));
