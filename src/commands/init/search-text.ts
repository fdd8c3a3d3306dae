/** Where a pattern is found first: its groups, and its line from 1. Lines are looked at one by one. */
export function findLine(
  text: string,
  pattern: RegExp,
): { readonly line: number; readonly groups: readonly string[] } | undefined {
  return findLines(text, pattern)[0];
}

/** All lines with the pattern. Of very long lines only the beginning is looked at: nobody wrote them by hand. */
export function findLines(
  text: string,
  pattern: RegExp,
): readonly { readonly line: number; readonly groups: readonly string[] }[] {
  return text.split('\n').flatMap((line, index) => {
    const match = pattern.exec(line.slice(0, longestLine));
    return match ? [{ line: index + 1, groups: match.slice(1).map((group) => group ?? '') }] : [];
  });
}

const longestLine = 1000;
