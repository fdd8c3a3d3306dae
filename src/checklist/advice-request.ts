import type { CivilDate } from '../calendar/civil.js';
import { type Place, showPlace } from '../errors.js';
import type { KindGrammar } from './grammar.js';
import { itemIds } from './ids.js';
import type { Checklist, GoAnswer, Item, Level, OverrideRule } from './model.js';
import { type Dict, entryOf, itemsOf, type Path, placeAt, type Tree } from './tree.js';

/** What may be wrong although it is allowed: one sentence at a place, and what would be better. */
export interface Advice {
  /** Stable name of the rule, for programs. */
  readonly rule: string;
  readonly message: string;
  readonly place: Place;
  readonly hint: string;
}

/** What advice has to know about a kind beside its grammar; the kinds of `checks/` fit it. */
export interface AdvisedKind extends KindGrammar {
  readonly facets: Readonly<
    Record<string, { readonly level: Level; readonly go: GoAnswer; readonly override?: OverrideRule }>
  >;
  readonly override: OverrideRule;
  /** A person answers even if everything gathered is go. */
  readonly alwaysAsks: boolean;
  /** Absent for what only a person can know. */
  readonly gather?: unknown;
}

/** One item with everything there is to say about it. */
export interface AdvisedItem {
  readonly item: Item;
  readonly kind: AdvisedKind;
  readonly phase: 'before' | 'between' | 'after';
  /** As merged. */
  readonly node: Tree;
  /** Where a key of it was written, or the item itself. */
  readonly at: (...path: Path) => Place;
  /** It has an `id` of its own. */
  readonly isNamed: boolean;
}

export interface AdviceRequest {
  readonly checklist: Checklist;
  /** The merged tree that the checklist was made of: it knows the place of every key. */
  readonly tree: Dict;
  readonly kinds: readonly AdvisedKind[];
  /** Where the operator is. */
  readonly today: CivilDate;
}

/** The request with its items taken apart; those at level `off` are left out. */
export interface AdviceContext extends AdviceRequest {
  readonly items: readonly AdvisedItem[];
  readonly at: (...path: Path) => Place;
}

export function adviceContext(request: AdviceRequest): AdviceContext {
  const { checklist, tree, kinds } = request;
  const ids = itemIds(tree, kinds, () => {});
  const trees = new Map([...ids].map(([node, id]) => [id, node] as const));
  const advised = (items: readonly Item[], phase: AdvisedItem['phase']): readonly AdvisedItem[] =>
    items.flatMap((item) => {
      const kind = kinds.find(({ name }) => name === item.kind);
      const node = trees.get(item.id);
      return kind && node && item.level !== 'off' ? [advisedItem(item, kind, node, phase)] : [];
    });
  return {
    ...request,
    at: (...path) => placeOf(tree, path),
    items: [
      ...advised(checklist.checks, 'before'),
      ...onceEach(checklist.deploy.steps.flatMap((step) => advised(step.checks, 'between'))),
      ...advised(checklist.after, 'after'),
    ],
  };
}

/** What several steps take over by a YAML alias was written once. */
const onceEach = (items: readonly AdvisedItem[]): readonly AdvisedItem[] => [
  ...new Map(items.map((one) => [showPlace(one.item.place), one] as const)).values(),
];

const advisedItem = (item: Item, kind: AdvisedKind, node: Tree, phase: AdvisedItem['phase']): AdvisedItem => ({
  item,
  kind,
  phase,
  node,
  at: (...path) => placeOf(node, path),
  isNamed: entryOf(node, 'id') !== undefined,
});

/** The key at a path where there is one: a key is what is wrong, and it has no blanks before it. */
function placeOf(tree: Tree, path: Path): Place {
  const last = path.at(-1);
  const parent = path.slice(0, -1).reduce<Tree | undefined>((node, key) => {
    return typeof key === 'number' ? itemsOf(node)[key] : node && entryOf(node, String(key));
  }, tree);
  const key = parent?.type === 'dict' && typeof last === 'string' ? parent.entries.get(last)?.key : undefined;
  return key ?? placeAt(tree, path);
}

/** `a`, `a and b`, `a, b and c`, each in backticks; of many the first five. */
export function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  const parts = quoted.length > MOST_NAMED + 1 ? [...quoted.slice(0, MOST_NAMED), moreThan(quoted.length)] : quoted;
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

const MOST_NAMED = 5;

const moreThan = (count: number): string => `${count - MOST_NAMED} more`;
