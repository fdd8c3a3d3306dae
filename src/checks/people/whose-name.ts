import type { Person } from '../../checklist/model.js';
import type { Operator } from '../../run/release.js';
import { foldName } from '../../text/fold-name.js';
import { safeLine } from '../../text/sanitise.js';
import { type People, type Somebody, whoIs } from '../persons.js';

/**
 * Who is meant by a key, a name, an e-mail or an account, alone or as `Bob M. <bob@x.test>`; or who takes their place. Where
 * that could be several, all of them; an address beside a name says who it is. In a checklist without `people` it is
 * whoever is called that; else nobody for who is not in it.
 */
export function whoIsCalled(text: string, people: People): readonly Somebody[] {
  const whole = foldName(text);
  const parts = text.split(/[<>()]/).map(foldName);
  const keys = Object.hasOwn(people, whole)
    ? [whole]
    : [[whole], parts.filter((part) => part.includes('@')), parts]
        .map((names) => keysOf(names, people))
        .find((found) => found.length > 0);
  if (keys !== undefined) {
    return keys.flatMap((key) => whoIs(key, people) ?? []);
  }

  const name = safeLine(text.replace(/^\s*on[- ]?call\b[\s:–-]*/i, ''), longestName).trim();
  return Object.keys(people).length === 0 && name !== '' ? [{ name, left: false }] : [];
}

/** Whether they are the operator, by an address; by name only where neither `people` nor an address says who they are. */
export function isOperator({ key, name, email }: Somebody, people: People, { operator, ownEmails }: Self): boolean {
  const emails = [...(key === undefined ? [] : (people[key]?.emails ?? [])), ...(email === undefined ? [] : [email])];
  const own = [operator.email, ...ownEmails].map(foldName).filter((one) => one !== '');
  return (
    emails.some((one) => own.includes(foldName(one))) ||
    (key === undefined && emails.length === 0 && foldName(name) === foldName(operator.name))
  );
}

/**
 * Whether they could be the operator: the same, or of the same name where nobody in `people` has the operator's address.
 * Somebody who could be is no second person.
 */
export function couldBeOperator(who: Somebody, people: People, self: Self): boolean {
  const isKnown = Object.keys(people).some((key) => isOperator({ key, name: key, left: false }, people, self));
  return isOperator(who, people, self) || (!isKnown && foldName(who.name) === foldName(self.operator.name));
}

/** The operator, and the addresses that they call their own. */
export interface Self {
  readonly operator: Pick<Operator, 'name' | 'email'>;
  readonly ownEmails: readonly string[];
}

/** Folded. */
export const namesOf = ([key, { name = '', emails, logins = [] }]: readonly [string, Person]): readonly string[] =>
  [key, name, ...emails, ...logins].map(foldName).filter((one) => one !== '');

/** @param names folded */
export const keysOf = (names: readonly string[], people: People): readonly string[] =>
  Object.entries(people)
    .filter((entry) => namesOf(entry).some((name) => names.includes(name)))
    .map(([key]) => key);

/** Columns. */
const longestName = 60;
