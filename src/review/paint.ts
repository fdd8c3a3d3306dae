/** Emphasis for a terminal, or none. It only ever repeats what the words say. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly careful: (text: string) => string;
}

export const createPaint = (color: boolean): Paint => ({
  bold: sgr(color, 1, 22),
  dim: sgr(color, 2, 22),
  good: sgr(color, 32, 39),
  bad: sgr(color, 31, 39),
  careful: sgr(color, 33, 39),
});

/** Select Graphic Rendition, ECMA-48 section 8.3.117. */
const sgr =
  (color: boolean, on: number, off: number) =>
  (text: string): string =>
    color && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text;
