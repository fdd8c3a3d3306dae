import type { Times } from '../../review/times.js';
import { short } from '../../run/release.js';
import { safeLine } from '../../text/sanitise.js';
import { footerLine, type KeyHint } from '../footer-line.js';
import { fieldLine } from '../input-lines.js';
import { cut, type Line, line, paragraph, spread } from '../lines.js';
import type { Marks } from '../marks.js';
import { browserHelp } from './browser-help.js';
import { listKeys, pagerKeys, runKeys, scrollKeys, typingKeys } from './browser-keys.js';
import { type BrowserLayout, browserLayout } from './browser-layout.js';
import { blocksWith, blockWords } from './find-block.js';
import { grouped } from './grouped.js';
import { emptyList, listDetail, listRows } from './list-page.js';
import { pagerLines, showBytes, whereInFile } from './pager-page.js';
import type { Sort } from './sift.js';
import type { BrowserState, Finding, PagerView, RunView } from './state.js';
import { tallyWords } from './tally.js';

export interface ViewContext {
  readonly marks: Marks;
  readonly times: Times;
  /** What the command line asked for, in words; empty for all runs. */
  readonly about: string;
}

/** The whole frame, line by line, exactly as high as there is room. */
export function browserView(state: BrowserState, context: ViewContext): readonly Line[] {
  const layout = browserLayout(state);
  const { columns, rows } = layout;
  if (layout.tooSmall) {
    return paragraph('make the window larger (q leaves)', columns).slice(0, rows);
  }

  const { header, above = [], lines, below = [], keys, counts } = page(state, layout, context);
  const body = Array.from({ length: layout.body }, (_, row): Line => lines[row] ?? []);
  const footer = footerLine(counts ?? '', keys, columns);
  return over([header, ...above, ...body, ...below, footer], state.hint, columns);
}

interface Page {
  readonly header: Line;
  readonly above?: readonly Line[];
  readonly lines: readonly Line[];
  readonly below?: readonly Line[];
  readonly keys: readonly KeyHint[];
  readonly counts?: string;
}

function page(state: BrowserState, layout: BrowserLayout, context: ViewContext): Page {
  const { columns } = layout;
  if (state.help !== undefined) {
    const lines = browserHelp(columns - 2).map(inset);
    const from = Math.min(state.help, Math.max(0, lines.length - layout.body));
    const left = lines.length - from - layout.body;
    const header = headed('keys', left > 0 ? `more below: ${left} lines` : 'the end', columns);
    return { header, lines: lines.slice(from, from + layout.body), keys: scrollKeys(context.marks) };
  }

  return state.pager !== undefined
    ? pagerPage(state.pager, layout, context)
    : state.run !== undefined
      ? runPage(state.run, layout, context)
      : listPage(state, layout, context);
}

function listPage(state: BrowserState, layout: BrowserLayout, { marks, times, about }: ViewContext): Page {
  const { columns, body } = layout;
  const { filter, shown, at } = state;
  const list = { marks, times, columns, rows: body };
  const { titles, rows } = listRows(state, list);
  const where = shown.length === 0 ? '' : `${grouped(at + 1)} of ${grouped(shown.length)}`;
  const narrow = columns < 60;
  return {
    header: headed(about === '' || narrow ? 'log' : `log  ${about}`, shownWords(state, narrow), columns),
    above: [
      ...(filter.typing || filter.field.text !== '' ? [findLine(filter, 'filter', columns, marks)] : []),
      ...(layout.titles ? [titles] : []),
    ],
    lines: shown.length === 0 ? emptyList(state, columns - 2).map(inset) : rows,
    below: listDetail(state, { ...list, columns: columns - 2 }, layout.detail).map(inset),
    keys: filter.typing ? typingKeys('keep', 'all runs') : listKeys(marks),
    counts: where,
  };
}

/** `37 of 33,000 runs, newest first`; as long as there are more to read, it says so. */
function shownWords({ shown, looked, complete, sort, at }: BrowserState, narrow: boolean): string {
  const runs = looked === 1 ? 'run' : 'runs';
  const many = `${shown.length === looked ? '' : `${grouped(shown.length)} of `}${grouped(looked)}`;
  if (narrow) {
    return `${shown.length === 0 ? '' : `#${at + 1}, `}${many} ${runs}${complete ? '' : ' …'}, ${sort}`;
  }

  return `${many} ${runs}${complete ? '' : ' so far …'}, ${sortWords[sort]}`;
}

const sortWords: Readonly<Record<Sort, string>> = {
  newest: 'newest first',
  longest: 'longest first',
  overrides: 'most overrides first',
  outcome: 'worst outcome first',
  operator: 'by operator',
};

function runPage(run: RunView, { columns, body }: BrowserLayout, { marks, times }: ViewContext): Page {
  const { digest } = run.entry;
  const focus = run.starts[run.at] ?? 0;
  const end = run.starts[run.at + 1] ?? run.lines.length;
  const lines = run.lines.slice(run.top, run.top + body).map((one, index): Line => {
    const place = run.top + index;
    const isFirst = place === Math.max(run.top, headOf(run, focus));
    return [{ text: isFirst && place < end ? `${marks.pointer} ` : '  ', tone: 'accent' }, ...one];
  });
  const left = `${safeLine(digest.app, 20)} ${marks.arrow} ${safeLine(digest.target, 20)}  ${safeLine(short(digest.to), 7)}`;
  const narrow = columns < 60;
  const record = run.blocks[run.at]?.seq;
  const isFound = !run.find.typing && run.find.field.text.trim() !== '';
  const hits = isFound ? `found ${blockWords(blocksWith(run), run.at)}, ` : '';
  const where = `${hits}${record === undefined ? '' : `#${record}, `}${placeIn(run.top, body, run.lines.length)}`;
  return {
    header: headed(narrow ? safeLine(digest.target, 20) : `${left}  ${times.moment(digest.started)}`, where, columns),
    above: run.find.typing ? [findLine(run.find, 'search', columns, marks)] : [],
    lines,
    keys: run.find.typing ? typingKeys('search', 'stop') : runKeys(run, marks),
    ...(narrow ? {} : { counts: `run ${digest.run}` }),
  };
}

/** The first line of a block that is no title of a stretch. */
function headOf({ lines }: RunView, start: number): number {
  return lines[start]?.length === 0 ? start + 2 : start;
}

function pagerPage(pager: PagerView, { columns, body }: BrowserLayout, { marks }: ViewContext): Page {
  const { search, tally } = pager;
  const hits = tally === undefined || search !== undefined ? '' : `found ${tallyWords(tally, pager.found)}, `;
  const lines =
    pager.lines.length === 0 ? [line('  It is empty.', 'quiet')] : pagerLines(pager, columns, marks).slice(0, body);
  const searching =
    search === undefined ? undefined : `searching, at ${showBytes(search.from)} of ${showBytes(pager.file.size())} …`;
  return {
    header: headed(pager.behind.title, `${hits}${whereInFile(pager)}`, columns),
    above: pager.find.typing ? [findLine(pager.find, 'search', columns, marks)] : [],
    lines,
    keys: pager.find.typing ? typingKeys('search', 'stop') : pagerKeys(marks),
    ...(searching !== undefined
      ? { counts: searching }
      : pager.shift > 0
        ? { counts: `from column ${pager.shift + 1}` }
        : {}),
  };
}

/** `the top`, `60 %`, `the end`. */
const placeIn = (top: number, body: number, lines: number): string =>
  lines <= body
    ? 'all of it'
    : top + body >= lines
      ? 'the end'
      : top === 0
        ? 'the top'
        : `${Math.floor((100 * (top + body)) / lines)} %`;

/** What is shown of how much keeps its place; what it is about gives way. */
const headed = (left: string, right: string, columns: number): Line =>
  spread(line(` ${columns < 60 ? '' : 'shipit  '}${left}`, 'strong'), line(`${right} `, 'quiet'), columns);

function findLine({ field, typing }: Finding, what: string, columns: number, marks: Marks): Line {
  const label = ` ${what} / `;
  const text = typing ? fieldLine(field, columns - label.length, marks).slice(1) : line(field.text, 'accent');
  return cut([{ text: label, tone: 'quiet' }, ...text], columns);
}

/** A hint stands over the last lines of the page: it is there in full, however narrow the window. */
function over(lines: readonly Line[], hint: string | undefined, columns: number): readonly Line[] {
  if (hint === undefined) {
    return lines;
  }

  const said = paragraph(hint, columns - 2, 'warn')
    .slice(0, Math.max(1, lines.length - 1))
    .map(inset);
  return [...lines.slice(0, lines.length - said.length), ...said];
}

const inset = (spans: Line): Line => (spans.length === 0 ? spans : [{ text: ' ' }, ...spans]);
