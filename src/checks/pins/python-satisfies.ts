import type { Order } from '../servers/versions/order.js';
import { comparePep440 } from '../servers/versions/pep440.js';

/**
 * Whether a version is one that the requirement allows (PEP 440, and the carets and tildes of Poetry). Undefined where that
 * cannot be said: nothing is then held against it.
 */
export function satisfies(version: string, wanted: string): boolean | undefined {
  const clauses = wanted
    .split(',')
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '' && clause !== '*');
  if (clauses.length > 50 || wanted.includes('||') || wanted.includes('/')) {
    return undefined;
  }

  const answers = clauses.map((clause) => clauseHolds(version, clause));
  return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
}

function clauseHolds(version: string, clause: string): boolean | undefined {
  const [, sign = '', bound = ''] = /^(===|==|~=|!=|<=|>=|<|>|\^|~|=)?\s*([A-Za-z0-9.*+!_-]+)$/.exec(clause) ?? [];
  if (bound === '') {
    return undefined;
  }

  const order = (other: string): Order | undefined => comparePep440(withoutLocal(version, other), other);
  const atLeast = (other: string): boolean | undefined => holds(order(other), (one) => one >= 0);
  const below = (other: string | undefined): boolean | undefined =>
    other === undefined ? undefined : holds(order(other), (one) => one < 0);
  const both = (a: boolean | undefined, b: boolean | undefined): boolean | undefined =>
    a === false || b === false ? false : a === undefined || b === undefined ? undefined : true;
  if (bound.includes('*')) {
    return wildcard(version, sign, bound);
  }

  switch (sign) {
    case '':
    case '=':
    case '==':
      return holds(order(bound), (one) => one === 0);
    case '===':
      return version === bound;
    case '!=':
      return holds(order(bound), (one) => one !== 0);
    case '<=':
      return holds(order(bound), (one) => one <= 0);
    case '>=':
      return atLeast(bound);
    case '<':
      return below(bound);
    case '>':
      return holds(order(bound), (one) => one > 0);
    case '~=':
      return both(atLeast(bound), below(next(bound, bound.split('.').length - 2)));
    case '^':
      return both(atLeast(bound), below(next(bound, Math.max(0, firstOther(bound)))));
    default:
      return both(atLeast(bound), below(next(bound, Math.min(1, bound.split('.').length - 1))));
  }
}

const holds = (order: Order | undefined, test: (order: Order) => boolean): boolean | undefined =>
  order === undefined ? undefined : test(order);

/** `==1.0` is met by `1.0+local`, too. */
const withoutLocal = (version: string, bound: string): string =>
  bound.includes('+') ? version : (version.split('+', 1)[0] ?? version);

/** `==4.1.*`, and Poetry's bare `4.1.*`. */
function wildcard(version: string, sign: string, bound: string): boolean | undefined {
  const [, prefix] = /^(\d+(?:\.\d+)*)\.\*$/.exec(bound) ?? [];
  if (prefix === undefined || !['', '=', '==', '!='].includes(sign)) {
    return undefined;
  }

  const parts = numbersOf(version);
  const same = prefix.split('.').every((part, index) => Number(part) === (parts[index] ?? 0));
  return sign === '!=' ? !same : same;
}

const numbersOf = (version: string): readonly number[] =>
  (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number);

/** The first part of `0.2.3` that is not zero; the last one where all are. */
function firstOther(bound: string): number {
  const parts = numbersOf(bound);
  const found = parts.findIndex((part) => part !== 0);
  return found < 0 ? parts.length - 1 : found;
}

/** `4.2` of `4.1.7` at part 1; undefined where there is no such part. */
function next(bound: string, part: number): string | undefined {
  const parts = numbersOf(bound);
  return part < 0 || part >= parts.length ? undefined : [...parts.slice(0, part), (parts[part] ?? 0) + 1].join('.');
}
