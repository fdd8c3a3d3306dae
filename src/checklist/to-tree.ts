import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
  type Scalar as YamlScalar,
} from 'yaml';
import { type Place, showPlace } from '../errors.js';
import { findBlank, findControl, findInvisible, strangeBlankWords, withoutUnseen } from './characters.js';
import { mistake, type Report } from './mistake.js';
import { MAX_DEPTH } from './scan-yaml.js';
import type { Dict, Entry, Scalar, Tree } from './tree.js';

export interface TreeRequest {
  readonly text: string;
  readonly place: (offset: number) => Place;
  readonly report: Report;
}

const MAX_ALIASES = 100;
const MAX_ENTRIES = 500;
const MAX_VALUES = 10_000;

/**
 * The parser's nodes to our tree, aliases written out (each time anew: a bomb runs into the limits).
 *
 * @throws OperatorError where going on makes no sense: too deep, too many aliases or values.
 */
export function toTree(root: unknown, { text, place, report }: TreeRequest): Tree {
  const anchors = new Map<string, Node>();
  const open = new Set<Node>();
  const counts = { aliases: 0, values: 0 };

  function walk(node: unknown, depth: number, near: Place): Tree {
    const at = placeOf(node, near);
    counts.values += 1;
    if (counts.values > MAX_VALUES) {
      throw mistake(`more than ${MAX_VALUES} values`, at, 'is this a checklist?');
    }
    if (depth > MAX_DEPTH) {
      throw mistake(`nested deeper than ${MAX_DEPTH}`, at);
    }
    if (isAlias(node)) {
      return follow(node, depth, at);
    }
    if ((isScalar(node) || isMap(node) || isSeq(node)) && node.anchor) {
      anchors.set(node.anchor, node);
    }
    if (isScalar(node)) {
      return withCut(node, anchored(node, at) ?? scalar(node.value, node.source, rangeOf(node), at));
    }
    if (isMap(node)) {
      return guarded(node, () => dict(node, depth, at));
    }
    if (isSeq(node)) {
      const items = limited(node.items, 'entries', at);
      return guarded(node, () => ({ type: 'list', items: items.map((item) => walk(item, depth + 1, at)), place: at }));
    }
    return { type: 'scalar', value: null, source: '', place: at };
  }

  function follow(alias: Alias, depth: number, at: Place): Tree {
    counts.aliases += 1;
    if (counts.aliases > MAX_ALIASES) {
      throw mistake(`more than ${MAX_ALIASES} aliases`, at, 'write the values out');
    }
    const target = anchors.get(alias.source);
    if (!target) {
      const hint = 'put quotes around a text that starts with *';
      report(mistake(`alias \`*${alias.source.slice(0, 40)}\` has no anchor before it`, at, hint));
      return asText(`*${alias.source}`, at);
    }
    if (open.has(target)) {
      throw mistake(`alias \`*${alias.source.slice(0, 40)}\` contains itself`, at);
    }
    return walk(target, depth, at);
  }

  /** `&x` with nothing after it: hardly ever meant as the name of nothing. */
  function anchored({ anchor, value, source }: YamlScalar, at: Place): Scalar | undefined {
    if (!anchor || value !== null || source) {
      return undefined;
    }
    const name = `&${anchor.slice(0, 40)}`;
    report(mistake(`\`${name}\` names a value, and there is none`, at, 'put quotes around a text that starts with &'));
    return asText(name, at);
  }

  function guarded(node: Node, build: () => Tree): Tree {
    open.add(node);
    const built = build();
    open.delete(node);
    return built;
  }

  function dict(map: YAMLMap, depth: number, at: Place): Dict {
    const entries = new Map<string, Entry>();
    for (const pair of limited(map.items, 'keys', at)) {
      const key = keyOf(pair, at);
      const value = walk(pair.value, depth + 1, placeOf(pair.key, at));
      const before = key && entries.get(key.name);
      if (before) {
        const both = `${showPair(before.key)} and ${showPair(key.place)}`;
        report(mistake(`\`${key.name}\` is given twice (${both})`, key.place, 'keep one of them'));
      } else if (key) {
        entries.set(key.name, { key: key.place, value });
      }
    }
    return { type: 'dict', entries, place: at };
  }

  /** The name of a key; undefined if it cannot be one, which has been reported. */
  function keyOf({ key }: Pair, near: Place): { readonly name: string; readonly place: Place } | undefined {
    const at = placeOf(key, near);
    if (!isScalar(key) || typeof key.value !== 'string') {
      const written = isScalar(key) && key.source ? key.source : undefined;
      const hint = written === undefined ? undefined : `put quotes around \`${written.slice(0, 40)}\``;
      report(mistake('keys must be text', at, hint));
      return written === undefined ? undefined : { name: written, place: at };
    }
    scalar(key.value, key.source, rangeOf(key), at);
    const blank = findBlank(key.value);
    if (blank) {
      report(mistake(`${strangeBlankWords(blank.name)}, and has become part of this key`, at, 'write a plain blank'));
      return undefined;
    }
    if (key.value === '<<') {
      report(mistake('merge keys `<<` are not allowed', at, 'write the keys out, or use `extends`'));
      return undefined;
    }
    if (refusedKeys.has(key.value)) {
      report(mistake(`key \`${key.value}\` is not allowed`, at));
      return undefined;
    }
    return { name: key.value, place: at };
  }

  function scalar(value: unknown, source: string | undefined, range: readonly number[], at: Place): Scalar {
    const known = isPlain(value) ? value : String(value);
    const bad = typeof known === 'string' ? (findControl(known) ?? findInvisible(known)) : undefined;
    if (typeof known === 'string' && bad) {
      const raw = text.slice(range[0], range[1]).indexOf(known.slice(bad.index, bad.index + 1));
      const where = raw < 0 ? at : place((range[0] ?? 0) + raw);
      report(mistake(`contains ${bad.what} character ${bad.name}`, where, 'delete it'));
      // Said once: what looks at the text after this must not stumble over it again.
      return asText(withoutUnseen(known), at);
    }
    return typeof known === 'string'
      ? asText(known, at)
      : { type: 'scalar', value: known, source: source ?? String(known), place: at };
  }

  function limited<T>(items: readonly T[], what: string, at: Place): readonly T[] {
    if (items.length > MAX_ENTRIES) {
      report(mistake(`${items.length} ${what}; at most ${MAX_ENTRIES} are allowed`, at));
    }
    return items.slice(0, MAX_ENTRIES);
  }

  function placeOf(node: unknown, near: Place): Place {
    const range = rangeOf(node);
    return range.length > 0 ? place(range[0] ?? 0) : near;
  }

  return walk(root, 1, place(0));
}

const asText = (text: string, place: Place): Scalar => ({ type: 'scalar', value: text, source: text, place });

/** A comment that begins with a word may have been meant as a part of the text: `Is ticket #12 closed?`. */
const withCut = ({ comment }: YamlScalar, tree: Scalar): Scalar =>
  comment && /^\S/.test(comment) ? { ...tree, isCut: true } : tree;

/** They would reach into JavaScript's own objects. */
const refusedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const isPlain = (value: unknown): value is Scalar['value'] =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const rangeOf = (node: unknown): readonly number[] =>
  isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? (node.range ?? []) : [];

const showPair = (place: Place): string => showPlace(place).split(':').slice(-2).join(':');
