import type { KindGrammar } from './grammar.js';
import { type ItemIds, itemIds } from './ids.js';
import { isChange, itemShape } from './item-shape.js';
import { mergeDicts, mergeValues } from './merge-values.js';
import { mistake, type Report } from './mistake.js';
import { type Dict, type Entry, entryOf, itemsOf, onlyKeys, type Tree, textOf } from './tree.js';
import { suggest } from './unknown.js';

export interface ItemMerge {
  /** The whole checklist that is extended: ids are unique over all of it. */
  readonly root: Dict;
  readonly own: Tree;
  readonly kinds: readonly KindGrammar[];
  readonly report: Report;
}

/** Items laid over items: the same id changes the keys given and keeps its place in the order, new ids are appended. */
export function mergeItems(key: 'checks' | 'after', { root, own, kinds, report }: ItemMerge): Tree {
  const ids = itemIds(root, kinds, () => {});
  const base = itemsOf(entryOf(root, key));
  if (own.type !== 'list') {
    return own.type === 'scalar' && own.value === null ? { type: 'list', items: base, place: own.place } : own;
  }
  const changes = new Map<Tree, Tree>();
  const added: Tree[] = [];
  const seen: string[] = [];
  for (const item of own.items) {
    const kind = itemShape(item, kinds)?.kind;
    const turn = seen.filter((name) => name === kind).length;
    const target = counterpart(item, { base, ids, kinds, kind, turn });
    seen.push(...(kind !== undefined && !hasId(item) ? [kind] : []));
    if (target && changes.has(target)) {
      const id = ids.get(target) ?? '';
      report(mistake(`the item \`${id}\` is changed twice`, (entryOf(item, 'id') ?? item).place, 'keep one of them'));
    } else if (target) {
      changes.set(target, laidOver(target, item, kinds));
    } else if (isChange(item)) {
      report(nowhere(item, key, base, ids));
    } else {
      added.push(item);
    }
  }
  const items = [...base.map((item) => changes.get(item) ?? item), ...added];
  return { type: 'list', items, place: own.place };
}

interface Search {
  readonly base: readonly Tree[];
  readonly ids: ItemIds;
  readonly kinds: readonly KindGrammar[];
  readonly kind: string | undefined;
  /** How many of this kind came before it without an id of their own. */
  readonly turn: number;
}

/** The item that this one changes: that of the same id; without an id, the one at the same turn of the same kind. */
function counterpart(item: Tree, { base, ids, kinds, kind, turn }: Search): Tree | undefined {
  const id = textOf(entryOf(item, 'id'));
  if (id !== undefined) {
    return base.find((other) => ids.get(other) === id);
  }
  // Two questions of the team's own are two questions: one must never silently replace the other.
  return kind === undefined || ownQuestions.has(kind)
    ? undefined
    : base.filter((other) => itemShape(other, kinds)?.kind === kind)[turn];
}

const ownQuestions: ReadonlySet<string> = new Set(['ask', 'run']);

const hasId = (item: Tree): boolean => entryOf(item, 'id') !== undefined;

function laidOver(base: Tree, own: Tree, kinds: readonly KindGrammar[]): Tree {
  const before = itemShape(base, kinds);
  if (!before) {
    return own;
  }
  const after = itemShape(own, kinds);
  if (!after) {
    return own.type === 'dict' ? withKind(before.kind, before.options, mergeDicts(before.common, own), base) : own;
  }
  const options =
    after.kind === before.kind
      ? mergeValues('options', chosenForm(before.options, after, kinds), after.options)
      : after.options;
  return withKind(after.kind, options, mergeDicts(before.common, after.common), base);
}

/** What is inherited, without the other forms of what the item itself gives one form of. */
function chosenForm(
  base: Tree,
  { kind, options }: { readonly kind: string; readonly options: Tree },
  kinds: readonly KindGrammar[],
): Tree {
  const forms = kinds.find(({ name }) => name === kind)?.forms ?? [];
  const gives = (form: readonly string[]): boolean => form.some((key) => entryOf(options, key) !== undefined);
  const others = forms.some(gives) ? forms.filter((form) => !gives(form)).flat() : [];
  return base.type === 'dict' ? onlyKeys(base, (key) => !others.includes(key)) : base;
}

/** The item where it stood first; each of its keys keeps the place of the file that gave it. */
function withKind(kind: string, options: Tree, common: Dict, { place }: Tree): Dict {
  const entry: Entry = { key: options.place, value: options };
  return { type: 'dict', entries: new Map([[kind, entry], ...common.entries]), place };
}

function nowhere(item: Dict, key: string, base: readonly Tree[], ids: ItemIds) {
  const id = entryOf(item, 'id');
  const known = base.flatMap((other) => ids.get(other) ?? []);
  const word = textOf(id) ?? '';
  return mistake(`no item of \`${key}\` has the id \`${word}\``, id?.place ?? item.place, suggest(word, known));
}
