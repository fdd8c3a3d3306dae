import { safeLine } from '../../text/sanitise.js';
import { wrap } from '../../text/width.js';
import { showCount, showPart, showPlural } from './figures.js';
import { firstOf, heading, type Page, sentences } from './page.js';
import type { BadAttempt, Besides, ItemBeside, Standing, Stats } from './stats.js';
import { renderTable } from './table.js';

/** Which item could have stopped what went wrong: what stood beside bad attempts, and beside the others. */
export function renderBeside({ dora, beside, bad }: Stats, page: Page): readonly string[] {
  if (dora.bad === 0) {
    return [];
  }

  const { shown, more } = firstOf(rowsOf(beside), mostRows);
  const small = dora.bad < 10 ? ` Only ${showPlural(dora.bad, 'bad attempt')}: single stories, no rule.` : '';
  return [
    ...heading(page, 'Which item could have stopped it', showPlural(dora.bad, 'bad attempt')),
    ...sentences(
      page,
      `How items stood before bad attempts, and before the others. That tells what stood beside them, not what caused them.${small}`,
    ),
    ...(shown.length === 0
      ? ['  Every item that is asked had simply passed, or a person had said go.']
      : renderTable(
          [{ head: 'item' }, { head: 'stood' }, { head: 'before bad' }, { head: 'before others' }],
          shown.map(({ id, standing, bad: before, good }) => ({
            cells: [safeLine(id, 32), standingWords[standing], share(before, standing), share(good, standing)],
          })),
          page,
        )),
    ...(more === 0 ? [] : sentences(page, `and ${showPlural(more, 'row')} more, in --json`)),
    ...newest(bad, page),
  ];
}

const mostRows = 15;

interface BesideRow extends ItemBeside {
  readonly standing: Standing;
}

/** What happened before bad attempts only, or more often, first. */
const rowsOf = (beside: readonly ItemBeside[]): readonly BesideRow[] =>
  told.flatMap((standing) =>
    beside
      .filter(({ bad }) => bad.standings[standing] > 0)
      .map((item) => ({ ...item, standing }))
      .sort((a, b) => lift(b) - lift(a)),
  );

const lift = ({ bad, good, standing }: BesideRow): number => part(bad, standing) - part(good, standing);

const part = ({ standings, attempts }: Besides, standing: Standing): number =>
  attempts === 0 ? 0 : standings[standing] / attempts;

const told: readonly Standing[] = ['overridden', 'by-hand', 'accepted-warning', 'absent', 'n/a'];

const standingWords: Readonly<Record<Standing, string>> = {
  overridden: 'overridden',
  'by-hand': 'answered by hand',
  'accepted-warning': 'warning accepted',
  absent: 'not asked',
  'n/a': 'n/a',
  human: 'a person said go',
  auto: 'passed',
};

const share = ({ standings, attempts }: Besides, standing: Standing): string =>
  `${showCount(standings[standing])} of ${showCount(attempts)}${attempts < 10 ? '' : ` (${showPart(standings[standing], attempts)})`}`;

function newest(bad: readonly BadAttempt[], page: Page): readonly string[] {
  const { shown } = firstOf(bad, mostAttempts);
  return [
    `  ${page.paint.bold(shown.length === 1 ? 'The newest bad attempt' : `The newest ${shown.length} bad attempts`)}`,
    ...shown.flatMap((attempt) => [
      ...wrap(
        `${page.times.moment(attempt.started)} ${attempt.run.slice(17, 21)} ${safeLine(attempt.target, 24)}, ${safeLine(attempt.operator, 24)}: ${attempt.outcome.replace('-', ' ')}`,
        page.columns - 2,
      ).map((line) => `  ${line}`),
      ...wrap(besideWords(attempt), page.columns - 4).map((line) => page.paint.dim(`    ${line}`)),
      ...attempt.incidents
        .slice(-mostIncidents)
        .flatMap((text) => wrap(`incident: ${safeLine(text, 120)}`, page.columns - 4).map((line) => `    ${line}`)),
    ]),
  ];
}

const mostAttempts = 5;
const mostIncidents = 2;
const mostNames = 6;

function besideWords({ items }: BadAttempt): string {
  const groups = told.flatMap((standing) => {
    const { shown, more } = firstOf(
      items.filter((item) => item.standing === standing),
      mostNames,
    );
    const names = shown.map(({ id }) => safeLine(id, 32)).join(', ');
    return shown.length === 0 ? [] : [`${standingWords[standing]}: ${names}${more === 0 ? '' : ` and ${more} more`}`];
  });
  return groups.length === 0 ? 'everything asked had passed' : groups.join('; ');
}
