import { safeLine } from '../../text/sanitise.js';
import { wrap } from '../../text/width.js';
import { showCount, showMedian, showPart, showPlural, showRate, showShare } from './figures.js';
import { heading, type Page, sentences } from './page.js';
import { sparkline } from './sparkline.js';
import type { Dora, Stats, WeekStats } from './stats.js';
import { renderTable } from './table.js';
import { weekly } from './weekly.js';

/** The four figures, each with what it means and what it rests on; then by target. */
export const renderDora = (stats: Stats, page: Page): readonly string[] => [
  ...frequency(stats, page),
  ...leadTime(stats.dora, page),
  ...failShare(stats.dora, page),
  ...restore(stats.dora, page),
  ...byTarget(stats, page),
];

function frequency(stats: Stats, page: Page): readonly string[] {
  const { dora } = stats;
  const weeks = weekly(stats, page.columns - 2);
  const figure =
    dora.perWeek === undefined || dora.perDay === undefined
      ? 'not known'
      : `${showRate(dora.perWeek)} a week, ${showRate(dora.perDay)} a day`;
  const rests = `Rests on ${few(dora.deployments, 'deployment')} in ${showDays(stats.span?.days ?? 0)}.`;
  return [
    ...heading(page, 'Deployment frequency', figure),
    ...sentences(page, `How often a deploy command ended well. ${rests}`),
    ...(weeks === undefined || weeks.weeks < 2 || dora.deployments === 0
      ? []
      : [
          `  ${sparkline(weeks.steps, page)}`,
          ...wrap(
            `${weeks.weeksPerStep === 1 ? 'A mark is a week' : `A mark is ${weeks.weeksPerStep} weeks`}. First week ${week(weeks.first)}, last ${week(weeks.last)}, highest ${week(weeks.highest)}.`,
            page.columns - 2,
          ).map((line) => `  ${line}`),
        ]),
  ];
}

const showDays = (days: number): string =>
  days < 56 ? showPlural(Math.ceil(days), 'day') : showPlural(Math.round(days / 7), 'week');

const week = ({ monday, deployments }: WeekStats): string => `${showCount(deployments)} (from ${monday})`;

const leadTime = ({ leadTime: time }: Dora, page: Page): readonly string[] => [
  ...heading(page, 'Lead time', showMedian(time)),
  ...sentences(
    page,
    `From the median commit of a release to the end of its deploy; half took longer. Rests on ${few(time.of, 'deployment')}${
      time.unknown === 0 ? '' : `; of ${showCount(time.unknown)} it is not known`
    }.`,
  ),
];

function failShare({ failShare: share, bad, badBy, attempts }: Dora, page: Page): readonly string[] {
  const reasons = [
    [badBy.failed, 'failed'],
    [badBy.rolledBack, 'rolled back'],
    [badBy.unknown, 'with an unknown end'],
    [badBy.incident, 'with an incident'],
  ] as const;
  const why = reasons.flatMap(([count, word]) => (count === 0 ? [] : [`${showCount(count)} ${word}`])).join(', ');
  return [
    ...heading(page, 'Change-fail share', share === undefined ? 'not known' : showShare(share)),
    ...sentences(
      page,
      `Attempts that failed, were rolled back, have an unknown end or carry an incident. Rests on ${few(attempts, 'attempt')}: ${
        bad === 0 ? 'none was bad' : `${showCount(bad)} bad (${why})`
      }.`,
    ),
  ];
}

const restore = ({ restore: { of, open, ...time } }: Dora, page: Page): readonly string[] => [
  ...heading(page, 'Time to restore', showMedian({ of, ...time })),
  ...sentences(
    page,
    `From a bad attempt to the moment its target was well: its own roll-back, or the next good deployment; half took longer. Rests on ${few(of, 'bad attempt')}${
      open === 0 ? '' : `; ${showCount(open)} ${open === 1 ? 'is' : 'are'} still open`
    }.`,
  ),
];

/** Small numbers are said. */
const few = (count: number, one: string): string =>
  count === 0 ? `no ${one}` : `${count < 10 ? 'only ' : ''}${showPlural(count, one)}`;

function byTarget({ targets }: Stats, page: Page): readonly string[] {
  const [only] = targets;
  if (targets.length < 2) {
    return only === undefined
      ? []
      : ['', ...wrap(`All of it is about the target ${safeLine(only.target, 40)}.`, page.columns)];
  }

  return [
    ...heading(page, 'By target', 'what stands above counts all of them'),
    ...renderTable(
      [
        { head: 'target' },
        { head: 'attempts', right: true },
        { head: 'deployed', right: true },
        { head: 'a week', right: true },
        { head: 'lead time', right: true },
        { head: 'bad', right: true },
        { head: 'restore', right: true },
        { head: 'open', right: true },
      ],
      targets.slice(0, mostTargets).map((one) => ({
        cells: [
          safeLine(one.target, 24),
          showCount(one.attempts),
          showCount(one.deployments),
          one.perWeek === undefined ? '' : showRate(one.perWeek),
          one.leadTime.median === undefined ? '' : showMedian(one.leadTime),
          showPart(one.bad, one.attempts),
          one.restore.median === undefined ? '' : showMedian(one.restore),
          one.restore.open === 0 ? '' : showCount(one.restore.open),
        ],
      })),
      page,
    ),
    ...(targets.length > mostTargets
      ? sentences(page, `and ${showPlural(targets.length - mostTargets, 'target')} more`)
      : []),
  ];
}

const mostTargets = 12;
