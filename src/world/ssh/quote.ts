/**
 * A word of a POSIX shell that means exactly this text: in single quotes nothing is special but the quote itself.
 * @throws Error when the text holds NUL, which no word can
 */
export function quoteWord(text: string): string {
  if (text.includes('\0')) {
    throw new Error('a word for a shell cannot hold NUL');
  }

  return `'${text.replaceAll("'", `'\\''`)}'`;
}
