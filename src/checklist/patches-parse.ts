import { daysBetween, isCivilDate } from '../calendar/civil.js';
import { collectMistakes, mistake, type Report, throwMistakes } from './mistake.js';
import { onlyComments } from './only-comments.js';
import { parseYaml } from './parse-yaml.js';
import { type Patch, patchSchema } from './patches-model.js';
import { entryOf, placeAt, type Tree, textOf } from './tree.js';
import { validate } from './validate.js';

/**
 * The entries of a register of patches, in file order. A text of nothing but comments has none.
 * @param shown the file as it is named on screen
 * @throws OperatorErrors with every mistake there is, each at its place: one mistake rejects the whole file
 */
export function parsePatches(text: string, shown: string): readonly Patch[] {
  if (onlyComments(text)) {
    return [];
  }

  const { report, errors } = collectMistakes();
  const tree = parseYaml(text, shown, report);
  const patches = tree === undefined ? [] : entriesOf(tree, report).flatMap((entry) => toPatch(entry, report));
  reportDoubles(patches, report);
  throwMistakes(errors([shown]));
  return patches;
}

function entriesOf(tree: Tree, report: Report): readonly Tree[] {
  if (tree.type === 'list') {
    return tree.items;
  }

  const found = tree.type === 'dict' ? 'a map' : 'a text';
  report(mistake(`a register of patches is a list, found ${found}`, tree.place, 'begin each one with `- id: MP-12`'));
  return [];
}

function toPatch(tree: Tree, report: Report): readonly Patch[] {
  reportDates(tree, report);
  const given = validate(patchSchema, tree, report, 'patch');
  if (given === undefined) {
    return [];
  }

  if (given.patch === undefined && given.commit === undefined && given.pr === undefined && given.files.length === 0) {
    const hint = 'name its diff (patch: ops/patches/MP-12.diff), its commit, its pull request (pr), or its files';
    report(mistake(`nothing says what patch \`${given.id}\` changes`, placeAt(tree, ['id']), hint));
  }

  return [{ ...given, place: tree.place }];
}

/** By itself, so that it is said whatever else is wrong with the entry. */
function reportDates(tree: Tree, report: Report): void {
  const [at = '', until = ''] = ['at', 'until'].map((name) => textOf(entryOf(tree, name))?.trim());
  if (isCivilDate(at) && isCivilDate(until) && daysBetween(at, until) < 0) {
    report(mistake(`\`until\` is before \`at\` (${at})`, entryOf(tree, 'until')?.place ?? tree.place));
  }
}

/** Case does not make two of one: `MP-12` and `mp-12` are the same to whoever reads the motd. */
function reportDoubles(patches: readonly Patch[], report: Report): void {
  const first = new Map<string, Patch>();
  for (const patch of patches) {
    const before = first.get(patch.id.toLowerCase());
    if (before !== undefined) {
      const { line, col } = before.place;
      report(mistake(`there is a patch \`${before.id}\` already (${line}:${col})`, patch.place, 'give it another id'));
    }

    first.set(patch.id.toLowerCase(), before ?? patch);
  }
}
