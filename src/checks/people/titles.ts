import { type People, type Somebody, whoIs } from '../persons.js';
import { keysOf, namesOf, whoIsCalled } from './whose-name.js';

/** Whom a title names. */
export interface NamedIn {
  readonly people: readonly Somebody[];
  /** What looks like a name beside them, and is nobody's in `people`; raw. */
  readonly strangers: readonly string[];
}

/**
 * Everybody whom a title names, `On call: Bob M. (primary)`. A name of several words and an address count wherever they
 * stand; a single word (`bob`, `ops`) counts only where it stands alone, for it may be part of a stranger's name.
 */
export function whoIsNamedIn(title: string, people: People): NamedIn {
  if (Object.keys(people).length === 0) {
    return { people: whoIsCalled(title, people), strangers: [] };
  }

  const marked = markLongNames(plain(title), people);
  const sections = marked.split(/(?:[:|–—]|\s-\s)(?![^<([{]*[>)\]}])/u).map((section) => readSection(section, people));
  // `Ops: Bob Miller` is the shift of Bob Miller, whoever has the key `ops`.
  const sure = sections.filter(({ isMarked }) => isMarked);
  const counting = sure.length > 0 ? sure : sections.filter(({ keys }) => keys.length > 0);
  const keys = [...new Set(counting.flatMap((one) => one.keys))];
  const fullNames = sure.length > 0 ? [] : sections.flatMap((one) => (one.keys.length > 0 ? [] : one.fullNames));
  return {
    people: keys.flatMap((key) => whoIs(key, people) ?? []),
    strangers: [...counting.flatMap(({ strangers }) => strangers), ...(keys.length > 0 ? fullNames : [])],
  };
}

/** Blanks for everything that a mark is made of, and for what ends a line. */
const plain = (title: string): string =>
  title
    .normalize('NFKC')
    .replaceAll(/[\p{Co}\p{Cc}]/gu, ' ')
    .replaceAll(/\s+/gu, ' ');

const mark = (key: string): string => `\uE000${key}\uE001`;
/** What follows an address is no part of it. */
const endOfAddress = '\uE002';
const marks = /\uE000([^\uE001]*)\uE001/gu;

/** Puts a mark in the place of every name of several words and every address, the longest first. */
function markLongNames(title: string, people: People): string {
  const names = [...new Set(Object.entries(people).flatMap(namesOf))]
    .filter((name) => /[\s@]/u.test(name))
    .toSorted((one, other) => other.length - one.length);
  const marked = names.reduce((text, name) => {
    const found = keysOf([name], people).map(mark).join('');
    return text.replace(patternOf(name), name.includes('@') ? `${found}${endOfAddress}` : found);
  }, title);
  // `Bob Miller Smith` is not Bob Miller.
  return marked.replaceAll(/\uE000([^\uE001]*)\uE001(?= (\p{Lu}[\p{L}'’.-]*))/gu, (whole, key: string, next: string) =>
    isShiftWord(next) ? whole : (people[key]?.name ?? key),
  );
}

function patternOf(name: string): RegExp {
  const text = name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return name.includes('@')
    ? new RegExp(`(?<![\\p{L}\\p{N}.+_-])${text}(?![\\p{L}\\p{N}_-]|\\.\\p{L})`, 'giu')
    : new RegExp(`(?<![\\p{L}\\p{N}\uE000])${text}(?![\\p{L}\\p{N}\uE001])`, 'giu');
}

interface Section {
  /** Keys of `people`. */
  readonly keys: readonly string[];
  /** One of them by a name of several words, or by an address. */
  readonly isMarked: boolean;
  /** What stands beside somebody who is known. */
  readonly strangers: readonly string[];
  /** What stands there and looks like first and last name. */
  readonly fullNames: readonly string[];
}

/** `Bob M. and cem (primary)` */
function readSection(section: string, people: People): Section {
  const brackets = [...section.matchAll(/[<([{]([^<>()[\]{}]*)[>)\]}]/gu)].map(([, text = '']) => text.trim());
  const pieces = section
    .replaceAll(/[<([{][^<>()[\]{}]*[>)\]}]/gu, ' ')
    .split(/[,;/&+<>()[\]{}]|\s(?:and|und|with|mit|or)\s/iu)
    .map((piece) => withoutShiftWords(piece, people))
    .filter((piece) => piece !== '');
  const outside = pieces.map((piece) => ({ piece, keys: keysIn(piece, people) }));
  const inside = brackets.flatMap((text) => text.split(/[:,;/&+]/u)).flatMap((one) => keysIn(one.trim(), people));
  const unknown = outside.filter((one) => one.keys.length === 0).map(({ piece }) => piece);
  const keys = [...outside.flatMap((one) => one.keys), ...inside];
  // `Robert Miller <bob@x.test>`: who that is stands in the brackets.
  const isExplained = unknown.length <= brackets.filter((text) => text.includes(endOfAddress)).length;
  return {
    keys,
    isMarked: section.includes('\uE000'),
    strangers: keys.length === 0 || isExplained ? [] : unknown.filter(looksLikeName),
    fullNames: unknown.filter((piece) => /^\p{Lu}\S*(?: \p{Lu}\S*)+$/u.test(piece)),
  };
}

function keysIn(piece: string, people: People): readonly string[] {
  const marked = [...piece.matchAll(marks)].map(([, key = '']) => key);
  return marked.length > 0 ? marked : keysOf([piece.toLowerCase()], people);
}

/** A word with a capital letter, or of a script without them; or one word alone, as an account is. `EMEA` is nobody. */
const looksLikeName = (piece: string): boolean =>
  /^(?!\p{Lu}+$)(?:\p{Lu}|\p{Lo})|^(?!\p{Lu}+$)[\p{L}\p{N}._-]*\p{L}[\p{L}\p{N}._-]*$/u.test(piece);

/** `on call bob` is bob; unless somebody is called that. */
function withoutShiftWords(piece: string, people: People): string {
  const words = piece.trim().split(' ');
  const isName = (word: string): boolean => keysOf([word.toLowerCase()], people).length > 0 || word.includes('\uE000');
  const from = words.findIndex((word) => !isShiftWord(word) || isName(word));
  const to = words.findLastIndex((word) => !isShiftWord(word) || isName(word));
  return from < 0 ? '' : words.slice(from, to + 1).join(' ');
}

const shiftWords =
  'on call oncall on-call primary secondary backup first second third line level duty shift pager rota rotation schedule support standby week weekend weekday day night late early morning evening kw the for is at until from';

const known = new Set(shiftWords.split(' '));

const isShiftWord = (word: string): boolean => known.has(word.toLowerCase()) || !/\p{L}/u.test(word);
