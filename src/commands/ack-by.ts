import type { Person } from '../checklist/model.js';
import { suggest } from '../checklist/unknown.js';
import { OperatorError } from '../errors.js';
import type { Operator } from '../run/release.js';
import { safeLine } from '../text/sanitise.js';

type People = Readonly<Record<string, Person>>;

/**
 * Who accepts a finding: somebody in `people`, by key, name or e-mail; the operator unless somebody is named. Without
 * `people` any name counts.
 * @returns the key of `people`, if they are in it
 * @throws OperatorError for somebody who is not in it, or has left
 */
export function ackBy(by: string | undefined, operator: Operator, people: People): string {
  if (by === undefined) {
    const own = [operator.email, operator.name].filter((one) => one !== '');
    return own.flatMap((one) => entryOf(one, people) ?? []).at(0)?.key ?? operator.name;
  }

  if (Object.keys(people).length === 0) {
    return by;
  }

  const found = entryOf(by, people);
  if (found?.person.left === true) {
    throw new OperatorError(`--by: ${found.key} has left, as \`people\` says`, { hint: 'name who answers for it now' });
  }

  if (found === undefined) {
    const present = Object.keys(people).filter((key) => people[key]?.left === false);
    throw new OperatorError(`--by: nobody in \`people\` is \`${safeLine(by, 80)}\``, { hint: suggest(by, present) });
  }

  return found.key;
}

function entryOf(typed: string, people: People): { readonly key: string; readonly person: Person } | undefined {
  return Object.entries(people)
    .map(([key, person]) => ({ key, person }))
    .find(({ key, person }) => [key, person.name ?? '', ...person.emails].some((one) => same(one, typed)));
}

const same = (a: string, b: string): boolean => a.trim() !== '' && a.trim().toLowerCase() === b.trim().toLowerCase();
