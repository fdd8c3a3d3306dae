import { weekdays } from '../../calendar/civil.js';
import { showWeekday } from '../../calendar/show.js';
import { showCount } from './figures.js';
import { heading, type Page, sentences } from './page.js';
import type { Stats } from './stats.js';
import { renderTable } from './table.js';

/** When attempts are launched, in figures: hours where there is room, four of them together in less, else weekdays. */
export function renderWhen({ hours, tz, dora }: Stats, page: Page): readonly string[] {
  if (dora.attempts === 0) {
    return [];
  }

  const title = heading(page, 'When', `launches by weekday${page.columns < narrow ? '' : ' and hour'}`);
  if (page.columns < narrow) {
    return [...title, ...sentences(page, `Times in ${tz}.`), ...byWeekday(hours, page)];
  }

  const perColumn = hoursPerColumn(hours.attempts, page.columns);
  const width = cellWidth(fold(hours.attempts, perColumn));
  const said = perColumn === 1 ? 'a column is an hour' : `a column is ${perColumn} hours`;
  return [
    ...title,
    ...sentences(page, `Attempts; ${said}, from the one that is named. Times in ${tz}.`),
    ...heat(fold(hours.attempts, perColumn), width, page),
    ...(dora.bad === 0
      ? []
      : [...sentences(page, 'Bad ones among them:'), ...heat(fold(hours.bad, perColumn), width, page)]),
  ];
}

/** Columns of a terminal below which only weekdays are told, and hours come four together. */
const narrow = 50;
const medium = 80;

/** The finest table whose figures fit. */
const hoursPerColumn = (rows: Rows, columns: number): number =>
  (columns < medium ? [] : [1, 2]).find((hours) => {
    const folded = fold(rows, hours);
    return lead + (folded[0]?.length ?? 0) * cellWidth(folded) <= columns;
  }) ?? 4;

type Rows = readonly (readonly number[])[];

/** Of the names of the weekdays. */
const lead = 5;

const fold = (rows: Rows, hours: number): Rows =>
  rows.map((row) =>
    Array.from({ length: 24 / hours }, (_, n) =>
      row.slice(n * hours, (n + 1) * hours).reduce((sum, count) => sum + count, 0),
    ),
  );

const cellWidth = (rows: Rows): number => 1 + Math.max(2, String(highestOf(rows)).length);

const highestOf = (rows: Rows): number => Math.max(...rows.map((row) => Math.max(...row)));

function heat(rows: Rows, columns: number, { paint }: Page): readonly string[] {
  const highest = highestOf(rows);
  const hours = 24 / (rows[0]?.length ?? 24);
  const heads = (rows[0] ?? []).map((_, n) =>
    String(n * hours)
      .padStart(2, '0')
      .padStart(columns),
  );
  return [
    paint.dim(`${' '.repeat(lead)}${heads.join('')}`),
    ...rows.map((row, n) => {
      const cells = row.map((count) => {
        const cell = (count === 0 ? '·' : String(count)).padStart(columns);
        return count === 0 ? paint.dim(cell) : count * 3 >= highest * 2 ? paint.bold(cell) : cell;
      });
      return `  ${dayName(n)}${cells.join('')}`;
    }),
  ];
}

const dayName = (n: number): string => showWeekday(weekdays[n] ?? 'mon');

function byWeekday({ attempts, bad }: Stats['hours'], page: Page): readonly string[] {
  const sum = (row: readonly number[] = []): number => row.reduce((all, count) => all + count, 0);
  return renderTable(
    [{ head: 'day' }, { head: 'attempts', right: true }, { head: 'bad', right: true }],
    attempts.map((row, n) => ({ cells: [dayName(n), showCount(sum(row)), showCount(sum(bad[n]))] })),
    page,
  );
}
