/**
 * Whether a version of a gem is one that its requirements allow (guides.rubygems.org/patterns, Gem::Requirement). Undefined:
 * one of them is not as rubygems knows it.
 */
export function gemAllows(requirements: readonly string[], version: string): boolean | undefined {
  const is = partsOf(version);
  const answers = requirements.map((one) => {
    const [, sign = '=', text = ''] = /^(=|!=|>=|<=|>|<|~>)?\s*(\S+)$/.exec(one.trim()) ?? [];
    const limit = partsOf(text);
    return is === undefined || limit === undefined ? undefined : fits(sign, is, limit);
  });
  return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
}

/** `7.0.4.rc1` is 7, 0, 4, rc, 1. */
type Parts = readonly (number | string)[];

/** `1.0-beta` is `1.0.pre.beta`. */
const partsOf = (version: string): Parts | undefined =>
  /^\d{1,15}(?:\.[\dA-Za-z]{1,30})*(?:-[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?$/.test(version)
    ? [...version.replaceAll('-', '.pre.').matchAll(/\d+|[A-Za-z]+/g)].map(([part]) =>
        /^\d/.test(part) ? Number(part) : part,
      )
    : undefined;

function fits(sign: string, is: Parts, limit: Parts): boolean {
  const order = compare(is, limit);
  switch (sign) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    default:
      return order >= 0 && compare(numbersOf(is), next(limit)) < 0;
  }
}

/** What is missing is 0; a word is older than any number, as in a pre-release. */
function compare(a: Parts, b: Parts): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [x, y] = [a[at] ?? 0, b[at] ?? 0];
    if (x !== y) {
      return typeof x === typeof y ? (x < y ? -1 : 1) : typeof x === 'string' ? -1 : 1;
    }
  }

  return 0;
}

/** What it is a pre-release of. */
function numbersOf(parts: Parts): readonly number[] {
  const word = parts.findIndex((part) => typeof part === 'string');
  return (word < 0 ? parts : parts.slice(0, word)).map(Number);
}

/** `~> 7.0.4` ends before 7.1, `~> 7.0` and `~> 7` before 8. */
function next(limit: Parts): readonly number[] {
  const numbers = numbersOf(limit);
  const kept = numbers.length > 1 ? numbers.slice(0, -1) : numbers;
  return [...kept.slice(0, -1), (kept.at(-1) ?? 0) + 1];
}
