import { showPlace } from '../errors.js';
import type { KindGrammar } from './grammar.js';
import { itemShape } from './item-shape.js';
import { mistake, type Report } from './mistake.js';
import { reservedIds } from './reserved.js';
import { entryOf, itemsOf, type Tree, textOf } from './tree.js';

/** The id of every item of a checklist: those before, those between the steps, those after. */
export type ItemIds = ReadonlyMap<Tree, string>;

/**
 * Names every item: its `id`, else its kind, else `tests-2` for the second of a kind. Ids are unique over the whole
 * checklist, because the log and acknowledgements use them. Two equal ids are reported; one item that several steps take
 * over by a YAML alias is numbered instead: `reports`, `reports-2`.
 */
export function itemIds(root: Tree, kinds: readonly KindGrammar[], report: Report): ItemIds {
  const items = allItems(root);
  const taken = new Map<string, Tree>();
  for (const item of items) {
    const id = textOf(entryOf(item, 'id'));
    const before = id === undefined ? undefined : taken.get(id);
    if (id !== undefined && reservedIds.includes(id)) {
      const place = entryOf(item, 'id')?.place ?? item.place;
      report(mistake(`\`${id}\` is the id of a question that shipit asks by itself`, place, 'give it another `id`'));
    } else if (id !== undefined && before && !isAlias(before, item)) {
      const place = entryOf(item, 'id')?.place ?? item.place;
      report(
        mistake(
          `two items have the id \`${id}\` (the other one: ${showPlace(before.place)})`,
          place,
          'give one another `id`',
        ),
      );
    } else if (id !== undefined && !before) {
      taken.set(id, item);
    }
  }
  const counts = new Map<string, number>();
  const ids = new Map([...taken].map(([id, item]) => [item, id] as const));
  for (const item of items) {
    const written = textOf(entryOf(item, 'id'));
    const first = written === undefined ? undefined : taken.get(written);
    const name =
      written === undefined ? itemShape(item, kinds)?.kind : first && isAlias(first, item) ? written : undefined;
    if (name !== undefined && !ids.has(item)) {
      const id = free(name, taken, counts);
      taken.set(id, item);
      ids.set(item, id);
    }
  }
  return ids;
}

/** Two uses of one text: where it stands is the same. */
const isAlias = (one: Tree, other: Tree): boolean => one !== other && showPlace(one.place) === showPlace(other.place);

function allItems(root: Tree): readonly Tree[] {
  const deploy = entryOf(root, 'deploy');
  const steps = deploy && entryOf(deploy, 'steps');
  return [
    ...itemsOf(entryOf(root, 'checks')),
    ...itemsOf(steps).flatMap((step) => itemsOf(entryOf(step, 'checks'))),
    ...itemsOf(entryOf(root, 'after')),
  ];
}

/** The first of `tests`, `tests-2`, `tests-3` that is not taken; `counts` remembers how far each kind has come. */
function free(kind: string, taken: ReadonlyMap<string, Tree>, counts: Map<string, number>): string {
  let count = counts.get(kind) ?? 1;
  while (taken.has(numbered(kind, count))) {
    count += 1;
  }
  counts.set(kind, count);
  return numbered(kind, count);
}

const numbered = (kind: string, count: number): string => (count === 1 ? kind : `${kind}-${count}`);
