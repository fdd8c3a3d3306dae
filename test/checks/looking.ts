import type { Calendar, Checklist, Freeze, Step } from '../../src/checklist/model.js';
import type { FacetFound, Found, GatherContext } from '../../src/checks/kind.js';
import { window } from '../../src/checks/window.js';
import { calendarsIn } from '../helpers/calendars.js';

export const calendar: Calendar = {
  tz: 'Europe/Istanbul',
  workDays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  hours: { from: 9 * 60, to: 16 * 60 },
  holidays: ['2026-04-03', '2026-04-06', '2026-05-14', '2026-12-25', '2027-01-01'],
  freezes: [],
};

export const step: Step = {
  name: 'deploy',
  run: 'make deploy',
  host: 'local',
  checks: [],
  tty: false,
  place: { file: 'shipit.yml', line: 1, col: 1 },
};

/** Looks at `now` (with its offset) with the calendar above, changed by `changes`. */
export async function look(
  now: string,
  changes: Partial<Calendar> = {},
  options: unknown = {},
  steps = [step],
  calendars = calendarsIn('/nowhere'),
): Promise<Found> {
  const checklist = { calendar: { ...calendar, ...changes }, deploy: { steps }, checks: [] } as unknown as Checklist;
  const context = {
    checklist,
    now: new Date(now),
    world: { calendars },
    timeoutMs: 10_000,
    signal: new AbortController().signal,
  } as unknown as GatherContext;
  const found = await window.gather?.(window.options.parse(options), context);
  return found ?? { summary: 'nothing gathered' };
}

export const facet = (found: Found, name: string): FacetFound =>
  found.facets?.[name] ?? { verdict: 'n/a', summary: 'missing' };

/** The facets that are not fine, with what their default level makes of them. */
export function problems({ facets = {} }: Found): Readonly<Record<string, string>> {
  const bad = Object.entries(facets).filter(([, { verdict }]) => verdict !== 'go' && verdict !== 'n/a');
  return Object.fromEntries(
    bad.map(([name, { verdict }]) => [
      name,
      verdict === 'no-go' && window.facets[name]?.level === 'warn' ? 'warn' : verdict,
    ]),
  );
}

export const freeze = (when: string, more: Partial<Freeze> = {}): Freeze => ({ when, allow: [], ...more });
