import { isAlias, isMap, isScalar, isSeq, type Pair, type Scalar as YamlScalar } from 'yaml';
import type { Place } from '../errors.js';
import { findBlank, findControl, findInvisible, strangeBlankWords, withoutUnseen } from './characters.js';
import { mistake, type Report } from './mistake.js';
import type { Scalar } from './tree.js';

export interface TreeRequest {
  readonly text: string;
  readonly place: (offset: number) => Place;
  readonly report: Report;
}

/** Where a node of the parser stands; what it does not know the place of stands near something else. */
export function placeOf({ place }: TreeRequest, node: unknown, near: Place): Place {
  const range = rangeOf(node);
  return range.length > 0 ? place(range[0] ?? 0) : near;
}

/** A scalar of the parser as ours. */
export const scalarOf = (request: TreeRequest, node: YamlScalar, at: Place): Scalar =>
  withCut(node, anchored(request, node, at) ?? written(request, node, at));

/** The name of a key; undefined if it cannot be one, which has been reported. */
export function keyOf(
  request: TreeRequest,
  { key }: Pair,
  near: Place,
): { readonly name: string; readonly place: Place } | undefined {
  const { report } = request;
  const at = placeOf(request, key, near);
  if (!isScalar(key) || typeof key.value !== 'string') {
    const source = isScalar(key) && key.source ? key.source : undefined;
    const hint = source === undefined ? undefined : `put quotes around \`${source.slice(0, 40)}\``;
    report(mistake('keys must be text', at, hint));
    return source === undefined ? undefined : { name: source, place: at };
  }

  written(request, key, at);
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

export const asText = (text: string, place: Place): Scalar => ({ type: 'scalar', value: text, source: text, place });

/** `&x` with nothing after it: hardly ever meant as the name of nothing. */
function anchored({ report }: TreeRequest, { anchor, value, source }: YamlScalar, at: Place): Scalar | undefined {
  if (!anchor || value !== null || source) {
    return undefined;
  }

  const name = `&${anchor.slice(0, 40)}`;
  report(mistake(`\`${name}\` names a value, and there is none`, at, 'put quotes around a text that starts with &'));
  return asText(name, at);
}

function written({ text, place, report }: TreeRequest, node: YamlScalar, at: Place): Scalar {
  const { value, source } = node;
  const known = isPlain(value) ? value : String(value);
  const bad = typeof known === 'string' ? (findControl(known) ?? findInvisible(known)) : undefined;
  if (typeof known === 'string' && bad) {
    const [start, end] = rangeOf(node);
    const raw = text.slice(start, end).indexOf(known.slice(bad.index, bad.index + 1));
    const where = raw < 0 ? at : place((start ?? 0) + raw);
    report(mistake(`contains ${bad.what} character ${bad.name}`, where, 'delete it'));
    // Said once: what looks at the text after this must not stumble over it again.
    return asText(withoutUnseen(known), at);
  }

  return typeof known === 'string'
    ? asText(known, at)
    : { type: 'scalar', value: known, source: source ?? String(known), place: at };
}

/** A comment that begins with a word may have been meant as a part of the text: `Is ticket #12 closed?`. */
const withCut = ({ comment }: YamlScalar, tree: Scalar): Scalar =>
  comment && /^\S/.test(comment) ? { ...tree, isCut: true } : tree;

/** They would reach into JavaScript's own objects. */
const refusedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const isPlain = (value: unknown): value is Scalar['value'] =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const rangeOf = (node: unknown): readonly number[] =>
  isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? (node.range ?? []) : [];
