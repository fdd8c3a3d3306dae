/** Where bytes stop being UTF-8: the index of the first byte that belongs to no character; undefined if all do. */
export function firstBadByte(bytes: Uint8Array): number | undefined {
  let at = 0;
  while (at < bytes.length) {
    const length = lengthAt(bytes, at);
    if (length === 0) {
      return at;
    }
    at += length;
  }
  return undefined;
}

/** Bytes of the character that starts here; 0 if none does. Ranges: Unicode standard, table 3-7. */
function lengthAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) {
    return 1;
  }
  const rule = rules.find(({ from, to }) => first >= from && first <= to);
  if (!rule) {
    return 0;
  }
  const second = bytes[at + 1] ?? 0;
  const rest = Array.from({ length: rule.length - 2 }, (_, index) => bytes[at + 2 + index] ?? 0);
  const good = second >= rule.low && second <= rule.high && rest.every((byte) => byte >= 0x80 && byte <= 0xbf);
  return good ? rule.length : 0;
}

const rules = [
  { from: 0xc2, to: 0xdf, low: 0x80, high: 0xbf, length: 2 },
  { from: 0xe0, to: 0xe0, low: 0xa0, high: 0xbf, length: 3 },
  { from: 0xe1, to: 0xec, low: 0x80, high: 0xbf, length: 3 },
  { from: 0xed, to: 0xed, low: 0x80, high: 0x9f, length: 3 },
  { from: 0xee, to: 0xef, low: 0x80, high: 0xbf, length: 3 },
  { from: 0xf0, to: 0xf0, low: 0x90, high: 0xbf, length: 4 },
  { from: 0xf1, to: 0xf3, low: 0x80, high: 0xbf, length: 4 },
  { from: 0xf4, to: 0xf4, low: 0x80, high: 0x8f, length: 4 },
] as const;
