/** The last line that says something; of a traceback the error itself. */
export const lastWords = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .findLast((line) => line.trim() !== '')
    ?.trim()
    .slice(0, 300) ?? 'it said nothing';
