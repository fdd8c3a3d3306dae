import type { Choice, ChooseState } from './choose.js';
import type { ChooseLayout } from './choose-layout.js';
import { footerLine, type KeyHint } from './footer-line.js';
import { blank, clipText, cut, type Line, line, lineWidth, paragraph, spread } from './lines.js';
import type { Marks } from './marks.js';

/** What a page says besides its choices. */
export interface ChoosePage {
  /** Left and right of the first line. */
  readonly header: { readonly left: string; readonly right: string };
  /** Paragraphs; the first one is what it is all about. */
  readonly text: readonly { readonly text: string; readonly tone?: 'strong' | 'quiet' | 'warn' }[];
  /** Behind the first row, broken to so many columns. */
  readonly more: (columns: number) => readonly string[];
}

export interface ChooseView {
  readonly header: Line;
  readonly lines: readonly Line[];
  /** How many of the choices there is room for; 0 while the text is looked at. */
  readonly limit: number;
  readonly footer: Line;
  /** First line shown of the text. */
  readonly offset?: number;
}

/** The page as it stands: text above the choices, or the text behind them. */
export function chooseView(
  page: ChoosePage,
  state: ChooseState,
  choices: readonly Choice<string>[],
  { layout, marks }: { readonly layout: ChooseLayout; readonly marks: Marks },
): ChooseView {
  const { columns } = layout;
  const header = headerLine(page.header, columns);
  const footer = (keys: readonly KeyHint[]): Line =>
    state.hint === undefined ? footerLine('', keys, columns) : cut(line(` ${state.hint}`, 'warn'), columns);
  if (state.offset !== undefined) {
    return { header, limit: 0, ...scrolled(page, state.offset, layout), footer: footer(textKeys(marks)) };
  }

  const gap = layout.airy ? 1 : 0;
  const limit = Math.min(choices.length, Math.max(1, layout.bodyRows - 2));
  const room = layout.bodyRows - limit - gap;
  const keys = limit < choices.length ? choices.flatMap(keyOf) : [];
  return {
    header,
    lines: [...fitted(page, room, columns - 2), ...(gap > 0 ? [blank] : [])],
    limit,
    footer: footer([...keys, { key: marks.upDown, does: 'choose', weight: 1 }, { key: 'e', does: 'look', weight: 3 }]),
  };
}

/** What it is about, whole; who and when only beside it. */
function headerLine({ left, right }: ChoosePage['header'], columns: number): Line {
  const about = line(` shipit  ${left}`, 'strong');
  const besides = line(`${right} `, 'quiet');
  return lineWidth(about) + lineWidth(besides) + 2 > columns ? cut(about, columns) : spread(about, besides, columns);
}

const keyOf = ({ key, act }: Choice<string>): readonly KeyHint[] =>
  key === undefined ? [] : [{ key, does: act, weight: 6 }];

const textKeys = (marks: Marks): readonly KeyHint[] => [
  { key: marks.upDown, does: 'PgUp PgDn scroll', weight: 1 },
  { key: 'Esc', does: 'back', weight: 2 },
];

/** Every paragraph keeps a line before any gets a second one. */
function fitted({ text }: ChoosePage, rows: number, columns: number): readonly Line[] {
  const lines: Line[] = [];
  const shown = text.slice(0, Math.max(1, rows));
  for (const [index, one] of shown.entries()) {
    const below = shown.length - index - 1;
    lines.push(...clipText(paragraph(one.text, columns, one.tone), Math.max(1, rows - lines.length - below), columns));
  }

  return lines;
}

function scrolled(
  { more }: ChoosePage,
  offset: number,
  { columns, page }: ChooseLayout,
): { readonly lines: readonly Line[]; readonly offset: number } {
  const lines = more(columns - 2);
  const from = Math.min(offset, Math.max(0, lines.length - page));
  const shown = lines.slice(from, from + page).map((text) => line(text));
  const left = lines.length - from - shown.length;
  const where = left > 0 ? `${from + shown.length} of ${lines.length} lines, more below` : `end, ${lines.length} lines`;
  const empty = Array.from({ length: page - shown.length }, () => blank);
  return { lines: [...shown, ...empty, cut(line(where, 'quiet'), columns - 2)], offset: from };
}
