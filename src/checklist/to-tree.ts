import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import { type Place, showPlace } from '../errors.js';
import { findControl, findInvisible } from './characters.js';
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
      return scalar(node.value, node.source, rangeOf(node), at);
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
      return { type: 'scalar', value: null, source: '', place: at };
    }
    if (open.has(target)) {
      throw mistake(`alias \`*${alias.source.slice(0, 40)}\` contains itself`, at);
    }
    return walk(target, depth, at);
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
      const written = isScalar(key) && key.source ? `: put quotes around \`${key.source.slice(0, 40)}\`` : '';
      report(mistake(`keys must be text${written}`, at));
      return undefined;
    }
    scalar(key.value, key.source, rangeOf(key), at);
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
    if (typeof known === 'string') {
      const bad = findControl(known) ?? findInvisible(known);
      if (bad) {
        const raw = text.slice(range[0], range[1]).indexOf(known.slice(bad.index, bad.index + 1));
        const where = raw < 0 ? at : place((range[0] ?? 0) + raw);
        report(mistake(`contains ${bad.what} character ${bad.name}`, where, 'delete it'));
      }
    }
    return {
      type: 'scalar',
      value: known,
      source: typeof known === 'string' ? known : (source ?? String(known)),
      place: at,
    };
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

/** They would reach into JavaScript's own objects. */
const refusedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const isPlain = (value: unknown): value is Scalar['value'] =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const rangeOf = (node: unknown): readonly number[] =>
  isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? (node.range ?? []) : [];

const showPair = (place: Place): string => showPlace(place).split(':').slice(-2).join(':');
