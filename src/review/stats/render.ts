import { safeLine } from '../../text/sanitise.js';
import { wrap } from '../../text/width.js';
import { createPaint } from '../paint.js';
import { createTimes } from '../times.js';
import { showCount, showPart, showPlural } from './figures.js';
import { firstOf, heading, type Page, sentences } from './page.js';
import { renderBeside } from './render-beside.js';
import { renderDora } from './render-dora.js';
import { renderItems } from './render-items.js';
import { renderWhen } from './render-when.js';
import type { Stats } from './stats.js';
import { renderTable } from './table.js';

export interface RenderStatsOptions {
  readonly now: Date;
  readonly color: boolean;
  readonly columns: number;
  /** Nothing but ASCII may be drawn. */
  readonly ascii: boolean;
}

/** All figures for people, from 40 columns on. */
export function renderStats(stats: Stats, { now, color, columns, ascii }: RenderStatsOptions): readonly string[] {
  const page: Page = {
    columns: Math.max(40, Math.min(columns, 140)),
    paint: createPaint(color),
    times: createTimes(stats.tz, now),
    ascii,
  };
  const lines = [
    ...summary(stats, page),
    ...(stats.span === undefined
      ? []
      : [
          ...renderDora(stats, page),
          ...renderItems(stats.items, page),
          ...renderBeside(stats, page),
          ...operators(stats, page),
          ...renderWhen(stats, page),
        ]),
  ];
  return ascii ? lines.map(toAscii) : lines;
}

function summary({ span, runs, tz }: Stats, { columns, paint, times }: Page): readonly string[] {
  const { found, damaged, dryRuns, attempts, deployments } = runs;
  const counted = found - damaged - dryRuns;
  const open = runs.outcomes.running + runs.outcomes.paused;
  const told = [
    `${showPlural(attempts, 'attempt')} to deploy, ${showCount(deployments)} ended well`,
    `${showPlural(counted - attempts - open, 'run')} launched nothing`,
    ...(open === 0 ? [] : [`${showCount(open)} ${open === 1 ? 'is' : 'are'} still open`]),
  ];
  const day = (ms: number): string => times.day(new Date(ms).toISOString());
  const leftOut = [
    ...(dryRuns === 0 ? [] : [showPlural(dryRuns, 'dry run')]),
    ...(damaged === 0 ? [] : [`${showPlural(damaged, 'run')} that cannot be trusted, see \`shipit log verify\``]),
  ];
  return [
    ...(span === undefined
      ? wrap('There is no run that can be counted.', columns)
      : [
          ...wrap(`${showPlural(counted, 'run')} from ${day(span.from)} to ${day(span.to)}, times in ${tz}`, columns),
          ...wrap(told.join('; '), columns),
        ]),
    ...(leftOut.length === 0
      ? []
      : wrap(`Left out: ${leftOut.join('; ')}`, columns).map((line) => (damaged === 0 ? line : paint.bad(line)))),
    ...(span === undefined ? [] : wrap(takenFrom, columns).map((line) => paint.dim(line))),
  ];
}

const takenFrom = 'Runs of the index are taken as they stand: `shipit log verify` proves them.';

function operators({ operators: all }: Stats, page: Page): readonly string[] {
  if (all.length === 0) {
    return [];
  }

  const { shown, more } = firstOf(all, mostOperators);
  return [
    ...heading(page, 'By operator'),
    ...renderTable(
      [
        { head: 'operator' },
        { head: 'attempts', right: true },
        { head: 'bad', right: true },
        { head: 'share', right: true },
        { head: 'overrides', right: true },
      ],
      shown.map(({ operator, attempts, bad, overrides }) => ({
        cells: [
          safeLine(operator, 24),
          showCount(attempts),
          showCount(bad),
          showPart(bad, attempts),
          showCount(overrides),
        ],
      })),
      page,
    ),
    ...(more === 0 ? [] : sentences(page, `and ${showPlural(more, 'operator')} more, in --json`)),
  ];
}

const mostOperators = 15;

/** One column each, so that tables stay in line. */
const toAscii = (line: string): string => line.replaceAll('·', '.').replaceAll('…', '~');
