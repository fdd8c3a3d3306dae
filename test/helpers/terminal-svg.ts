import type { IBufferCell } from '@xterm/headless';
import type { Terminal } from './terminal.js';

export interface PictureText {
  /** In the bar of the drawn window. */
  readonly title: string;
  /** For people who do not see the picture. */
  readonly label: string;
}

export interface Frame {
  /** Seconds since the start of the film. */
  readonly at: number;
  readonly body: string;
}

/** The screen as it stands, as one SVG file that needs nothing else. */
export const pictureOf = (terminal: Terminal, text: PictureText): string =>
  filmOf(terminal, [{ at: 0, body: drawFrame(terminal) }], text);

/** Several frames (see `drawFrame`) of one terminal as an animated SVG; the last one stays for two seconds. */
export const filmOf = (terminal: Terminal, frames: readonly Frame[], { title, label }: PictureText): string => {
  const width = Math.round(terminal.columns * cellWidth + 2 * padding);
  const height = terminal.rows * cellHeight + 2 * padding + bar;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${quote(label)}">`,
    `<title>${quote(label)}</title><rect width="${width}" height="${height}" rx="8" fill="${background}"/>`,
    `<circle cx="18" cy="15" r="5" fill="${colour(1)}"/><circle cx="36" cy="15" r="5" fill="${colour(3)}"/><circle cx="54" cy="15" r="5" fill="${colour(2)}"/>`,
    `<text x="${width / 2}" y="19" text-anchor="middle" font-family="ui-sans-serif,sans-serif" font-size="12" fill="${colour(8)}">${quote(title)}</text>`,
    `<g font-family="ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace" font-size="14">${animate(frames)}</g>`,
    '</svg>',
  ].join('\n')}\n`;
};

/** The screen as the inside of an SVG: a rectangle for each background, a text for each stretch of one style. */
export const drawFrame = (terminal: Terminal): string =>
  Array.from({ length: terminal.rows }, (_, row) => drawRow(terminal, row)).join('');

const drawRow = (terminal: Terminal, row: number): string => {
  const buffer = terminal.emulator.buffer.active;
  const line = buffer.getLine(buffer.baseY + row);
  let drawn = '';
  let stretch = { text: '', style: '', from: 0, cells: 0 };
  const flush = (): void => {
    drawn += drawStretch(stretch, row);
    stretch = { ...stretch, text: '', cells: 0 };
  };
  for (let column = 0; column < terminal.columns; column++) {
    const cell = line?.getCell(column);
    // The second half of a wide character is a cell of width 0.
    if (!cell || cell.getWidth() === 0) {
      continue;
    }
    const { ink, paper } = coloursOf(cell);
    if (paper !== '') {
      drawn += `<rect x="${x(column)}" y="${bar + padding + row * cellHeight}" width="${(cellWidth * cell.getWidth()).toFixed(1)}" height="${cellHeight}" fill="${paper}"/>`;
    }
    const style = styleOf(cell, ink);
    const wide = cell.getWidth() > 1;
    if (style !== stretch.style || wide || stretch.text === '') {
      flush();
      stretch = { text: '', style, from: column, cells: 0 };
    }
    // Browsers fold ordinary blanks, whatever xml:space says.
    stretch.text += (cell.getChars() || ' ').replaceAll(' ', '\u00A0');
    stretch.cells += cell.getWidth();
    if (wide) {
      flush();
    }
  }
  flush();
  return drawn;
};

const drawStretch = (stretch: { text: string; style: string; from: number; cells: number }, row: number): string => {
  const { style } = stretch;
  // Some renderers drop blanks at the ends of a text, and stretch what is left over the whole length.
  const text = stretch.text.replace(/\u00A0+$/, '');
  const shown = text.replace(/^\u00A0+/, '');
  const from = stretch.from + text.length - shown.length;
  const cells = stretch.cells - (stretch.text.length - shown.length);
  return shown !== ''
    ? `<text x="${x(from)}" y="${bar + padding + row * cellHeight + 13}" textLength="${(cells * cellWidth).toFixed(1)}" lengthAdjust="spacingAndGlyphs" ${style}>${quote(shown)}</text>`
    : '';
};

const coloursOf = (cell: IBufferCell): { readonly ink: string; readonly paper: string } => {
  const ink = cell.isFgRGB() ? hex(cell.getFgColor()) : cell.isFgPalette() ? colour(cell.getFgColor()) : foreground;
  const paper = cell.isBgRGB() ? hex(cell.getBgColor()) : cell.isBgPalette() ? colour(cell.getBgColor()) : '';
  return cell.isInverse() ? { ink: paper || background, paper: ink } : { ink, paper };
};

const styleOf = (cell: IBufferCell, ink: string): string =>
  [
    `fill="${ink}"`,
    cell.isBold() ? 'font-weight="700"' : '',
    cell.isDim() ? 'opacity=".6"' : '',
    cell.isUnderline() ? 'text-decoration="underline"' : '',
    cell.isItalic() ? 'font-style="italic"' : '',
  ]
    .filter(Boolean)
    .join(' ');

const animate = (frames: readonly Frame[]): string => {
  const [first] = frames;
  if (first === undefined || frames.length === 1) {
    return `<g>${first?.body ?? ''}</g>`;
  }
  const seconds = (frames.at(-1)?.at ?? 0) + 2;
  const percent = (at: number): string => ((at / seconds) * 100).toFixed(3);
  return frames
    .map(({ at, body }, index) => {
      const from = percent(index === 0 ? 0 : at);
      const to = percent(frames[index + 1]?.at ?? seconds);
      const steps = `0%{visibility:hidden}${from}%{visibility:visible}${to}%,100%{visibility:${index === frames.length - 1 ? 'visible' : 'hidden'}}`;
      return `<style>@keyframes f${index}{${steps}}</style><g style="visibility:hidden;animation:f${index} ${seconds.toFixed(2)}s step-end infinite">${body}</g>`;
    })
    .join('');
};

const x = (column: number): string => (padding + column * cellWidth).toFixed(1);

const hex = (rgb: number): string => `#${rgb.toString(16).padStart(6, '0')}`;

/** The 256 colours of a terminal: 16 named ones, a cube of 6 × 6 × 6, 24 greys. */
const colour = (index: number): string => {
  if (index < 16) {
    return named[index] ?? foreground;
  }
  const levels =
    index >= 232
      ? Array<number>(3).fill((index - 232) * 10 + 8)
      : [Math.floor((index - 16) / 36), Math.floor((index - 16) / 6) % 6, (index - 16) % 6].map((level) =>
          level === 0 ? 0 : level * 40 + 55,
        );
  return `rgb(${levels.join(',')})`;
};

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const quote = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);

const cellWidth = 8.4;
const cellHeight = 18;
const padding = 14;
const bar = 28;
const background = '#1d1f21';
const foreground = '#d7dae0';
const named = (
  '#1d1f21 #e06c75 #98c379 #e5c07b #61afef #c678dd #56b6c2 #d7dae0 ' +
  '#7f848e #f44747 #b5e890 #ffd866 #82cfff #e4a1f5 #7fdbca #ffffff'
).split(' ');
