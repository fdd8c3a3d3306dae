import { type Document, isMap, isScalar, isSeq, parseDocument, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { MyLeave } from './me-model.js';
import { parseMe } from './me-parse.js';

/**
 * The text of `me.yml` with one more absence at the end of its list. Comments and the order of everything else stay, and
 * what comes out is valid.
 * @param text undefined if there is no file yet
 * @param note kept as a comment beside it; one line
 * @throws OperatorErrors if the text was not valid before
 */
export function withAbsence(text: string | undefined, leave: MyLeave, shown: string, note?: string): string {
  parseMe(text ?? '', shown);
  const written = text ?? header;
  const document = parseDocument(written);
  const list = listIn(document);
  const entry = nodeOf(leave);
  if (note !== undefined) {
    entry.comment = ` ${note}`;
  }

  // An empty list is written `[]`, and a comment would hide what stands behind it on one line.
  if (note !== undefined || list.items.length === 0) {
    list.flow = false;
  }

  list.items.push(entry);
  return checked(document, written, shown);
}

/**
 * The same text without the absence at `index`, which counts from 0 as in `Me.absences`. What stands above it stays.
 * @throws OperatorErrors if the text was not valid before
 */
export function withoutAbsence(text: string, index: number, shown: string): string {
  parseMe(text, shown);
  const document = parseDocument(text);
  const list = listIn(document);
  const [removed] = list.items.splice(index, 1);
  const above = isScalar(removed) || isMap(removed) ? removed.commentBefore : undefined;
  const next = list.items[index];
  if (above && (isScalar(next) || isMap(next))) {
    next.commentBefore = [above, next.commentBefore].filter(Boolean).join('\n');
  } else if (above) {
    list.comment = [above, list.comment].filter(Boolean).join('\n');
  }

  return checked(document, text, shown);
}

/** The comments beside the absences, in the order of `Me.absences`. */
export function notesIn(text: string): readonly (string | undefined)[] {
  const list = listIn(parseDocument(text));
  return list.items.map((item) => (isScalar(item) || isMap(item) ? item.comment?.trim() || undefined : undefined));
}

/** As it is written in the file. */
export function written(leave: MyLeave): string {
  if (leave.type === 'ics') {
    return `ics:${leave.address}`;
  }

  return leave.from === leave.to ? leave.from : `${leave.from}..${leave.to}`;
}

/** The list of absences; made, if there is none, or if one absence stands there without a list. */
function listIn(document: Document): YAMLSeq {
  const root = isMap(document.contents) ? document.contents : new YAMLMap(document.schema);
  if (document.contents !== root) {
    // The comments of a file without anything else stay above what comes into it.
    document.commentBefore ??= document.comment;
    document.comment = null;
    document.contents = root;
  }

  const known = root.get('absences', true) as unknown;
  if (isSeq(known)) {
    return known;
  }

  const list = new YAMLSeq(document.schema);
  if (isMap(known) || (isScalar(known) && known.value !== null)) {
    list.items.push(known);
  }

  root.set('absences', list);
  return list;
}

function nodeOf(leave: MyLeave): Scalar | YAMLMap {
  if (leave.type === 'dates' || !leave.all) {
    return new Scalar(written(leave));
  }

  const map = new YAMLMap();
  map.flow = true;
  map.set('ics', leave.address);
  map.set('all', true);
  return map;
}

function checked(document: Document, before: string, shown: string): string {
  const made = document.toString({ lineWidth: 0 });
  const text = before.includes('\r\n') ? made.replace(/\r?\n/g, '\r\n') : made;
  parseMe(text, shown);
  return text;
}

const header = `# About you, for shipit. Private: it belongs into no repository.
# \`shipit vacation\` lists and changes the absences; emails, work_days and key can stand here, too.
`;
