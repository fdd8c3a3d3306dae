import type { Person } from '../checklist/model.js';
import type { Operator } from '../run/release.js';

export type PersonAnswer =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly problem: string };

type People = Readonly<Record<string, Person>>;

/**
 * The second person of an override: somebody from `people` who has not left and is not the operator, by name or e-mail
 * (checks.md §1.5, strength `named`).
 */
export function secondPerson(typed: string, operator: Operator, people: People): PersonAnswer {
  const others = othersIn(people, operator);
  if (others.length === 0) {
    return { ok: false, problem: withoutSecond };
  }

  const found = others.find(([key, person]) => names(key, person, typed));
  if (found !== undefined) {
    return { ok: true, name: nameOf(found) };
  }

  return { ok: false, problem: `${whyNot(typed, operator, people)} It can be: ${others.map(nameOf).join(', ')}` };
}

/** Names of everybody who can be the second person. */
export const secondCandidates = (operator: Operator, people: People): readonly string[] =>
  othersIn(people, operator).map(nameOf);

/** What is missing where nobody can, and how to add it. */
export const withoutSecond =
  'This needs a second person, and `people` in the checklist names nobody but you. Add somebody there, e.g. `people: {bob: {name: Bob K., emails: [bob@x.test]}}`, and start again.';

function whyNot(typed: string, operator: Operator, people: People): string {
  const named = Object.entries(people).find(([key, person]) => names(key, person, typed));
  if (same(typed, operator.name) || same(typed, operator.email) || (named && isOperator(...named, operator))) {
    return 'The second person cannot be you.';
  }

  return named === undefined ? 'Nobody of that name.' : `${nameOf(named)} has left.`;
}

const othersIn = (people: People, operator: Operator): readonly Entry[] =>
  present(people).filter(([key, person]) => !isOperator(key, person, operator));

/** Who takes a watch over: somebody from `people` as for an override; a checklist without `people` takes any other name. */
export function handOverTo(typed: string, operator: Operator, people: People): PersonAnswer {
  if (Object.keys(people).length > 0) {
    const person = secondPerson(typed, operator, people);
    return person.ok ? person : { ok: false, problem: person.problem.replace('The second person', 'That') };
  }

  const name = typed.trim();
  if (same(name, operator.name) || same(name, operator.email)) {
    return { ok: false, problem: 'That is you: to go on watching, press Esc.' };
  }

  return name.length >= 2 ? { ok: true, name } : { ok: false, problem: 'Type the name of who watches from here on.' };
}

/** Who that can be, in a sentence. */
export function handOverCandidates(operator: Operator, people: People): string {
  const others = present(people).filter(([key, person]) => !isOperator(key, person, operator));
  if (others.length > 0) {
    return `One of: ${others.map(nameOf).join(', ')}`;
  }

  return Object.keys(people).length === 0
    ? 'Type a name.'
    : '`people` in the checklist names nobody but you: press Esc, and leave it with a reason.';
}

/**
 * Who gave a human answer: the person named by `by`, or anybody with that role. A checklist without `people` knows
 * nobody, and takes any name.
 */
export function matchPerson(typed: string, by: string, people: People): PersonAnswer {
  const allowed = present(people).filter(([key, person]) => key === by || person.roles.includes(by));
  if (allowed.length === 0) {
    if (Object.keys(people).length > 0) {
      return {
        ok: false,
        problem: `Nobody who is in \`people\` and has not left is ${by}: nobody can give this answer.`,
      };
    }

    return typed.trim().length >= 2
      ? { ok: true, name: typed.trim() }
      : { ok: false, problem: `Type the name of who answered (${by}).` };
  }

  const found = allowed.find(([key, person]) => names(key, person, typed));
  return found === undefined
    ? { ok: false, problem: `This has to be answered by ${by}: ${allowed.map(nameOf).join(', ')}` }
    : { ok: true, name: nameOf(found) };
}

/** Whether what was typed for the name of somebody else is the operator's own, or a word that answers no such question. */
export function isNobodyElse(typed: string, operator: Operator, people: People): boolean {
  const named = Object.entries(people).filter(([key, person]) => names(key, person, typed));
  return (
    /^(?:i|me|myself|self|ok|yes|no|nobody|none)$/i.test(typed.trim()) ||
    [operator.name, operator.email, operator.login].some((own) => same(typed, own)) ||
    (named.length > 0 && named.every(([key, person]) => isOperator(key, person, operator)))
  );
}

type Entry = readonly [key: string, person: Person];

const present = (people: People): readonly Entry[] => Object.entries(people).filter(([, person]) => !person.left);

const nameOf = ([key, person]: Entry): string => person.name ?? key;

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase() && a.trim() !== '';

const names = (key: string, person: Person, typed: string): boolean =>
  same(typed, key) || same(typed, person.name ?? '') || person.emails.some((email) => same(typed, email));

const isOperator = (key: string, person: Person, operator: Operator): boolean =>
  person.emails.some((email) => same(email, operator.email)) ||
  [key, person.name ?? key].some((name) => same(name, operator.name));
