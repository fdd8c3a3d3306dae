import type { Person } from '../../checklist/model.js';
import type { Operator } from '../../run/release.js';
import { safeLine } from '../../text/sanitise.js';
import { type People, type Somebody, whoIs } from '../persons.js';

/**
 * Who is meant by a key, a name, an e-mail or an account, alone or as `Bob M. <bob@x.test>`; or who takes their place. In
 * a checklist without `people` it is whoever is called that; else undefined for who is not in it.
 */
export function whoIsCalled(text: string, people: People): Somebody | undefined {
  const parts = [text, ...text.split(/[<>()]/)].map(folded).filter((part) => part !== '');
  const found = Object.entries(people).find((entry) => namesOf(entry).some((name) => parts.includes(name)));
  if (found !== undefined) {
    return whoIs(found[0], people);
  }

  const name = safeLine(text.replace(/^\s*on[- ]?call\b[\s:–-]*/i, ''), longestName).trim();
  return Object.keys(people).length === 0 && name !== '' ? { name, left: false } : undefined;
}

/** Everybody whom a title names, as whole words: `On call: Bob M. (primary)`. */
export function whoIsNamedIn(title: string, people: People): readonly Somebody[] {
  const alone = whoIsCalled(title, people);
  if (alone !== undefined) {
    return [alone];
  }

  const text = folded(title);
  return Object.entries(people)
    .filter((entry) => namesOf(entry).some((name) => name.length > 1 && isWordOf(text, name)))
    .flatMap(([key]) => whoIs(key, people) ?? []);
}

/** Whether they are the operator, by an address or by name. */
export function isOperator(
  { key, name, email }: Somebody,
  people: People,
  operator: Pick<Operator, 'name' | 'email'>,
  ownEmails: readonly string[],
): boolean {
  const emails = [...(key === undefined ? [] : (people[key]?.emails ?? [])), ...(email === undefined ? [] : [email])];
  const own = [operator.email, ...ownEmails].map(folded).filter((one) => one !== '');
  return emails.some((one) => own.includes(folded(one))) || folded(name) === folded(operator.name);
}

/** Columns. */
const longestName = 60;

const namesOf = ([key, { name = '', emails, logins = [] }]: readonly [string, Person]): readonly string[] =>
  [key, name, ...emails, ...logins].map(folded).filter((one) => one !== '');

const folded = (text: string): string => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

function isWordOf(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isLetter(text.charAt(at - 1)) && !isLetter(text.charAt(at + word.length))) {
      return true;
    }
  }

  return false;
}

const isLetter = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);
