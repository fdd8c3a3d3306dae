import { type CivilDate, daysBetween, isCivilDate } from '../calendar/civil.js';
import type { Place } from '../errors.js';
import { ackKeyShape, mostAckDays } from './acks-limits.js';
import { collectMistakes, mistake, type Report, throwMistakes } from './mistake.js';
import { onlyComments } from './only-comments.js';
import { parseYaml } from './parse-yaml.js';
import { entryOf, type Tree, textOf } from './tree.js';
import { civilDate, commitDigits, line } from './types.js';
import { validate } from './validate.js';
import { z } from './zod.js';

/** A known finding that somebody accepts until a date (checks.md section 1.6). */
export interface Ack {
  /** Key of the findings it is about; `*` stands for anything. */
  readonly key: string;
  readonly reason: string;
  readonly by: string;
  /** It counts from this day on. */
  readonly at: CivilDate;
  /** The last day on which it counts; at most 90 days after `at`. */
  readonly until: CivilDate;
  /** Beginning of a commit: it counts only while that is the release, or what the target runs. Lower case. */
  readonly commit?: string;
  readonly place: Place;
}

/**
 * The entries of an acknowledgement file, in file order. A text of nothing but comments has none.
 * @param shown the file as it is named on screen
 * @throws OperatorErrors with every mistake there is, each at its place: one mistake rejects the whole file
 */
export function parseAcks(text: string, shown: string): readonly Ack[] {
  if (onlyComments(text)) {
    return [];
  }

  const { report, errors } = collectMistakes();
  const tree = parseYaml(text, shown, report);
  const acks = tree === undefined ? [] : entriesOf(tree, report).flatMap((entry) => toAck(entry, report));
  throwMistakes(errors([shown]));
  return acks;
}

function entriesOf(tree: Tree, report: Report): readonly Tree[] {
  if (tree.type === 'list') {
    return tree.items;
  }

  const found = tree.type === 'dict' ? 'a map' : 'a text';
  report(
    mistake(`acknowledgements are a list, found ${found}`, tree.place, 'begin each one with `- key: ITEM:FINDING`'),
  );
  return [];
}

const ackKey = line(300).regex(
  ackKeyShape,
  'must be the key of a finding: the id of an item, a colon, what was found; `*` stands for anything after the colon',
);

const ackSchema = z.strictObject({
  key: ackKey,
  reason: line(1000),
  by: line(100),
  at: civilDate,
  until: civilDate,
  commit: commitDigits.exactOptional(),
});

function toAck(tree: Tree, report: Report): readonly Ack[] {
  reportDates(tree, report);
  const given = validate(ackSchema, tree, report, 'acknowledgement');
  return given === undefined ? [] : [{ ...given, place: tree.place }];
}

/** By itself, so that it is said whatever else is wrong with the entry. */
function reportDates(tree: Tree, report: Report): void {
  const [at = '', until = ''] = ['at', 'until'].map((name) => textOf(entryOf(tree, name))?.trim());
  if (!isCivilDate(at) || !isCivilDate(until)) {
    return;
  }

  const days = daysBetween(at, until);
  const place = entryOf(tree, 'until')?.place ?? tree.place;
  if (days < 0) {
    report(mistake(`\`until\` is before \`at\` (${at})`, place));
  } else if (days > mostAckDays) {
    report(
      mistake(`\`until\` is ${days} days after \`at\`; at most ${mostAckDays} are allowed`, place, 'renew it then'),
    );
  }
}
