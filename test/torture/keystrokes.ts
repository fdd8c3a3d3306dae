/** What a finger, or a clipboard, did. `together`: a letter whose read held something else, too. */
export type Stroke =
  | { readonly does: 'letter' | 'together' | 'paste'; readonly text: string }
  | { readonly does: 'key'; readonly name: string };

/** Bytes that a terminal sends in one go. */
export interface Read {
  /** Since the read before, in milliseconds. */
  readonly gapMs: number;
  readonly bytes: Buffer;
  /** What these bytes complete, in order. */
  readonly strokes: readonly Stroke[];
  /** The last byte is the Escape key: nothing else follows within 40 ms, and only then it is known. */
  readonly endsInEscape: boolean;
}

export const pick = <Value>(random: () => number, values: readonly Value[]): Value =>
  values[Math.floor(random() * values.length)] as Value;

/**
 * One burst of keys as an operator, a keyboard that is held down, or a clipboard makes it, cut into reads at random.
 * Times are multiples of 4 ms: what a frame or new evidence does falls between them.
 * @param phrase what launches
 */
export function anyBurst(random: () => number, phrase: string): readonly Read[] {
  const one = <Value>(values: readonly Value[]): Value => pick(random, values);
  const kind = random();
  if (kind < 0.1) {
    return [readOf(1004, [letter(one(['g', 'g', 'g', 'o', 'c', 'n']))])];
  }

  if (kind < 0.3) {
    return [readOf(one(gaps), [one(random() < 0.5 ? letters : allTokens)])];
  }

  if (kind < 0.4) {
    return [readOf(one(calm), [random() < 0.5 ? down : end]), readOf(one(gaps), [one([enter, up, down])])];
  }

  if (kind < 0.5) {
    const held = one([...letters, enter, enter, tab, space]);
    const count = 2 + Math.floor(random() * 12);
    return Array.from({ length: count }, (_, n) => readOf(n === 0 ? one(gaps) : n === 1 ? one(delays) : 32, [held]));
  }

  if (kind < 0.62) {
    const line = random() < 0.4 ? phrase : one(lines);
    const typed = [...line].map((char, n) => readOf(n === 0 ? one(calm) : 24, [letter(char)]));
    return [...typed, ...(random() < 0.8 ? [readOf(one(gaps), [enter])] : [])];
  }

  if (kind < 0.7) {
    // A paste on a terminal that does not mark it: with its line ends, in one read or in several.
    const text = one([phrase, ...lines, 'g', 'gg', 'x\rg']);
    return cut(
      random,
      one(gaps),
      [...`${text}\r`].map((char) => (char === '\r' ? enter : letter(char))),
    );
  }

  return cut(
    random,
    one(gaps),
    Array.from({ length: 1 + Math.floor(random() * 6) }, () => one(random() < 0.15 ? pastes(phrase) : allTokens)),
  );
}

interface Token {
  readonly bytes: string;
  readonly stroke: Stroke;
}

const letter = (char: string): Token => ({ bytes: char, stroke: { does: 'letter', text: char } });
const key = (bytes: string, name: string): Token => ({ bytes, stroke: { does: 'key', name } });
const paste = (text: string): Token => ({
  bytes: `\u001B[200~${text}\u001B[201~`,
  stroke: { does: 'paste', text },
});

const [enter, up, down, tab, end] = [
  key('\r', 'enter'),
  key('\u001B[A', 'up'),
  key('\u001B[B', 'down'),
  key('\t', 'tab'),
  key('\u001B[F', 'end'),
];
const space = letter(' ');
const escapeKey = key('\u001B', 'escape');
// What ends a walk comes seldom, so that there is something left to answer.
const letters = [...'gggxxxncrrrooobe?GXE1yzé日q'].map(letter);
const allTokens: readonly Token[] = [
  ...letters,
  letter('s'),
  ...[enter, enter, enter, up, down, down, down, tab, end, escapeKey, escapeKey, space],
  key('\n', 'enter'),
  key('\u001BOB', 'down'),
  key('\u001B[Z', 'shift-tab'),
  key('\u001B[H', 'home'),
  key('\u001B[D', 'left'),
  key('\u001B[C', 'right'),
  key('\u001B[3~', 'delete'),
  key('\u007F', 'backspace'),
  key('\u0015', 'ctrl-u'),
  key('\u0017', 'ctrl-w'),
  key('\u0003', 'ctrl-c'),
  key('\f', 'ctrl-l'),
  key('\u0000', 'nothing'),
  key('\u001B[15~', 'nothing'),
  key('\u001B[1;5B', 'nothing'),
  key('\u001Bg', 'nothing'),
  key('\u001B[<0;3;3M', 'nothing'),
];
const pastes = (phrase: string): readonly Token[] =>
  ['g', 'g\n', '\u001B[B\r', 'x', phrase, `${phrase}\n`, 'tried it under load\nfor a day', 'o'.repeat(5000)].map(paste);
const lines = ['tried it under load for a day', 'too short', 'ask Grace, she was there', ''];

/** Around every limit: 36/40 (Escape), 150 (settling), 300 (guard), 1000 (held) milliseconds. */
const gaps = [4, 8, 24, 60, 100, 148, 152, 200, 296, 304, 348, 400, 500, 700, 996, 1000, 1004, 1200, 2000];
const calm = [400, 500, 1000, 2000];
const delays = [32, 200, 300, 500, 660];
const small = [4, 8, 20, 36];

const readOf = (gapMs: number, tokens: readonly Token[]): Read => ({
  gapMs,
  bytes: Buffer.from(tokens.map(({ bytes }) => bytes).join('')),
  strokes: tokens.filter((token) => token !== escapeKey).map(({ stroke }) => stroke),
  endsInEscape: tokens.at(-1) === escapeKey,
});

const together = (strokes: readonly Stroke[]): readonly Stroke[] =>
  strokes.map((stroke) => (stroke.does === 'letter' ? { ...stroke, does: 'together' } : stroke));

/** The same bytes in reads that begin anywhere, in the middle of a sequence, too. */
function cut(random: () => number, firstGapMs: number, tokens: readonly Token[]): readonly Read[] {
  const reads: Read[] = [];
  let part: { bytes: Buffer; strokes: Stroke[]; parts: number } = { bytes: Buffer.alloc(0), strokes: [], parts: 0 };
  let gapMs = firstGapMs;
  const close = (nextGapMs: number, isEscape = false): void => {
    const { bytes, strokes, parts } = part;
    reads.push({ gapMs, bytes, strokes: parts > 1 ? together(strokes) : strokes, endsInEscape: isEscape });
    part = { bytes: Buffer.alloc(0), strokes: [], parts: 0 };
    gapMs = nextGapMs;
  };
  for (const token of tokens) {
    const bytes = Buffer.from(token.bytes);
    const isSequence = token.bytes.startsWith('\u001B') && bytes.length > 2;
    if (isSequence && random() < 0.2) {
      // Right behind ESC only a short pause still makes it one key. Alt and a letter is not cut.
      const at = 1 + Math.floor(random() * (bytes.length - 1));
      part = { ...part, bytes: Buffer.concat([part.bytes, bytes.subarray(0, at)]), parts: part.parts + 1 };
      close(pick(random, small));
      part = { bytes: bytes.subarray(at), strokes: [token.stroke], parts: 1 };
    } else {
      part.bytes = Buffer.concat([part.bytes, bytes]);
      part.parts += 1;
      if (token === escapeKey) {
        close(pick(random, calm), true);
      } else {
        part.strokes.push(token.stroke);
      }
    }

    if (part.bytes.length > 0 && random() < 0.4) {
      close(pick(random, gaps));
    }
  }

  if (part.bytes.length > 0) {
    close(0);
  }

  return reads;
}
