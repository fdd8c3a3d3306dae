import type { z } from 'zod';
import { commonKeys, commonSchema, isFaceted, type KindGrammar } from './grammar.js';
import type { ItemIds } from './ids.js';
import { suggest, unknownKey } from './issues.js';
import { isKind, itemShape, reportShape } from './item-shape.js';
import { mistake, type Report } from './mistake.js';
import type { Item, Level } from './model.js';
import { entryOf, onlyKeys, type Tree } from './tree.js';
import { facetLevels } from './types.js';
import { validate } from './validate.js';

/** What items are checked against, beside their own grammar. Undefined where it could not be read itself. */
export interface ItemContext {
  readonly kinds: readonly KindGrammar[];
  readonly ids: ItemIds;
  /** Names and roles of people; undefined if the checklist names none. */
  readonly people: readonly string[] | undefined;
  readonly targets: readonly string[] | undefined;
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
    return undefined;
  }
  reportStrangers(item, context, kind.name);
  const common = readCommon(item, context);
  const facets = readFacets(shape.options, kind, report);
  const options = readOptions(shape.options, kind, report);
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

/** Keys that are neither common nor the kind: `levle`. */
function reportStrangers(item: Tree, { kinds, report }: ItemContext, kind: string | undefined): void {
  const keys = item.type === 'dict' ? [...item.entries.keys()] : [];
  const strangers = keys.filter((key) => key !== kind && !commonKeys.includes(key) && !isKind(key, kinds));
  for (const key of kind === undefined ? [] : strangers) {
    report(unknownKey(key, item, commonKeys));
  }
}

function readCommon(item: Tree, context: ItemContext): z.output<typeof commonSchema> | undefined {
  const dict = item.type === 'dict' ? onlyKeys(item, (key) => commonKeys.includes(key)) : undefined;
  if (!dict) {
    return commonSchema.parse({});
  }
  const common = validate(commonSchema, dict, context.report, 'item');
  if (common) {
    reportNames(item, common, context);
  }
  return common;
}

/** `by`, `when.found` and `when.target` must name something that is there. */
function reportNames(item: Tree, { by, when }: z.output<typeof commonSchema>, context: ItemContext): void {
  const { people, targets, ids, report } = context;
  const check = (word: string, known: readonly string[], what: string, at: Tree | undefined): void => {
    if (!known.includes(word)) {
      report(mistake(`${what} \`${word}\``, at?.place ?? item.place, suggest(word, known)));
    }
  };
  if (by !== undefined && people) {
    check(by, people, '`by` names no person and no role of `people`:', entryOf(item, 'by'));
  }
  const written = entryOf(item, 'when');
  if (when?.found !== undefined) {
    const others = [...ids].filter(([other]) => other !== item).map(([, id]) => id);
    check(when.found, others, '`found` names no other item:', written && entryOf(written, 'found'));
  }
  for (const target of targets ? (when?.target ?? []) : []) {
    check(target, targets ?? [], '`target` names no target:', written && entryOf(written, 'target'));
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
