import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { type Place, showPlace } from '../errors.js';
import { mistake, type Report } from './mistake.js';
import { MAX_DEPTH } from './scan-yaml.js';
import type { Dict, Entry, Tree } from './tree.js';
import { asText, keyOf, placeOf, scalarOf, type TreeRequest } from './yaml-scalars.js';

const MAX_ALIASES = 100;
const MAX_ENTRIES = 500;
const MAX_VALUES = 10_000;

/**
 * The parser's nodes to our tree, aliases written out (each time anew: a bomb runs into the limits).
 *
 * @throws OperatorError where going on makes no sense: too deep, too many aliases or values.
 */
export const toTree = (root: unknown, request: TreeRequest): Tree =>
  walk(
    { request, anchors: new Map(), open: new Set(), counts: { aliases: 0, values: 0 } },
    { node: root, depth: 1, near: request.place(0) },
  );

/** What one walk over a document remembers. */
interface Walk {
  readonly request: TreeRequest;
  readonly anchors: Map<string, Node>;
  /** The collections around the node. */
  readonly open: Set<Node>;
  readonly counts: { aliases: number; values: number };
}

interface Step {
  readonly node: unknown;
  readonly depth: number;
  /** Where it stands, if it does not know that itself. */
  readonly near: Place;
}

function walk(state: Walk, { node, depth, near }: Step): Tree {
  const { request, anchors, counts } = state;
  const at = placeOf(request, node, near);
  counts.values += 1;
  refuseTooMuch(counts.values, depth, at);
  if (isAlias(node)) {
    return follow(state, node, depth, at);
  }
  if ((isScalar(node) || isMap(node) || isSeq(node)) && node.anchor) {
    anchors.set(node.anchor, node);
  }
  if (isScalar(node)) {
    return scalarOf(request, node, at);
  }
  if (isMap(node)) {
    return guarded(state, node, () => dict(state, node, depth, at));
  }
  return isSeq(node)
    ? guarded(state, node, () => list(state, node, depth, at))
    : { type: 'scalar', value: null, source: '', place: at };
}

function follow(state: Walk, alias: Alias, depth: number, at: Place): Tree {
  const { request, anchors, open, counts } = state;
  counts.aliases += 1;
  if (counts.aliases > MAX_ALIASES) {
    throw mistake(`more than ${MAX_ALIASES} aliases`, at, 'write the values out');
  }
  const target = anchors.get(alias.source);
  const name = `alias \`*${alias.source.slice(0, 40)}\``;
  if (!target) {
    request.report(mistake(`${name} has no anchor before it`, at, 'put quotes around a text that starts with *'));
    return asText(`*${alias.source}`, at);
  }
  if (open.has(target)) {
    throw mistake(`${name} contains itself`, at);
  }
  return walk(state, { node: target, depth, near: at });
}

function guarded({ open }: Walk, node: Node, build: () => Tree): Tree {
  open.add(node);
  const built = build();
  open.delete(node);
  return built;
}

function list(state: Walk, { items }: YAMLSeq, depth: number, at: Place): Tree {
  const few = limited(items, 'entries', at, state.request.report);
  return { type: 'list', items: few.map((node) => walk(state, { node, depth: depth + 1, near: at })), place: at };
}

function dict(state: Walk, { items }: YAMLMap, depth: number, at: Place): Dict {
  const { request } = state;
  const { report } = request;
  const entries = new Map<string, Entry>();
  for (const pair of limited(items, 'keys', at, report)) {
    const key = keyOf(request, pair, at);
    const value = walk(state, { node: pair.value, depth: depth + 1, near: placeOf(request, pair.key, at) });
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

function refuseTooMuch(values: number, depth: number, at: Place): void {
  if (values > MAX_VALUES) {
    throw mistake(`more than ${MAX_VALUES} values`, at, 'is this a checklist?');
  }
  if (depth > MAX_DEPTH) {
    throw mistake(`nested deeper than ${MAX_DEPTH}`, at);
  }
}

function limited<T>(items: readonly T[], what: string, at: Place, report: Report): readonly T[] {
  if (items.length > MAX_ENTRIES) {
    report(mistake(`${items.length} ${what}; at most ${MAX_ENTRIES} are allowed`, at));
  }
  return items.slice(0, MAX_ENTRIES);
}

const showPair = (place: Place): string => showPlace(place).split(':').slice(-2).join(':');
