import { type Document, isMap, type Node, parseDocument, type YAMLMap } from 'yaml';
import { OperatorError } from '../errors.js';
import { type Ack, parseAcks } from './acks.js';
import { acksFile } from './acks-file.js';
import { quote, suggest } from './unknown.js';
import { listIn } from './yaml-list.js';

/** An acknowledgement that is about to be written. */
export type NewAck = Omit<Ack, 'place'>;

export interface EditOptions {
  /** Entries of the same key give way. */
  readonly renew: boolean;
  /** The file as it is named on screen. */
  readonly shown?: string;
}

/**
 * The text of the file with this entry at its end, or, renewed, in place of those of the same key. Comments and the
 * order of everything else stay. What comes out is a valid file.
 * @param text undefined if there is no file yet
 * @throws OperatorErrors if the text was not valid; OperatorError if the key has an entry already and is not renewed
 */
export function withAck(text: string | undefined, ack: NewAck, { renew, shown = acksFile }: EditOptions): string {
  const before = parseAcks(text ?? '', shown);
  const known = before.find(({ key }) => key === ack.key);
  if (known !== undefined && !renew) {
    throw new OperatorError(`\`${ack.key}\` was acknowledged before, by ${known.by} until ${known.until}`, {
      place: known.place,
      hint: 'add --renew to replace that entry',
    });
  }

  const written = text === undefined ? header : text;
  const document = parseDocument(written);
  const list = listIn(document);
  const entry = document.createNode(ack);
  // An empty list is written `[]`: its entries would all stand on one line.
  list.flow = false;
  const isOld = (item: unknown): boolean => isMap(item) && item.get('key') === ack.key;
  const first = list.items.findIndex(isOld);
  const replaced = list.items[first];
  if (isMap(replaced)) {
    keepAbove(replaced, entry);
  }

  const others = list.items.filter((item) => !isOld(item));
  list.items = first < 0 ? [...others, entry] : [...others.slice(0, first), entry, ...others.slice(first)];
  const result = textOf(document, shown, written.includes('\r\n'));
  if (parseAcks(result, shown).filter(({ key }) => key === ack.key).length !== 1) {
    throw notByUs(shown);
  }

  return result;
}

/**
 * The text of the file without the entries of this key. Comments and the order of everything else stay; what stood above
 * an entry stands above the next one then.
 * @throws OperatorErrors if the text was not valid; OperatorError if the key has no entry
 */
export function withoutAck(text: string | undefined, key: string, shown: string = acksFile): string {
  const keys = parseAcks(text ?? '', shown).map((ack) => ack.key);
  if (text === undefined || !keys.includes(key)) {
    throw new OperatorError(`${shown} has no entry for \`${quote(key)}\``, {
      hint: suggest(key, keys) ?? '`shipit ack list` shows the keys',
    });
  }

  const document = parseDocument(text);
  const list = listIn(document);
  const kept: typeof list.items = [];
  let above: string | undefined;
  for (const item of list.items) {
    const comment = isMap(item) ? joined(above, item.commentBefore) : undefined;
    if (isMap(item) && item.get('key') === key) {
      above = comment;
    } else {
      if (isMap(item) && comment !== undefined) {
        item.commentBefore = comment;
      }

      kept.push(item);
      above = undefined;
    }
  }

  list.items = kept;
  const rest = joined(above, list.comment);
  if (rest !== undefined && kept.length > 0) {
    list.comment = rest;
  } else if (rest !== undefined) {
    list.comment = null;
    document.commentBefore = joined(document.commentBefore, rest) ?? null;
  }

  const result = textOf(document, shown, text.includes('\r\n'));
  if (parseAcks(result, shown).length !== keys.filter((one) => one !== key).length) {
    throw notByUs(shown);
  }

  return result;
}

const joined = (...comments: readonly (string | null | undefined)[]): string | undefined => {
  const some = comments.filter((one) => one !== undefined && one !== null);
  return some.length === 0 ? undefined : some.join('\n');
};

function textOf(document: Document, shown: string, windows: boolean): string {
  try {
    const text = document.toString({ lineWidth: 0, indentSeq: false });
    return windows ? text.replace(/\r?\n/g, '\r\n') : text;
  } catch {
    // The entry that gives way was the anchor of an alias.
    throw notByUs(shown);
  }
}

const notByUs = (shown: string): OperatorError =>
  new OperatorError(`${shown} uses YAML aliases that would not fit any more`, { hint: 'edit it by hand' });

/** What stands above an entry belongs to its key: a comment, an empty line. */
function keepAbove(from: YAMLMap, to: Node): void {
  to.commentBefore = from.commentBefore ?? null;
  to.spaceBefore = from.spaceBefore ?? false;
}

const header = `# Findings that are known and accepted until a date. Reviewed and committed like code.
# \`shipit ack KEY --until DATE --reason TEXT\` adds one; \`shipit ack\` lists them. Key, reason, by, at and until are needed.
`;
