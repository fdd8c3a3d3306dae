import type { Place } from '../errors.js';
import { didYouMean } from '../text/suggest.js';
import { commonKeys, type KindGrammar } from './grammar.js';
import { mistake, type Report } from './mistake.js';
import { type Dict, type Entry, impliedDict, type Tree } from './tree.js';
import { quote } from './unknown.js';

/** An item taken apart: its kind, the kind's options and the common keys; not validated yet. */
export interface ItemShape {
  readonly kind: string;
  readonly options: Tree;
  readonly common: Dict;
}

/**
 * The three forms of an item: `KIND`, `{KIND: options, common…}`, and (with `extends`) `{id, common…}`, which has no kind.
 * Nothing is reported here; `reportShape` says what is wrong with an item that has no shape.
 */
export function itemShape(item: Tree, kinds: readonly KindGrammar[]): ItemShape | undefined {
  if (item.type === 'scalar' && typeof item.value === 'string') {
    const common: Dict = impliedDict(item.place);
    return { kind: item.value, options: impliedDict(item.place), common };
  }
  const kind = item.type === 'dict' ? kindKey(item, kinds) : undefined;
  const entry = item.type === 'dict' && kind !== undefined ? item.entries.get(kind) : undefined;
  if (item.type !== 'dict' || kind === undefined || !entry) {
    return undefined;
  }
  const common = [...item.entries].filter(([key]) => key !== kind);
  return { kind, options: optionsOf(entry), common: { ...item, entries: new Map(common) } };
}

/** Whether an item names no kind and so only changes the item of the same id that it builds on. */
export const isChange = (item: Tree): item is Dict =>
  item.type === 'dict' && item.entries.has('id') && [...item.entries.keys()].every((key) => commonKeys.includes(key));

/** Says what is wrong with an item that has not exactly one known kind. */
export function reportShape(item: Tree, kinds: readonly KindGrammar[], report: Report): void {
  if (item.type === 'scalar' && typeof item.value === 'string') {
    report(unknownKind(item.value, item.place, kinds));
    return;
  }
  if (item.type !== 'dict') {
    const found = item.type === 'list' ? 'a list' : quote(item.source) || 'nothing';
    report(mistake(`an item must be a kind or a map, found ${found}`, item.place, kindList(kinds)));
    return;
  }
  const others = [...item.entries].filter(([key]) => !commonKeys.includes(key));
  const known = others.filter(([key]) => isKind(key, kinds));
  if (known.length > 1) {
    reportTwoKinds(known, report);
  } else if (others.length === 0) {
    const keys = [...item.entries.keys()].map((key) => `\`${key}\``).join(', ');
    const hint = `${item.entries.has('question') ? 'write `ask` for `question` if a person answers it; ' : ''}${kindList(kinds)}`;
    report(mistake(`this item has no kind${keys === '' ? '' : `; found only ${keys}`}`, item.place, hint));
  } else if (known.length === 0) {
    const [meant] = others;
    if (meant) {
      report(unknownKind(meant[0], meant[1].key, kinds, commonKeys));
    }
  }
}

export const isKind = (name: string, kinds: readonly KindGrammar[]): boolean =>
  kinds.some((kind) => kind.name === name);

function kindKey(item: Dict, kinds: readonly KindGrammar[]): string | undefined {
  const others = [...item.entries].filter(([key]) => !commonKeys.includes(key));
  const known = others.filter(([key]) => isKind(key, kinds));
  if (known.length > 1 || others.length === 0) {
    return undefined;
  }
  return (known[0] ?? others[0])?.[0];
}

/** `tests:` with nothing after it takes all defaults. */
const optionsOf = ({ key, value }: Entry): Tree =>
  value.type === 'scalar' && value.value === null ? impliedDict(key) : value;

/** @param keys what else the word may have been meant as */
function unknownKind(name: string, place: Place, kinds: readonly KindGrammar[], keys: readonly string[] = []) {
  const names = [...kinds.map((kind) => kind.name), ...keys];
  const meant =
    glued(name, names) ?? didYouMean(name, names) ?? (/\S\s+\S|\?$/.test(name) ? `ask: ${quote(name)}` : undefined);
  const hint = meant === undefined ? '' : `did you mean \`${meant}\`? `;
  return mistake(`unknown kind \`${quote(name)}\``, place, `${hint}${kindList(kinds)}`);
}

/** `ask:Is it ok?`, with the blank that was forgotten. */
function glued(name: string, names: readonly string[]): string | undefined {
  const at = name.indexOf(':');
  return at > 0 && names.includes(name.slice(0, at))
    ? quote(`${name.slice(0, at)}: ${name.slice(at + 1).trim()}`)
    : undefined;
}

function reportTwoKinds(known: Others, report: Report): void {
  const [first, second] = known;
  if (!first || !second) {
    return;
  }
  const isDangling = first[1].value.type === 'scalar' && first[1].value.value === null;
  const hint = isDangling
    ? `is \`${second[0]}\` an option of \`${first[0]}\`? Then indent it further`
    : 'make two items of it';
  report(mistake(`two kinds in one item: \`${first[0]}\` and \`${second[0]}\``, second[1].key, hint));
}

type Others = readonly (readonly [string, Entry])[];

const kindList = (kinds: readonly KindGrammar[]): string => `kinds: ${kinds.map((kind) => kind.name).join(', ')}`;
