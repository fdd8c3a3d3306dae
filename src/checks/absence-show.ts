import { lookBackDays } from '../calendar/absence.js';
import { showDate, showWeekday } from '../calendar/show.js';
import { showRange } from '../calendar/show-range.js';
import type { Json } from '../run/evidence.js';
import { plural } from '../text/plural.js';
import type { Trace } from './absence-activity.js';
import type { Changes } from './absence-changes.js';
import { absenceFacets, backInWords, hereInWords, missedInWords } from './absence-facets.js';
import type { LeaveSource } from './absence-leave.js';
import type { Look } from './absence-look.js';

/** The one line beside the item. */
export function absenceSummary(look: Look): string {
  const { state, unread, nothingKnown, looksAway } = look;
  const facets = absenceFacets(look);
  switch (state.state) {
    case 'away':
      return facets['away']?.summary ?? '';
    case 'back':
      return backInWords(look);
    case 'here':
      return (
        unread[0] ??
        (nothingKnown ? 'not known: no leave is written down' : looksAway ? missedInWords(look) : hereInWords(look))
      );
  }
}

/**
 * What to do, where it comes from, and what changed meanwhile.
 * @param most lines of each section of the changes; the rest is counted
 */
export const absenceDetail = (look: Look, changes: Changes | undefined, most = 80): readonly string[] => [
  ...adviceFor(look),
  ...look.declared.map((source) => leaveLine(source, look)),
  ...(look.declared.length === 0 && !look.looksAway ? ['no leave is written down: `shipit vacation add` does it'] : []),
  ...look.traces.map((trace) => traceLine(trace, look)),
  ...ownDaysLine(look),
  ...(look.unreadHolidays === undefined ? [] : [look.unreadHolidays]),
  ...doubtLines(look),
  ...(changes === undefined ? [] : changeLines(changes, look, most)),
];

/** What goes into the audit log (checks.md 5.2): days, and nothing of what a calendar says about them. */
export function absenceFacts(look: Look, changes: Changes | undefined): { readonly [key: string]: Json } {
  const { state, gap, options, source, looksAway, unread } = look;
  const isOpen = state.state === 'here' && unread.length > 0;
  return {
    state: isOpen ? 'unknown' : looksAway ? 'inferred' : state.state,
    source: source ?? null,
    absence: state.absence === undefined ? null : { ...state.absence },
    day_back: state.state === 'away' || state.absence === undefined ? null : state.dayBack,
    rest: options.rest,
    inferred: gap.known ? { last_active: gap.lastActive, missed: gap.missed } : null,
    changes: changes === undefined ? null : { since: changes.since, ...changes.facts },
  };
}

function adviceFor({ looksAway, gap }: Look): readonly string[] {
  if (!looksAway || !gap.known || gap.missing === undefined) {
    return [];
  }

  const { from, to } = gap.missing;
  return [
    'If you were here all the time, go on: that is remembered until the next time you seem to be away.',
    `If you were away, stop here and write it down: shipit vacation add ${from === to ? from : `${from}..${to}`}`,
  ];
}

/** The leaves around today; a calendar can hold many years. */
function leaveLine({ name, leaves, unread }: LeaveSource, { today, state }: Look): string {
  if (unread !== undefined) {
    return unread;
  }

  const about = state.absence;
  const near = about === undefined ? [] : leaves.filter(({ from, to }) => from <= about.to && to >= about.from);
  const next = leaves.filter(({ from }) => from > today).sort((a, b) => (a.from < b.from ? -1 : 1))[0];
  const said = [
    ...near.map((range) => showRange(range, today)),
    ...(next === undefined || near.includes(next) ? [] : [`next ${showRange(next, today)}`]),
  ];
  return `${name}: ${said.length === 0 ? 'no leave lately' : said.slice(0, 8).join(', ')}`;
}

function traceLine({ name, dates, unread }: Trace, { today }: Look): string {
  if (unread !== undefined) {
    return unread;
  }

  const past = dates.filter((date) => date < today);
  const last = past.at(-1);
  const what = name === 'git' ? 'your commits' : 'your runs';
  return last === undefined
    ? `${name}: none of ${what} in the last ${lookBackDays} days`
    : `${name}: ${what} on ${plural(past.length, 'day')} of the last ${lookBackDays}, last on ${showDate(last, today)}`;
}

const ownDaysLine = ({ hasOwnDays, calendar }: Look): readonly string[] =>
  hasOwnDays ? [`me.yml: you work on ${calendar.workDays.map(showWeekday).join(', ')}`] : [];

/** As far as they make a difference. */
function doubtLines(look: Look): readonly string[] {
  const { back } = absenceFacets(look);
  return back?.verdict === 'warn' ? (back.findings ?? []).map(({ text }) => text) : [];
}

function changeLines({ since, sections }: Changes, { today }: Look, most: number): readonly string[] {
  return [
    `While you were away, since ${showDate(since, today)}:`,
    ...sections.flatMap(({ title, lines }) => [
      `  ${title}`,
      ...lines.slice(0, most).map((line) => `    ${line}`),
      ...(lines.length > most ? [`    … and ${lines.length - most} more`] : []),
    ]),
  ];
}
