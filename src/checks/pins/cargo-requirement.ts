/**
 * Whether a version is one that a requirement of Cargo allows
 * (doc.rust-lang.org/cargo/reference/specifying-dependencies.html). Undefined: the requirement is not as Cargo knows it.
 */
export function cargoAllows(requirement: string, version: string): boolean | undefined {
  const is = numbersOf(version);
  const parts = requirement.split(',').map((part) => rangeOf(part.trim()));
  if (is === undefined || parts.some((part) => part === undefined)) {
    return undefined;
  }

  return parts.every((part) => part === undefined || (part.from(is) && part.to(is)));
}

type Numbers = readonly [number, number, number];

function numbersOf(version: string): Numbers | undefined {
  const [, a, b = '0', c = '0'] = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:[-+].*)?$/.exec(version) ?? [];
  return a === undefined ? undefined : [Number(a), Number(b), Number(c)];
}

interface Range {
  readonly from: (version: Numbers) => boolean;
  readonly to: (version: Numbers) => boolean;
}

const any = (): boolean => true;

function rangeOf(part: string): Range | undefined {
  const [, sign = '^', text = ''] = /^(\^|~|=|>=|<=|>|<)?\s*(\S+)$/.exec(part) ?? [];
  const given = /^(\d+)(?:\.(\d+|\*))?(?:\.(\d+|\*))?(?:[-+].*)?$/
    .exec(text)
    ?.slice(1)
    .filter((one) => one !== undefined);
  if (text === '*') {
    return { from: any, to: any };
  }

  if (given === undefined) {
    return undefined;
  }

  const isStar = given.includes('*');
  const known = given.filter((one) => one !== '*').map(Number);
  const [a = 0, b = 0, c = 0] = known;
  const low: Numbers = [a, b, c];
  const from = (version: Numbers) => compare(version, low) >= 0;
  const below = (high: Numbers) => (version: Numbers) => compare(version, high) < 0;
  const next: Numbers = known.length === 1 ? [a + 1, 0, 0] : known.length === 2 ? [a, b + 1, 0] : [a, b, c + 1];
  switch (isStar ? '=' : sign) {
    case '=':
      return { from, to: below(next) };
    case '~':
      return { from, to: below(known.length === 1 ? [a + 1, 0, 0] : [a, b + 1, 0]) };
    case '>':
      return { from: (version) => compare(version, next) >= 0, to: any };
    case '>=':
      return { from, to: any };
    case '<':
      return { from: any, to: below(low) };
    case '<=':
      return { from: any, to: below(next) };
    default:
      return {
        from,
        to: below(
          a > 0 || known.length === 1 ? [a + 1, 0, 0] : b > 0 || known.length === 2 ? [0, b + 1, 0] : [0, 0, c + 1],
        ),
      };
  }
}

const compare = (x: Numbers, y: Numbers): number => x[0] - y[0] || x[1] - y[1] || x[2] - y[2];
