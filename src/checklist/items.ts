import type { z } from 'zod';
import { commonKeys, commonSchema, isFaceted, type KindGrammar } from './grammar.js';
import type { ItemIds } from './ids.js';
import { isKind, itemShape, reportShape } from './item-shape.js';
import { mistake, type Report } from './mistake.js';
import type { Item, Level } from './model.js';
import { type Dict, entryOf, onlyKeys, placeAt, type Tree, textOf, treeAt } from './tree.js';
import { facetLevels } from './types.js';
import { quote, suggest, unknownKey } from './unknown.js';
import { validate } from './validate.js';

/** What items are checked against, beside their own grammar. Undefined where it could not be read itself. */
export interface ItemContext {
  readonly kinds: readonly KindGrammar[];
  readonly ids: ItemIds;
  /** Names and roles of people; undefined if the checklist names none. */
  readonly people: readonly string[] | undefined;
  readonly targets: readonly string[] | undefined;
  /** The main repository, by `app`, and the others. */
  readonly repos: readonly string[] | undefined;
  readonly report: Report;
}

/** The items of a list; those with mistakes are reported and left out. */
export const readItems = (items: readonly Tree[], context: ItemContext): readonly Item[] =>
  items.flatMap((item) => readItem(item, context) ?? []);

function readItem(item: Tree, context: ItemContext): Item | undefined {
  const { kinds, ids, report } = context;
  const shape = itemShape(item, kinds);
  const kind = kinds.find(({ name }) => name === shape?.kind);
  if (!shape || !kind) {
    reportShape(item, kinds, report);
    reportStrangers(item, context, shape?.kind);
    readCommon(item, context);
    return undefined;
  }
  reportStrangers(item, context, kind.name);
  const common = readCommon(item, context);
  const facets = readFacets(shape.options, kind, report);
  const options = readOptions(shape.options, kind, report);
  const strangers = options === undefined ? [] : strangeRepos(kind, options.value, context.repos);
  for (const { name, path } of strangers) {
    const message = `no repository is named \`${quote(name)}\`: neither \`app\` nor \`repos\` has it`;
    report(mistake(message, placeAt(shape.options, path), suggest(name, context.repos ?? [])));
  }
  const isAskedTwice = kind.name === 'ask' && common?.question !== undefined;
  if (isAskedTwice) {
    const place = entryOf(item, 'question')?.place ?? item.place;
    report(mistake('`ask` is the question already', place, 'choose one of `ask` and `question`'));
  }
  const id = ids.get(item);
  if (!common || !facets || !options || id === undefined || isAskedTwice) {
    return undefined;
  }
  const { ttl, timeout, ...rest } = common;
  const limits = {
    ...(ttl === undefined ? {} : { ttlMs: ttl }),
    ...(timeout === undefined ? {} : { timeoutMs: timeout }),
  };
  return { ...rest, ...limits, id, kind: kind.name, options: options.value, facets, place: item.place };
}

const strangeRepos = (
  kind: KindGrammar,
  options: unknown,
  repos: readonly string[] | undefined,
): ReturnType<NonNullable<KindGrammar['reposIn']>> =>
  repos === undefined ? [] : (kind.reposIn?.(options) ?? []).filter(({ name }) => !repos.includes(name));

/** Keys that are neither common nor the kind: `levle`. */
function reportStrangers(item: Tree, { kinds, report }: ItemContext, kind: string | undefined): void {
  const keys = item.type === 'dict' ? [...item.entries.keys()] : [];
  const strangers = keys.filter((key) => key !== kind && !commonKeys.includes(key) && !isKind(key, kinds));
  for (const key of kind === undefined ? [] : strangers) {
    report(unknownKey(key, item, commonKeys));
  }
}

function readCommon(item: Tree, context: ItemContext): z.output<typeof commonSchema> | undefined {
  if (item.type !== 'dict') {
    return commonSchema.parse({});
  }
  reportNames(item, context);
  return validate(
    commonSchema,
    onlyKeys(item, (key) => commonKeys.includes(key)),
    context.report,
    'item',
  );
}

/** `by`, `when.found` and `when.target` must name something that is there. */
function reportNames(item: Dict, { people, targets, ids, report }: ItemContext): void {
  const check = (tree: Tree | undefined, known: readonly string[] | undefined, what: string): void => {
    const word = textOf(tree);
    if (tree && known && word !== undefined && !known.includes(word)) {
      report(mistake(`${what}: \`${quote(word)}\``, tree.place, suggest(word, known)));
    }
  };
  const target = treeAt(item, ['when', 'target']);
  check(entryOf(item, 'by'), people, '`by` names no person and no role of `people`');
  const found = treeAt(item, ['when', 'found']);
  const own = ids.get(item);
  check(found, found && [...ids.values()].filter((id) => id !== own), '`found` names no other item');
  for (const name of target?.type === 'list' ? target.items : [target]) {
    check(name, targets, '`target` names no target');
  }
}

function readFacets(options: Tree, kind: KindGrammar, report: Report): Readonly<Record<string, Level>> | undefined {
  const written = isFaceted(kind) ? entryOf(options, 'facets') : undefined;
  return written ? validate(facetLevels(Object.keys(kind.facets)), written, report, 'facets') : {};
}

/** Wrapped, because `undefined` may be what a kind without options makes of them. */
function readOptions(written: Tree, kind: KindGrammar, report: Report): { readonly value: unknown } | undefined {
  const isMap = written.type === 'dict' && isFaceted(kind);
  const own = isMap ? onlyKeys(written, (key) => key !== 'facets') : written;
  let failed = false;
  const value = validate(
    kind.options,
    own,
    (error) => {
      failed = true;
      report(error);
    },
    kind.name,
  );
  return failed ? undefined : { value };
}
