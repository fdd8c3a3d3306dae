/** One piece of a pattern: from a place in a text, every place where it can end. */
export type Piece = (text: string, at: number) => readonly number[];

/**
 * Whether pieces, one after the other, are the whole text. A regular expression with ten stars tries every way to share a
 * text among them, which takes for ever where none fits; this takes time that grows with the lengths only.
 */
export function isMadeOf(pieces: readonly Piece[], text: string): boolean {
  let reached: ReadonlySet<number> = new Set([0]);
  for (const piece of pieces) {
    reached = new Set([...reached].flatMap((at) => piece(text, at)));
  }
  return reached.has(text.length);
}

/** Exactly this text. */
export const literally =
  (written: string): Piece =>
  (text, at) =>
    text.startsWith(written, at) ? [at + written.length] : [];

/** One character that passes. */
export const oneThat =
  (passes: (character: string) => boolean): Piece =>
  (text, at) =>
    at < text.length && passes(text.charAt(at)) ? [at + 1] : [];

/** Any number of characters that pass, none as well. */
export const manyThat =
  (passes: (character: string) => boolean): Piece =>
  (text, at) => {
    let end = at;
    while (end < text.length && passes(text.charAt(end))) {
      end += 1;
    }
    return Array.from({ length: end - at + 1 }, (_, index) => at + index);
  };
