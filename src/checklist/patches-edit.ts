import { type Document, isMap, parseDocument } from 'yaml';
import { OperatorError } from '../errors.js';
import type { Patch, PatchState } from './patches-model.js';
import { parsePatches } from './patches-parse.js';
import { quote, suggest } from './unknown.js';
import { listIn } from './yaml-list.js';

/** A patch that is about to be registered. */
export type NewPatch = Omit<Patch, 'place'>;

/**
 * The text of the register with this patch at its end. Comments and the order of everything else stay. What comes out is
 * a valid register.
 * @param text undefined if there is no file yet
 * @throws OperatorErrors if the text was not valid, or the patch is not; OperatorError if there is one of its id
 */
export function withPatch(text: string | undefined, patch: NewPatch, shown: string): string {
  const before = parsePatches(text ?? '', shown);
  const known = before.find(({ id }) => id.toLowerCase() === patch.id.toLowerCase());
  if (known !== undefined) {
    throw new OperatorError(`there is a patch \`${known.id}\` already: ${quote(known.title)}`, {
      place: known.place,
      hint: 'leave --id out, and it gets the next one',
    });
  }

  const document = parseDocument(text ?? header);
  const list = listIn(document);
  // An empty list is written `[]`: its entries would all stand on one line.
  list.flow = false;
  list.items = [...list.items, document.createNode(patchAsWritten(patch))];
  return checked(document, shown, { count: before.length + 1, windows: text?.includes('\r\n') ?? false });
}

/**
 * The text of the register with this patch closed.
 * @param because is added to its `why`
 * @throws OperatorErrors if the text was not valid; OperatorError if there is no such patch, or it was closed before
 */
export function withState(
  text: string | undefined,
  { id, state, because }: { readonly id: string; readonly state: PatchState; readonly because: string },
  shown: string,
): string {
  const before = parsePatches(text ?? '', shown);
  const patch = patchIn(before, id, shown);
  if (patch.state !== 'applied') {
    throw new OperatorError(`${patch.id} is ${patch.state} already`, { place: patch.place });
  }

  const document = parseDocument(text ?? '');
  const entry = listIn(document).items.find((item) => isMap(item) && item.get('id') === patch.id);
  if (!isMap(entry)) {
    throw notByUs(shown);
  }

  entry.set('why', patch.why === undefined ? because : `${patch.why}; ${because}`);
  entry.set('state', state);
  return checked(document, shown, { count: before.length, windows: text?.includes('\r\n') ?? false });
}

/** @throws OperatorError naming those there are */
export function patchIn(patches: readonly Patch[], id: string, shown: string): Patch {
  const found = patches.find((one) => one.id.toLowerCase() === id.toLowerCase());
  if (found === undefined) {
    const ids = patches.map((one) => one.id);
    throw new OperatorError(`${shown} has no patch \`${quote(id)}\``, {
      hint: ids.length === 0 ? '`shipit patch add` registers one' : suggest(id, ids),
    });
  }

  return found;
}

/** `MP-13`, if the highest number so far is 12. */
export const nextId = (patches: readonly Pick<Patch, 'id'>[]): string => {
  const numbers = patches.flatMap(({ id }) => /^mp-(\d{1,9})$/i.exec(id)?.[1] ?? []).map(Number);
  return `MP-${Math.max(0, ...numbers) + 1}`;
};

/** What is empty is left out; one word stands alone, as people write it. */
export function patchAsWritten({ hosts, files, restart, ...patch }: NewPatch): Record<string, unknown> {
  const { id, title, at, by, patch: diff, commit, pr, until, why, state } = patch;
  const nothingToRestart = Array.isArray(restart) && restart.length === 0;
  const all = {
    id,
    title,
    hosts,
    at,
    by,
    files: files.length === 0 ? undefined : files,
    patch: diff,
    commit,
    pr,
    restart: nothingToRestart ? undefined : restart,
    until,
    why,
    state,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function checked(
  document: Document,
  shown: string,
  { count, windows }: { readonly count: number; readonly windows: boolean },
): string {
  const text = textOf(document, shown);
  const result = windows ? text.replace(/\r?\n/g, '\r\n') : text;
  if (parsePatches(result, shown).length !== count) {
    throw notByUs(shown);
  }

  return result;
}

function textOf(document: Document, shown: string): string {
  try {
    return document.toString({ lineWidth: 0, indentSeq: false });
  } catch {
    throw notByUs(shown);
  }
}

const notByUs = (shown: string): OperatorError =>
  new OperatorError(`${shown} uses YAML that shipit cannot edit`, { hint: 'nothing was written; edit it by hand' });

const header = `# Changes made directly on servers, until a release brings them. Reviewed and committed like code.
# \`shipit patch add\` registers one, \`shipit patch list\` shows them, \`shipit patch resolve\` closes one.
`;
