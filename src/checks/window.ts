import { civil } from '../calendar/civil.js';
import { plural } from '../text/plural.js';
import type { Kind } from './kind.js';
import { laneOf } from './lane/which.js';
import { windowFacets } from './window-facets.js';
import { readCalendars } from './window-ics.js';
import { lookAtCalendar } from './window-now.js';
import { type WindowOptions, windowOptions } from './window-options.js';
import { windowDetail, windowFacts, windowSummary } from './window-show.js';

/**
 * Is now a good moment? Arithmetic over civil dates in the calendar's zone (checks.md 5.1), pure unless a holiday or a
 * freeze is an `ics:`.
 */
export const window: Kind<WindowOptions> = {
  name: 'window',
  options: windowOptions,
  question: () => headline,
  go: 'no',
  why: 'What breaks on the last working day, in a freeze or after hours stays broken until somebody is back to mend it.',
  facets: {
    last_day: { level: 'block', go: 'no', question: () => headline },
    freeze: { level: 'block', go: 'no', override: 'second', question: () => 'Is a deploy freeze in force?' },
    day: { level: 'block', go: 'yes', question: () => 'Is today one of our deploy days?' },
    hours: { level: 'block', go: 'yes', question: () => 'Can this deploy end within staffed hours?' },
    before_day_off: { level: 'warn', go: 'no', question: () => 'Is tomorrow a day off?' },
    after_break: {
      level: 'warn',
      go: 'no',
      question: (_, options) =>
        `Is today the team's first working day after ${plural(options.break_days, 'day')} off or more?`,
    },
  },
  alwaysAsks: false,
  override: 'reason',
  ttlMs: 60_000,
  // A calendar of the web may take five seconds, and a freeze that lets a lane pass waits for the item that knows it:
  // that one asks what the target runs. Everything else takes no time.
  timeoutMs: 45_000,
  boundToCommit: false,
  alwaysLookAgain: true,
  readsItems: true,
  gather: async (options, context) => {
    const { checklist, now, world, timeoutMs, signal } = context;
    const { calendar } = checklist;
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const tz = calendar.tz ?? zone;
    const freezes = [...calendar.freezes, ...options.freezes];
    const today = civil(now, tz).date;
    const calendars = await readCalendars({ calendar, freezes, today, tz, timeoutMs, signal }, () => world.calendars);
    const look = lookAtCalendar(options, checklist, now, zone, calendars);
    const lane = look.active.some(({ freeze }) => freeze.allow.length > 0) ? await laneOf(context) : 'none';
    const facets = windowFacets(look, lane);
    return {
      summary: windowSummary(look, facets['freeze']?.verdict !== 'no-go'),
      detail: windowDetail(look),
      facts: { ...windowFacts(look), ...(lane === 'none' ? {} : { lane }) },
      facets,
    };
  },
};

const headline = 'Is today the last working day of the week?';
