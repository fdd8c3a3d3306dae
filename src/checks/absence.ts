import { addDays, type CivilDate, civil } from '../calendar/civil.js';
import { operatorTimeZone } from '../world/time-zone.js';
import { ownTraces } from './absence-activity.js';
import { changesSince } from './absence-changes.js';
import { absenceFacets } from './absence-facets.js';
import { declaredLeave } from './absence-leave.js';
import { type Look, lookAtAbsence } from './absence-look.js';
import { type AbsenceOptions, absenceOptions } from './absence-options.js';
import { absenceDetail, absenceFacts, absenceSummary } from './absence-show.js';
import type { Found, GatherContext, Kind } from './kind.js';
import { readHolidays } from './window-calendar.js';
import { readCalendars } from './window-ics.js';

/** Is it the operator's first day back? Leave that is written down, calendars, and traces of work (checks.md 5.2). */
export const absence: Kind<AbsenceOptions> = {
  name: 'absence',
  options: absenceOptions,
  question: () => headline,
  go: 'no',
  why: 'At the end of a three-week vacation somebody did a seemingly easy task, and had missed what had changed meanwhile.',
  facets: {
    away: { level: 'block', go: 'no', question: () => 'Are you on leave today?' },
    back: { level: 'block', go: 'no', question: () => headline },
    inferred: { level: 'warn', go: 'no', question: () => 'Is today your first day back?' },
  },
  alwaysAsks: false,
  override: 'reason',
  overrideFollowUp: 'Have you read the list of changes?',
  ttlMs: 15 * 60_000,
  timeoutMs: 15_000,
  boundToCommit: false,
  alwaysLookAgain: false,
  gather,
};

const headline = 'Is today your first day back after time off?';

async function gather(options: AbsenceOptions, context: GatherContext): Promise<Found> {
  const { checklist, operator, now, world, timeoutMs, signal } = context;
  const tz = checklist.calendar.tz ?? operatorTimeZone();
  const me = await context.me();
  const emails = me.emails.length > 0 ? me.emails : [operator.email].filter((email) => email !== '');
  // First, because git takes longest.
  const tracing = ownTraces(emails, options, tz, context);
  const today = civil(now, tz).date;
  const [calendars, declared, traces] = await Promise.all([
    readCalendars({ calendar: checklist.calendar, freezes: [], today, tz, timeoutMs, signal }, () => world.calendars),
    declaredLeave(me, options, today, context),
    tracing,
  ]);
  const { holidays, unread, uncertain } = readHolidays(checklist.calendar.holidays, today, calendars.holidays);
  const look = lookAtAbsence({
    today,
    options,
    calendar: { workDays: me.workDays ?? checklist.calendar.workDays, holidays },
    hasOwnDays: me.workDays !== undefined,
    unreadHolidays: unread,
    uncertainHolidays: uncertain,
    declared,
    traces,
    saidSince: (date) => saidHere(date, tz, context),
  });
  const since = awaySince(look);
  const changes = since === undefined ? undefined : await changesSince(since, emails, tz, context);
  return {
    summary: absenceSummary(look),
    detail: absenceDetail(look, changes),
    facts: absenceFacts(look, changes),
    facets: absenceFacets(look),
    sources: [...traces.flatMap(({ sources }) => sources), ...(changes?.sources ?? [])],
    text: absenceDetail(look, changes, Number.POSITIVE_INFINITY).join('\n'),
  };
}

/**
 * The log is where it is remembered that somebody said "No, I was here"; it holds until the next gap. An override is no
 * such answer.
 */
const saidHere = (since: CivilDate, tz: string, { history, operator }: GatherContext): readonly CivilDate[] =>
  (history.answersTo?.('inferred', `${since}T00:00:00.000Z`) ?? [])
    .filter(({ by, answer, how }) => by === operator.name && answer === 'go' && how !== 'override' && how !== 'auto')
    .map(({ at }) => civil(new Date(at), tz).date);

/** The first day that the operator was away, where it matters what happened since. */
function awaySince({ state, gap, looksAway }: Look): CivilDate | undefined {
  if (state.state !== 'here') {
    return state.absence.from;
  }

  return looksAway && gap.known ? addDays(gap.lastActive, 1) : undefined;
}
