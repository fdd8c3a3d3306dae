import { alternativesIn, mostAlternatives } from '../../checklist/glob-alternatives.js';
import { isMadeOf, literally, manyThat, oneThat, type Piece } from '../../text/wildcards.js';

/**
 * Whether one of the globs means a path, as git's pathspec globs do: `*`, `?` and `[a-z]` stay within one part, `**` stands
 * for any number of parts. `{js,ts}` may stand in ours.
 */
export function inGlobs(globs: readonly string[]): (path: string) => boolean {
  const all = globs.flatMap(withoutBraces).map((glob) => glob.split('/'));
  // There may be very many paths, and most are none of these: one expression for all tells at once.
  const few = all.filter(isQuick);
  const together = few.length === 0 ? undefined : oneOf(few);
  const others = all.filter((parts) => !few.includes(parts)).map((parts) => parts.map(partOf));
  return (path) =>
    together?.test(`/${path}`) === true || (others.length > 0 && others.some((parts) => fits(parts, path.split('/'))));
}

const anything = '**';

/** With more that is open in one glob, an expression would try very many ways. */
const isQuick = (parts: readonly string[]): boolean =>
  parts.filter((part) => part === anything).length <= 2 && starsIn(parts.filter((part) => part !== anything)) <= 3;

const starsIn = (parts: readonly string[]): number => parts.join('/').replaceAll(/\*+/g, '*').split('*').length - 1;

/** Means a path with a slash before each of its parts. */
function oneOf(globs: readonly (readonly string[])[]): RegExp {
  // Most begin with `**`: what that stands for is tried once for all of them.
  const anywhere = globs.filter(([first]) => first === anything).map(([, ...rest]) => sourceOf(rest));
  const fromTop = globs.filter(([first]) => first !== anything).map(sourceOf);
  const sources = [...fromTop, ...(anywhere.length === 0 ? [] : [`${anyParts}(?:${anywhere.join('|')})`])];
  return new RegExp(`^(?:${sources.join('|')})$`, 's');
}

const anyParts = '(?:/[^/]*)*';

const sourceOf = (parts: readonly string[]): string =>
  parts.map((part) => (part === anything ? anyParts : `/${partSource(part)}`)).join('');

/** `*.{js,ts}` → `*.js`, `*.ts`. One that stands for very many is taken as it is written, and so means next to nothing. */
const withoutBraces = (glob: string): readonly string[] =>
  alternativesIn(glob) > mostAlternatives ? [glob] : expanded(glob);

function expanded(glob: string): readonly string[] {
  const [whole, before = '', inner = '', after = ''] = /^([^{}]*)\{([^{}]*)\}(.*)$/s.exec(glob) ?? [];
  return whole === undefined ? [glob] : inner.split(',').flatMap((one) => expanded(`${before}${one}${after}`));
}

/** A text means itself, `**` anything. */
type Part = string | { readonly test: (found: string) => boolean };

const isPart = (part: Part, found: string): boolean =>
  typeof part === 'string' ? part === anything || part === found : part.test(found);

function partOf(part: string): Part {
  if (part === anything || !/[*?[]/.test(part)) {
    return part;
  }
  if (starsIn([part]) <= 2) {
    return new RegExp(`^${partSource(part)}$`, 's');
  }
  const pieces = piecesOf(part).map((piece): Piece => {
    const one = new RegExp(`^${pieceOf(piece)}$`, 's');
    return piece === '*'
      ? manyThat(() => true)
      : isOpen(piece)
        ? oneThat((character) => one.test(character))
        : literally(piece);
  });
  return { test: (found) => isMadeOf(pieces, found) };
}

const isOpen = (piece: string): boolean => piece === '?' || /^\[.+\]$/.test(piece);

const partSource = (part: string): string => piecesOf(part).map(pieceOf).join('');

const piecesOf = (part: string): readonly string[] => part.replaceAll(/\*+/g, '*').split(/(\*|\?|\[!?[^\]]+\])/);

function pieceOf(piece: string): string {
  if (/^\[.+\]$/.test(piece)) {
    // A class means no slash, whatever it says.
    return `(?!/)[${piece.slice(1, -1).replace(/^!/, '^').replaceAll('\\', '\\\\')}]`;
  }

  return piece === '*' ? '[^/]*' : piece === '?' ? '[^/]' : piece.replaceAll(/[.+^${}()|[\]\\*?]/g, '\\$&');
}

/** In time that grows with both lengths only, however many `**` there are. */
function fits(pattern: readonly Part[], parts: readonly string[]): boolean {
  let reached = new Set([0]);
  for (const part of pattern) {
    const next = new Set<number>();
    for (const at of reached) {
      const found = parts[at];
      if (part === anything) {
        for (let to = at; to <= parts.length; to++) {
          next.add(to);
        }
      } else if (found !== undefined && isPart(part, found)) {
        next.add(at + 1);
      }
    }

    reached = next;
  }

  return reached.has(parts.length);
}
