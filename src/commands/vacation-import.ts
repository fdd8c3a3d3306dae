import { isAbsolute, join, resolve, sep } from 'node:path';
import { homeDirectory } from '../audit/home-directory.js';
import { stateDirectory } from '../audit/state.js';
import { addDays, type CivilDate, type DateRange } from '../calendar/civil.js';
import type { CalendarEvent } from '../calendar/content.js';
import { leaveIn } from '../checks/absence-match.js';
import { OperatorError } from '../errors.js';
import { plural } from '../text/plural.js';
import { safeLine } from '../text/sanitise.js';
import { createCalendars } from '../world/calendars.js';
import { operatorTimeZone } from '../world/time-zone.js';
import type { CommandContext } from './context.js';

/** A calendar as it was read for `shipit vacation import`. */
export interface ImportedCalendar {
  /** As it can be written into `me.yml`: a web address, or a path that holds from everywhere. */
  readonly address: string;
  readonly isWeb: boolean;
  /** Its leave, in order, no days twice. */
  readonly leaves: readonly ImportedLeave[];
  /** Sentences: what else is in it, and what was not understood. */
  readonly notes: readonly string[];
}

export interface ImportedLeave extends DateRange {
  /** As the calendar has it, made harmless; of all its events of just these days. Shown, and never written down. */
  readonly title: string;
}

/**
 * Reads the leave of a calendar: that of the last months and all to come.
 * @param named file or web address as typed; `ics:` may stand before it
 * @throws OperatorError if it cannot be read
 */
export async function readForImport(
  named: string,
  { all, today }: { readonly all: boolean; readonly today: CivilDate },
  { cwd, env }: CommandContext,
): Promise<ImportedCalendar> {
  const home = homeDirectory(env);
  const written = named.replace(/^ics:/, '').trim();
  const isWeb = /^(?:https?|webcals?):\/\//i.test(written);
  const address = isWeb
    ? written
    : homely(isAbsolute(written) || written.startsWith('~/') ? written : resolve(cwd, written), home);
  const calendars = createCalendars({
    root: cwd,
    home,
    copies: join(stateDirectory(env), 'calendars'),
    now: () => new Date(),
    tz: operatorTimeZone(env),
  });
  const days = { from: addDays(today, -daysBack), to: addDays(today, daysAhead) };
  const { name, content, problem } = await calendars.read(address, days, { signal: new AbortController().signal });
  if (content === undefined) {
    throw new OperatorError(safeLine(problem ?? `The calendar ${name} could not be read.`, 300).replace(/\.$/, ''), {
      hint: 'nothing was written',
    });
  }

  const leaves = content.events.filter(leaveIn({ all }));
  const others = content.events.length - leaves.length;
  return {
    address,
    isWeb,
    leaves: inOrder(leaves),
    notes: [
      ...(problem === undefined ? [] : [problem]),
      ...(others === 0
        ? []
        : [`${plural(others, 'other event')} of whole days: not leave by the title (--all takes all of them).`]),
      ...content.problems.map((text) => `Not understood, so not among them: ${text}`),
    ],
  };
}

/** Leave that ended longer ago is not asked about any more. */
const daysBack = 180;
const daysAhead = 730;

/** The same for whoever copies the file to another machine, where the home may lie elsewhere. */
const homely = (path: string, home: string): string =>
  path.startsWith(`${home}${sep}`) ? `~/${path.slice(home.length + 1)}` : path;

function inOrder(events: readonly CalendarEvent[]): readonly ImportedLeave[] {
  const titles = new Map<string, Set<string>>();
  for (const { from, to, summary } of events) {
    const days = `${from}..${to}`;
    titles.set(days, (titles.get(days) ?? new Set()).add(safeLine(summary, 60)));
  }

  return [...titles]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([days, found]) => {
      const [from = '', to = ''] = days.split('..');
      return { from, to, title: safeLine([...found].filter((title) => title !== '').join(', '), 60) };
    });
}
