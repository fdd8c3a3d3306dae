/** How a language writes comments and strings; no more of it is understood. */
export interface Syntax {
  readonly lineComments: readonly string[];
  readonly blockComments: readonly (readonly [string, string])[];
  /** Longest first. */
  readonly quotes: readonly string[];
  /** Quotes whose strings may go over lines. */
  readonly overLines: readonly string[];
  /** `<<~SQL` of Ruby and PHP. */
  readonly heredocs?: true;
  /** A backslash takes the next character with it. SQL has none. */
  readonly escapes: boolean;
}

/** Both as long as the text, with its lines: what is left out is blank. */
export interface Code {
  /** Without comments. */
  readonly code: string;
  /** Without comments and without what stands in strings: brackets and commas mean what they look like. */
  readonly bare: string;
}

export const python: Syntax = {
  lineComments: ['#'],
  blockComments: [],
  quotes: ['"""', "'''", '"', "'"],
  overLines: ['"""', "'''"],
  escapes: true,
};

export const ruby: Syntax = {
  lineComments: ['#'],
  blockComments: [['\n=begin', '\n=end']],
  quotes: ['"', "'"],
  overLines: ['"', "'"],
  heredocs: true,
  escapes: true,
};

export const elixir: Syntax = { ...python, quotes: ['"""', '"'], overLines: ['"""', '"'] };

export const javascript: Syntax = {
  lineComments: ['//'],
  blockComments: [['/*', '*/']],
  quotes: ['"', "'", '`'],
  overLines: ['`'],
  escapes: true,
};

export const php: Syntax = {
  ...javascript,
  lineComments: ['//', '#'],
  quotes: ['"', "'"],
  overLines: ['"', "'"],
  heredocs: true,
};

export const csharp: Syntax = { ...javascript, quotes: ['"""', '"'], overLines: ['"""', '"'] };

export const sql: Syntax = {
  lineComments: ['--'],
  blockComments: [['/*', '*/']],
  quotes: ["'"],
  overLines: ["'"],
  escapes: false,
};

/** Blanks comments and strings. An end that is missing is the end of the text. */
export function readCode(text: string, syntax: Syntax): Code {
  const code: string[] = [];
  const bare: string[] = [];
  for (const { kind, piece } of piecesOf(text, syntax)) {
    code.push(kind === 'comment' ? blank(piece) : piece);
    bare.push(kind === 'code' ? piece : blank(piece));
  }

  return { code: code.join(''), bare: bare.join('') };
}

const blank = (piece: string): string => piece.replaceAll(/[^\n]/g, ' ');

interface Piece {
  readonly kind: 'code' | 'comment' | 'string';
  readonly piece: string;
}

function* piecesOf(text: string, syntax: Syntax): Generator<Piece> {
  const heredocEnd = syntax.heredocs ? endsOfHeredocs(text) : () => undefined;
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const found = begins(text, at, syntax, heredocEnd);
    if (found === undefined) {
      at += 1;
      continue;
    }

    yield { kind: 'code', piece: text.slice(from, found.from) };
    yield { kind: found.kind, piece: text.slice(found.from, found.to) };
    from = found.to;
    at = Math.max(found.to, at + 1);
  }

  yield { kind: 'code', piece: text.slice(from) };
}

interface Found {
  readonly kind: 'comment' | 'string';
  /** The delimiters of strings stay code. */
  readonly from: number;
  readonly to: number;
}

/** Where the first line behind `from` begins that begins with the word. */
type HeredocEnd = (word: string, from: number) => number | undefined;

function begins(text: string, at: number, syntax: Syntax, heredocEnd: HeredocEnd): Found | undefined {
  if (syntax.lineComments.some((mark) => text.startsWith(mark, at))) {
    return { kind: 'comment', from: at, to: orEnd(text.indexOf('\n', at), text) };
  }

  const block = syntax.blockComments.find(([open]) => text.startsWith(open, at));
  if (block !== undefined) {
    const [open, close] = block;
    const end = text.indexOf(close, at + open.length);
    return { kind: 'comment', from: at, to: end < 0 ? text.length : end + close.length };
  }

  const quote = syntax.quotes.find((one) => text.startsWith(one, at));
  if (quote !== undefined) {
    const from = at + quote.length;
    return { kind: 'string', from, to: endOfString(text, from, quote, syntax) };
  }

  return syntax.heredocs && text.startsWith('<<', at) ? heredoc(text, at, heredocEnd) : undefined;
}

/** Where the closing quote stands; it is part of the string so that it opens no other one. */
function endOfString(text: string, from: number, quote: string, { escapes, overLines }: Syntax): number {
  for (let at = from; at < text.length; at++) {
    if (escapes && text[at] === '\\') {
      at += 1;
    } else if (text.startsWith(quote, at)) {
      return at + quote.length;
    } else if (text[at] === '\n' && !overLines.includes(quote)) {
      return at;
    }
  }

  return text.length;
}

function heredoc(text: string, at: number, heredocEnd: HeredocEnd): Found | undefined {
  const line = orEnd(text.indexOf('\n', at), text);
  const [, word] = /^<<[<~-]{0,2}\s?['"`]?([A-Z_a-z]\w*)['"`]?/.exec(text.slice(at, Math.min(line, at + 100))) ?? [];
  const end = word === undefined ? undefined : heredocEnd(word, line);
  return end === undefined ? undefined : { kind: 'string', from: line, to: end };
}

/** One look at the text for all of them. To be asked about places in order: what lies before one is forgotten. */
function endsOfHeredocs(text: string): HeredocEnd {
  const places = new Map<string, number[]>();
  for (const { index, 1: word = '' } of text.includes('<<') ? text.matchAll(/^[ \t]*([A-Z_a-z]\w*)/gm) : []) {
    const known = places.get(word);
    if (known === undefined) {
      places.set(word, [index]);
    } else {
      known.push(index);
    }
  }

  const passed = new Map<string, number>();
  return (word, from) => {
    const all = places.get(word) ?? [];
    let next = passed.get(word) ?? 0;
    while (next < all.length && (all[next] ?? 0) < from) {
      next += 1;
    }

    passed.set(word, next);
    return all[next];
  };
}

const orEnd = (index: number, text: string): number => (index < 0 ? text.length : index);
