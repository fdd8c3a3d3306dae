/** A text as nobody should send it: sequences of terminals, what cannot be seen, half characters, words in between. */
export function anyText(random: () => number): string {
  const one = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value;
  const character = (): string => {
    const [from = 0, to = 0] = one(ranges);
    return String.fromCodePoint(from + Math.floor(random() * (to - from + 1)));
  };
  const count = 1 + Math.floor(random() ** 2 * 24);
  const text = Array.from({ length: count }, () => (random() < 0.4 ? one(pieces) : character())).join('');
  // One line now and then is longer than anybody reads.
  return random() < 0.01 ? text.repeat(Math.ceil(20_000 / text.length)) : text;
}

/** By code point, first and last; lone surrogates are whole characters to JavaScript. */
const ranges: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0x20, 0x7e],
  [0x20, 0x7e],
  [0xa0, 0x24f],
  [0x300, 0x36f],
  [0x600, 0x61c],
  [0x115f, 0x1160],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3041, 0x3164],
  [0xd800, 0xdfff],
  [0xfe00, 0xfe0f],
  [0xfff9, 0xffff],
  [0x1d173, 0x1d17a],
  [0x1f3f9, 0x1f64f],
  [0xe0001, 0xe007f],
];

const pieces: readonly string[] = [
  '\u001b]52;c;cm0gLXJmIC8=\u0007',
  '\u001b]0;owned\u0007',
  '\u001b]8;;http://evil.test\u001b\\link\u001b]8;;\u001b\\',
  '\u001b]8;;http://evil.test',
  '\u001b[2J\u001b[H',
  '\u001b[31m',
  '\u001b[38;5;1m\u001b[1A\u001b[2K',
  '\u001b[?1049l',
  '\u001b[6n',
  '\u001bP$q"p\u001b\\',
  '\u001b_apc\u001b\\',
  '\u001b^pm',
  '\u001bXsos',
  '\u001bc',
  '\u001b',
  '\u001b\u001b[0m[',
  '\u009b2J',
  '\u009d0;x\u009c',
  '\u0090q\u009c',
  '\r',
  '\r\n',
  '\n',
  '\t',
  '\b\b\b',
  '\u0007',
  '\u0000',
  '\u202egnp.exe\u2066',
  '\u200b',
  '\u200d',
  '\ufe0f',
  '\ufeff',
  '\u{1f469}\u200d\u{1f680}',
  '日本',
  '[redacted]',
  '<b>&amp;</b>',
  '| a | `b` |',
  '=1+1',
  '","',
  "'",
  '/usr/bin/../x',
  'web1',
  'fix the cart',
  ': ',
  '{}',
  '%s%n',
];
