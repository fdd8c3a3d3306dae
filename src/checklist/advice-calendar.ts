import { type CivilDate, parseDateRange } from '../calendar/civil.js';
import { parseFreeze } from '../calendar/freeze.js';
import type { Advice, AdviceContext } from './advice-request.js';

/** A calendar that ran out: it looks kept, and knows nothing of the days to come. */
export function adviseOnCalendar({ checklist, today, at }: AdviceContext): readonly Advice[] {
  const { holidays, freezes } = checklist.calendar;
  const isOver = (text: string): boolean => (lastDay(text) ?? today) < today;
  const past = (key: 'holidays' | 'freezes', effect: string): Advice => ({
    rule: 'calendar-past',
    message: `all \`${key}\` of the calendar are over: ${effect}`,
    place: at('calendar', key),
    hint: `add those to come${key === 'freezes' ? ', or write one that comes back: `yearly 12-18..01-03`' : ', or a calendar that is kept elsewhere: `ics:FILE-or-URL`'}`,
  });
  return [
    ...(holidays.length > 0 && holidays.every(isOver)
      ? [past('holidays', 'every day off to come counts as a working day')]
      : []),
    ...(freezes.length > 0 && freezes.every(({ when }) => isOver(when)) ? [past('freezes', 'none is in force')] : []),
  ];
}

/** The last day of something that happens once; undefined for what comes back and for calendars. */
function lastDay(text: string): CivilDate | undefined {
  const range = parseDateRange(text);
  if (range) {
    return range.to;
  }
  const freeze = parseFreeze(text);
  return freeze?.type === 'once' ? freeze.to.date : undefined;
}
