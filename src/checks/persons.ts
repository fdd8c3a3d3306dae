import type { Person } from '../checklist/model.js';

export type People = Readonly<Record<string, Person>>;

/** Somebody who is to be asked or named. `key` is absent for who does not stand in `people`. */
export interface Somebody {
  readonly key?: string;
  readonly name: string;
  readonly email?: string;
  /** They have left, and nobody stands in their place. */
  readonly left: boolean;
  /** Whose place they take: who has left. */
  readonly insteadOf?: string;
}

/**
 * Whoever commits under this name and address, or who takes their place (`left` and `instead` of `people`, followed as
 * far as it goes). Who is not in `people` is who they say.
 */
export function whoCommits(author: { readonly name: string; readonly email: string }, people: People): Somebody {
  const email = author.email.toLowerCase();
  const found = Object.entries(people).find(([, { emails }]) => emails.some((one) => one.toLowerCase() === email));
  return found === undefined ? { name: author.name, email: author.email, left: false } : present(found[0], people);
}

/** The person of that key, or who takes their place. Undefined for a key that is not in `people`. */
export const whoIs = (key: string, people: People): Somebody | undefined =>
  people[key] === undefined ? undefined : present(key, people);

/** Everybody of a role, or who takes their place where they have left; each once, those who have the role themselves first. */
export function withRole(role: string, people: People): readonly Somebody[] {
  const all = Object.entries(people)
    .filter(([, { roles }]) => roles.includes(role))
    .map(([key]) => present(key, people))
    .filter(({ left }) => !left)
    .toSorted((one, other) => Number(one.insteadOf !== undefined) - Number(other.insteadOf !== undefined));
  return all.filter((who, index) => index === all.findIndex((one) => isSame(one, who)));
}

/** Whether two of them are the same, by key, else by address, else by name. */
export const isSame = (one: Somebody, other: Somebody): boolean =>
  one.key !== undefined || other.key !== undefined
    ? one.key === other.key
    : (one.email ?? one.name).toLowerCase() === (other.email ?? other.name).toLowerCase();

function present(key: string, people: People): Somebody {
  const seen = new Set<string>();
  let at = key;
  for (;;) {
    seen.add(at);
    const person = people[at];
    if (person === undefined || !person.left) {
      break;
    }

    const next = person.instead;
    if (next === undefined || people[next] === undefined || seen.has(next)) {
      return { ...somebody(key, people[key]), left: true };
    }

    at = next;
  }

  const first = people[key];
  return { ...somebody(at, people[at]), ...(at === key ? {} : { insteadOf: first?.name ?? key }) };
}

const somebody = (key: string, person: Person | undefined): Somebody => ({
  key,
  name: person?.name ?? key,
  ...(person?.emails[0] === undefined ? {} : { email: person.emails[0] }),
  left: false,
});
