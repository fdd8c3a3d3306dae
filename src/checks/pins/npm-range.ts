import { compareSemver } from '../servers/versions/semver.js';

/**
 * Whether a version is one that a range of npm allows (github.com/npm/node-semver#ranges); `*` takes a pre-release, too, as
 * where npm looks at a lock. Undefined: one of them is not as semver knows it (an address, a tag, a folder).
 */
export function npmAllows(range: string, version: string): boolean | undefined {
  if (/^\s*\*?\s*$/.test(range)) {
    return true;
  }

  const is = version.replace(/^[=v]+/, '');
  if (compareSemver(is, is) === undefined || range.length > 256) {
    return undefined;
  }

  const sets = range.split('||').map(comparatorsOf);
  const answers = sets.map((set) => set && allows(set, is));
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}

type Operator = '<' | '<=' | '>' | '>=' | '=';

interface Comparator {
  readonly operator: Operator;
  readonly version: string;
}

/** A pre-release is meant only by those who name one of the same version. */
const allows = (set: readonly Comparator[], version: string): boolean =>
  set.every((one) => isWithin(one, version)) &&
  (!isPre(version) || set.some((one) => isPre(one.version) && triple(one.version) === triple(version)));

const triple = (version: string): string => version.replace(/[-+].*$/, '');

const isPre = (version: string): boolean => /^[\d.]+-/.test(version);

function isWithin({ operator, version: limit }: Comparator, version: string): boolean {
  const order = compareSemver(withoutBuild(version), withoutBuild(limit)) ?? Number.NaN;
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    default:
      return order === 0;
  }
}

const withoutBuild = (version: string): string => version.replace(/\+.*$/, '');

/** All of them have to hold. */
function comparatorsOf(text: string): readonly Comparator[] | undefined {
  const [, from, to] = /^\s*(\S+)\s+-\s+(\S+)\s*$/.exec(text) ?? [];
  const words =
    from !== undefined && to !== undefined
      ? [`>=${from}`, `<=${to}`]
      : text
          .replaceAll(/(~>|[<>]=?|[=~^])\s+/g, '$1')
          .split(/\s+/)
          .filter((word) => word !== '');
  const all = words.map(wordOf);
  const known = all.filter((one) => one !== undefined);
  return known.length === all.length ? known.flat() : undefined;
}

function wordOf(word: string): readonly Comparator[] | undefined {
  const [, sign = '', a, b, c, pre] = shape.exec(word) ?? [];
  if (a === undefined || (pre !== undefined && isAny(c))) {
    return undefined;
  }

  const given = [a, b, c];
  const end = given.findIndex(isAny);
  const known = given.slice(0, end < 0 ? 3 : end).map(Number);
  if (known.length === 0) {
    return sign === '<' || sign === '>' ? [{ operator: '<', version: '0.0.0-0' }] : [];
  }

  const [major = 0, minor = 0, patch = 0] = known;
  const low = `${major}.${minor}.${patch}${pre === undefined ? '' : `-${pre}`}`;
  const from: Comparator = { operator: '>=', version: low };
  const below = (version: string): Comparator => ({ operator: '<', version: `${version}-0` });
  const next = known.length === 1 ? `${major + 1}.0.0` : `${major}.${minor + 1}.0`;
  const isWhole = known.length === 3;
  switch (sign) {
    case '^':
      return [from, below(caret(known))];
    case '~':
    case '~>':
      return [from, below(next)];
    case '>':
      return [isWhole ? { operator: '>', version: low } : { operator: '>=', version: next }];
    case '>=':
      return [from];
    case '<':
      return [isWhole ? { operator: '<', version: low } : below(low)];
    case '<=':
      return [isWhole ? { operator: '<=', version: low } : below(next)];
    default:
      return isWhole ? [{ operator: '=', version: low }] : [from, below(next)];
  }
}

const isAny = (part: string | undefined): boolean => part === undefined || /^[xX*]$/.test(part);

/** What is left of the first number that is not 0 stays. */
function caret(known: readonly number[]): string {
  const [major = 0, minor = 0, patch = 0] = known;
  if (major > 0 || known.length === 1) {
    return `${major + 1}.0.0`;
  }

  return minor > 0 || known.length === 2 ? `0.${minor + 1}.0` : `0.0.${patch + 1}`;
}

const number = '(\\d{1,15}|[xX*])';
const shape = new RegExp(
  `^(~>|[<>]=?|[=~^]|)[=v]{0,2}${number}(?:\\.${number}(?:\\.${number}(?:-([\\dA-Za-z.-]+))?(?:\\+[\\dA-Za-z.-]+)?)?)?$`,
);
