import type { Json } from '../../run/evidence.js';
import { plural } from '../../text/plural.js';
import { safeLine } from '../../text/sanitise.js';
import type { FacetFound } from '../kind.js';
import { together } from '../release-words.js';
import { writersIn } from './authors.js';
import type { FrameworkName, Migration } from './model.js';
import { newOnes } from './model.js';
import { changesRows, nameOf, whatItIs } from './words.js';

/** `2 migrations (1 data) by Björn and Ana`, then what is wrong with the worst of its facets. */
export function summaryOf(migrations: readonly Migration[], worst: FacetFound | undefined): string {
  const isNew = newOnes(migrations);
  const rows = isNew.filter(changesRows).length;
  const others = migrations.length - isNew.length;
  const names = [...new Set(writersIn(migrations).map(({ who }) => safeLine(who.name, 40)))];
  const what = [
    ...(isNew.length === 0 ? [] : [`${plural(isNew.length, 'migration')}${rows === 0 ? '' : ` (${rows} data)`}`]),
    ...(others === 0 ? [] : [`${others} edited or gone`]),
  ].join(', ');
  const by = names.length === 0 ? '' : ` by ${together(names, 3)}`;
  return `${what === '' ? 'no migrations' : what}${by}${worst === undefined ? '' : `; ${worst.summary}`}`;
}

const statusWords = { A: '', M: ', edited', D: ', gone' } as const;

/** Each file with its kind, its authors and its way back, and the lines that made it so. */
export const detailOf = (migrations: readonly Migration[]): readonly string[] =>
  migrations.flatMap(({ path, status, is, repeatable, authors, because, undo }) => {
    const by = authors.length === 0 ? '' : ` · by ${together(authors.map(nameOf))}`;
    const state = repeatable ? ', runs again' : statusWords[status];
    const back = undo.can === 'yes' ? 'can be undone' : undo.can === 'no' ? 'cannot be undone' : 'undo unknown';
    return [
      `${path}  ${whatItIs({ is })}${state}${by}${status === 'D' ? '' : ` · ${back}`}`,
      ...because.map((line) => `  ${line}`),
      ...(undo.can === 'yes' ? [] : [`  ${undo.why}`]),
    ];
  });

/** For the record; of very many, as many as it takes. */
export const factsOf = (
  migrations: readonly Migration[],
  frameworks: readonly FrameworkName[],
): { readonly [key: string]: Json } => ({
  count: migrations.length,
  // For `when: {found: …}` of other items.
  found: migrations.length > 0,
  frameworks:
    [...new Set(migrations.map(({ framework }) => framework))].length === 0
      ? [...frameworks]
      : [...new Set(migrations.map(({ framework }) => framework))],
  files: migrations.slice(0, mostFacts).map(({ path, blob, status, is, undo, authors }) => ({
    path,
    blob: blob ?? null,
    status,
    is,
    undo: undo.can,
    authors: authors.map(({ key, email, name }) => key ?? email ?? name),
  })),
});

/** A record holds 60 KB. */
const mostFacts = 60;
