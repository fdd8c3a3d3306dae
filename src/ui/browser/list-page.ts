import { showOutcome } from '../../review/outcome.js';
import { createPaint } from '../../review/paint.js';
import type { Times } from '../../review/times.js';
import { short } from '../../run/release.js';
import { plural } from '../../text/plural.js';
import { safeLine } from '../../text/sanitise.js';
import { padEnd, truncate, width } from '../../text/width.js';
import { cut, type Line, line, paragraph, type Span } from '../lines.js';
import type { Marks } from '../marks.js';
import type { Entry } from './entry.js';
import { outcomeLook } from './outcome-look.js';
import type { BrowserState } from './state.js';

export interface ListPage {
  readonly marks: Marks;
  readonly times: Times;
  readonly columns: number;
  readonly rows: number;
}

/** Runs as rows, as many as there is room for, and the names above them. */
export function listRows(
  state: BrowserState,
  page: ListPage,
): { readonly titles: Line; readonly rows: readonly Line[] } {
  const { shown, top, at } = state;
  const runs = shown.slice(top, top + page.rows);
  const columns = columnsFor(state, runs, page);
  const titles = columns.map(({ title, wide }) => padEnd(truncate(title, wide), wide));
  return {
    titles: cut(line(`  ${titles.join('  ')}`, 'quiet'), page.columns),
    rows: runs.map((entry, index) => row({ entry, index, isFocus: top + index === at }, columns, page)),
  };
}

/** About the run in focus, what its row has no room for. */
export function listDetail(state: BrowserState, { marks, columns }: ListPage, rows: number): readonly Line[] {
  const entry = state.shown[state.at];
  if (entry === undefined || rows === 0) {
    return Array.from({ length: rows }, () => []);
  }

  const { digest, subject, problem } = entry;
  const facts = [
    safeLine(`${digest.app} ${digest.target}`, 50),
    fromTo(entry, marks),
    showOutcome(digest, createPaint(false)),
    ...extras(entry),
  ].join(` ${marks.separator} `);
  const reasons = digest.overridden.map(({ question, reason }) => `${question}: “${reason}”`).join('; ');
  const said = [
    ...(problem === undefined ? [] : [{ text: `${marks.noGo} ${problem}`, tone: 'no-go' as const }]),
    ...(reasons === '' ? [] : [{ text: `${marks.warn} ${reasons}`, tone: 'warn' as const }]),
    ...(subject === '' ? [] : [{ text: `“${subject}”`, tone: undefined }]),
    { text: `run ${digest.run}`, tone: 'quiet' as const },
  ];
  if (rows === 1) {
    const [first] = problem === undefined ? [] : said;
    return [cut(line(safeLine(first?.text ?? facts), first?.tone ?? 'quiet'), columns)];
  }

  const lines = said.slice(0, rows - 1).map(({ text, tone }) => cut(line(safeLine(text), tone), columns));
  const all = [cut(line(facts, 'quiet'), columns), ...lines];
  return [...all, ...Array.from({ length: rows - all.length }, (): Line => [])];
}

/** Said where a list is empty. */
export const emptyList = ({ complete, all }: BrowserState, columns: number): readonly Line[] =>
  paragraph(
    !complete ? 'Reading the log …' : all.length === 0 ? 'No run is like that.' : 'No run holds all of these words.',
    columns,
    'quiet',
  );

interface Column {
  readonly title: string;
  readonly wide: number;
  /** Its cells, row by row. */
  readonly texts: readonly string[];
}

function columnsFor(state: BrowserState, runs: readonly Entry[], page: ListPage): readonly Column[] {
  const { marks, columns } = page;
  const column = (title: string, most: number, text: (entry: Entry) => string): Column => {
    const texts = runs.map(text);
    return { title, wide: Math.min(most, Math.max(title.length, ...texts.map(width))), texts };
  };
  const outcome = (entry: Entry): string => {
    const { mark, word } = outcomeLook(entry, marks);
    return `${mark} ${word}`;
  };
  const when = column('STARTED', 30, timesFor(state, page));
  const how: Column = { ...column(outcomeTitle, 13, outcome), wide: 13 };
  if (columns < 60) {
    return [when, how, column('OPERATOR', Math.max(4, columns - when.wide - how.wide - 6), briefly)];
  }

  const manyApps = columns >= 110 && new Set(runs.map(({ digest }) => digest.app)).size > 1;
  return [
    when,
    how,
    column('OPERATOR', columns < 100 ? 12 : 18, ({ digest }) => safeLine(digest.operator, 24)),
    ...(manyApps ? [column('APP', 16, ({ digest }) => safeLine(digest.app, 24))] : []),
    column('TARGET', columns < 100 ? 10 : 16, ({ digest }) => safeLine(digest.target, 24)),
    column('RELEASE', 16 + width(marks.arrow), (entry) => fromTo(entry, marks)),
    column('', 200, (entry) => (columns < 100 ? special(entry) : extras(entry).join(', '))),
  ];
}

const outcomeTitle = 'OUTCOME';

interface Row {
  readonly entry: Entry;
  readonly index: number;
  readonly isFocus: boolean;
}

function row({ entry, index, isFocus }: Row, columns: readonly Column[], { marks, columns: room }: ListPage): Line {
  const { tone: own } = outcomeLook(entry, marks);
  const cells = columns.map(({ title, wide, texts }, column): Span => {
    const cell = truncate(texts[index] ?? '', wide);
    // Blanks at the end must not look like something that was cut off.
    const isLast = column === columns.length - 1;
    const gap = column === 0 ? '' : title === '' && room < 100 ? ' ' : '  ';
    const text = isLast && cell === '' ? '' : `${gap}${isLast ? cell : padEnd(cell, wide)}`;
    const tone = title === outcomeTitle ? own : title === '' ? 'warn' : isFocus ? 'strong' : undefined;
    return tone === undefined ? { text } : { text, tone };
  });
  return cut([{ text: isFocus ? `${marks.pointer} ` : '  ', tone: 'accent' }, ...cells], room);
}

/** `Thu 19 Nov 11:58`; with the year as soon as runs of another one are in the list, without the day where it is narrow. */
function timesFor({ all }: BrowserState, { times, columns }: ListPage): (entry: Entry) => string {
  const ends = [all[0], all.at(-1)].flatMap((entry) => (entry === undefined ? [] : [entry.digest.started]));
  const years = ends.some((iso) => times.moment(iso).length > 'Thu 19 Nov 11:58'.length);
  return ({ digest: { started } }) => {
    const text = years ? `${times.day(started)} ${times.clock(started).slice(0, 5)}` : times.moment(started);
    return columns < 100 ? text.slice(text.indexOf(' ') + 1) : text;
  };
}

const fromTo = ({ digest: { from, to } }: Entry, { arrow, separator }: Marks): string =>
  `${from === null ? separator.repeat(7) : padEnd(safeLine(short(from), 7), 7)} ${arrow} ${safeLine(short(to), 7)}`;

/** Overrides, incidents and notes, in words. */
const extras = ({ digest: { overrides, incidents = 0, notes = 0 } }: Entry): readonly string[] => [
  ...(overrides > 0 ? [plural(overrides, 'override')] : []),
  ...(incidents > 0 ? [plural(incidents, 'INCIDENT')] : []),
  ...(notes > incidents ? [plural(notes - incidents, 'note')] : []),
];

/** In a narrow window: what is special about it stands before who walked it. */
const briefly = (entry: Entry): string => {
  const words = special(entry);
  return `${words === '' ? '' : `${words} `}${safeLine(entry.digest.operator, 24)}`;
};

/** The same in few columns. */
const special = ({ digest: { overrides, incidents = 0 } }: Entry): string =>
  [overrides > 0 ? `${overrides} ovr` : '', incidents > 0 ? 'INC' : ''].filter(Boolean).join(' ');
