/**
 * Whether one of the globs means a path, as git's pathspec globs do: `*`, `?` and `[a-z]` stay within one part, `**` stands
 * for any number of parts. `{js,ts}` may stand in ours.
 */
export function inGlobs(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.flatMap(withoutBraces).map(patternOf);
  return (path) => {
    // Most paths are told by how they end, and there may be very many.
    if (!patterns.some(({ end }) => path.endsWith(end))) {
      return false;
    }

    const last = path.slice(path.lastIndexOf('/') + 1);
    const left = patterns.filter(({ end, parts }) => path.endsWith(end) && isPart(parts.at(-1) ?? '', last));
    const found = left.length === 0 ? [] : path.split('/');
    return left.some(({ parts }) => fits(parts, found));
  };
}

interface Pattern {
  readonly parts: readonly Part[];
  /** What every path it means ends with. */
  readonly end: string;
}

const patternOf = (glob: string): Pattern => ({
  parts: glob.split('/').map(partOf),
  end: /[^*?[\]/]*$/.exec(glob)?.[0] ?? '',
});

/** `*.{js,ts}` → `*.js`, `*.ts`. */
function withoutBraces(glob: string): readonly string[] {
  const [whole, before = '', inner = '', after = ''] = /^([^{}]*)\{([^{}]*)\}(.*)$/s.exec(glob) ?? [];
  return whole === undefined ? [glob] : inner.split(',').flatMap((one) => withoutBraces(`${before}${one}${after}`));
}

/** A text means itself, `**` anything. */
type Part = string | RegExp;

const anything = '**';

const isPart = (part: Part, found: string): boolean =>
  typeof part === 'string' ? part === anything || part === found : part.test(found);

function partOf(part: string): Part {
  if (part === anything || !/[*?[]/.test(part)) {
    return part;
  }

  const source = part
    .replaceAll(/\*+/g, '*')
    .split(/(\*|\?|\[!?[^\]]+\])/)
    .map(pieceOf)
    .join('');
  return new RegExp(`^${source}$`, 's');
}

function pieceOf(piece: string): string {
  if (/^\[.+\]$/.test(piece)) {
    return `[${piece.slice(1, -1).replace(/^!/, '^').replaceAll('\\', '\\\\')}]`;
  }

  return piece === '*' ? '.*' : piece === '?' ? '.' : piece.replaceAll(/[.+^${}()|[\]\\*?]/g, '\\$&');
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
