import { safeLine } from '../../text/sanitise.js';
import { showCount, showPart, showPlural, showSeconds } from './figures.js';
import { firstOf, heading, type Page, sentences } from './page.js';
import type { Ends, ItemStats } from './stats.js';
import { type Row, renderTable } from './table.js';

/** What was asked, and what came of it. */
export function renderItems(items: readonly ItemStats[], page: Page): readonly string[] {
  if (items.length === 0) {
    return [];
  }

  const { shown, more } = firstOf([...items].sort(flaggedFirst), mostItems);
  return [
    ...heading(page, 'Items', 'what was looked at and asked'),
    ...sentences(
      page,
      'found go: what machines found, of the runs in which they could; said go: of what people were asked; on screen: the median until they answered.',
    ),
    ...renderTable(
      [
        { head: 'item' },
        { head: 'runs', right: true },
        { head: 'found go', right: true },
        { head: 'asked', right: true },
        { head: 'said go', right: true },
        { head: 'on screen', right: true },
        { head: 'last no-go' },
      ],
      shown.map((item) => toRow(item, page)),
      page,
    ),
    ...(more === 0 ? [] : sentences(page, `and ${showPlural(more, 'item')} more, in --json`)),
  ];
}

const mostItems = 40;

/** Among very many items, those that somebody should think about are not the ones left out. */
const flaggedFirst = (a: ItemStats, b: ItemStats): number => weight(b) - weight(a);

const weight = ({ flags, overridden }: ItemStats): number => flags.length + (overridden > 0 ? 1 : 0);

function toRow(item: ItemStats, { times }: Page): Row {
  const { worst, asked, lastNoGo } = item;
  const found = worst.go + worst.warn + worst.unknown + worst.noGo;
  return {
    cells: [
      safeLine(item.id, 32),
      showCount(item.runs),
      showPart(worst.go, found),
      asked === 0 ? '' : showCount(asked),
      showPart(item.go, asked),
      item.onScreen.median === undefined ? '' : showSeconds(item.onScreen.median),
      lastNoGo === undefined
        ? ''
        : `${times.day(lastNoGo.started).replace(/^\w+ /u, '')} ${lastNoGo.run.slice(17, 21)}`,
    ],
    notes: notesOn(item),
  };
}

const notesOn = (item: ItemStats): readonly string[] => [
  ...(item.overridden === 0 ? [] : [`overridden in ${showPlural(item.overridden, 'run')}: ${endsOf(item)}`]),
  ...item.flags.map((flag) =>
    flag === 'autopilot'
      ? `autopilot: ${showPlural(item.asked, 'answer')}, every one go, half of them within ${showSeconds(item.onScreen.median ?? 0)}. Is it read?`
      : `never fired: in ${showPlural(item.runs, 'run')} it found nothing, and nobody ever said no`,
  ),
];

/** A deploy that ended well and hurt somebody is not told as one that ended well. */
function endsOf({ overriddenEnds: ends, overriddenIncidents: incidents }: ItemStats): string {
  const told = endWords.flatMap(([end, word]) => (ends[end] === 0 ? [] : [`${showCount(ends[end])} ${word}`]));
  return `${told.join(', ')}${incidents === 0 ? '' : `; ${showCount(incidents)} of them with an incident`}`;
}

const endWords: readonly (readonly [keyof Ends, string])[] = [
  ['deployed', 'deployed'],
  ['unconfirmed', 'never confirmed'],
  ['failed', 'failed'],
  ['rolled-back', 'rolled back'],
  ['unknown', 'with an unknown end'],
  ['none', 'not launched'],
  ['open', 'still open'],
];
