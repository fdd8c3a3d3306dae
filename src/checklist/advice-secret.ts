import type { Advice, AdviceContext } from './advice-request.js';
import type { Tree } from './tree.js';
import { entryOf } from './tree.js';

/** Whoever has the address of a private calendar reads it, and a checklist is in the repository and in the audit log. */
export const adviseOnCalendarKeys = ({ tree }: AdviceContext): readonly Advice[] =>
  ['calendar', 'people']
    .flatMap((key) => textsIn(entryOf(tree, key)))
    .filter(({ source }) => holdsKey(source))
    .map(({ place }) => ({
      rule: 'calendar-key',
      message: 'this calendar address looks like a private one: it stands in the repository, and in the audit log',
      place,
      hint: 'put your leave into your own me.yml (`shipit vacation`), or use a public address',
    }));

function textsIn(tree: Tree | undefined): readonly Extract<Tree, { readonly source: string }>[] {
  if (tree === undefined) {
    return [];
  }

  switch (tree.type) {
    case 'list':
      return tree.items.flatMap(textsIn);
    case 'dict':
      return [...tree.entries.values()].flatMap(({ value }) => textsIn(value));
    default:
      return [tree];
  }
}

/** A user, a parameter of a telling name, a `private-…` path, or a long piece with letters and digits mixed, as keys are. */
function holdsKey(source: string): boolean {
  const address = /^\s*ics:\s*((?:https?|webcals?):\/\/.*)$/i
    .exec(source)?.[1]
    ?.trim()
    .replace(/^[a-z]+:/i, 'https:');
  if (address === undefined || !URL.canParse(address)) {
    return false;
  }

  const { username, password, pathname, searchParams } = new URL(address);
  const pieces = [...pathname.split(/[^A-Za-z0-9_-]+/), ...searchParams.values()];
  return (
    username !== '' ||
    password !== '' ||
    [...searchParams.keys()].some((name) => keyNames.test(name)) ||
    pieces.some((piece) => /^private-./i.test(piece) || looksRandom(piece))
  );
}

const keyNames = /(?:key|token|secret|auth|password|passwd|sig|signature)$/i;

const looksRandom = (piece: string): boolean =>
  piece.split(/[-_]/).some((part) => part.length >= 16 && /\d/.test(part) && /[a-z]/i.test(part));
