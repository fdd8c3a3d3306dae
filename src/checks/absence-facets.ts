import { showDate } from '../calendar/show.js';
import { showRange } from '../calendar/show-range.js';
import { plural } from '../text/plural.js';
import type { Look } from './absence-look.js';
import type { FacetFound } from './kind.js';
import { withDoubts } from './window-doubts.js';

/**
 * What each facet comes to, before levels. What could not be read could have said anything: that is never go. Leave is
 * no finding with a key of its own: acknowledgements are the team's, and stand in the repository.
 */
export const absenceFacets = (look: Look): Readonly<Record<string, FacetFound>> => ({
  away: away(look),
  back: back(look),
  inferred: inferred(look),
});

/** `first working day back after 15 working days off (2–20 Nov); wait until Wed 25 Nov`, and the like. */
export function backInWords({ state, today }: Look): string {
  if (state.state !== 'back') {
    return '';
  }

  const { absence, dayBack, waitUntil } = state;
  const day = dayBack === 0 ? 'not back at work yet' : `${ordinals[dayBack] ?? `${dayBack}th`} working day back`;
  const wait = waitUntil === undefined ? '' : `; wait until ${showDate(waitUntil, today)}`;
  return `${day} after ${plural(absence.workdays, 'working day')} off (${showRange(absence, today)})${wait}`;
}

/** Who is here, and since when. */
export function hereInWords({ state, options, gap, today, declared }: Look): string {
  if (state.state === 'here' && state.absence !== undefined) {
    const { absence, dayBack } = state;
    const range = showRange(absence, today);
    return absence.workdays >= options.min
      ? `here ${plural(dayBack, 'working day')}, after ${absence.workdays} off (${range})`
      : `${plural(absence.workdays, 'working day')} off (${range}), fewer than ${options.min}`;
  }

  const leave = declared.length === 0 ? 'no leave is written down' : 'no leave lately';
  return gap.known ? `last active ${showDate(gap.lastActive, today)}, ${leave}` : leave;
}

/** `no trace of you on the last 15 working days (2–20 Nov)`. */
export const missedInWords = ({ gap, today }: Look): string =>
  gap.known && gap.missing !== undefined
    ? `no trace of you on the last ${plural(gap.missed, 'working day')} (${showRange(gap.missing, today)})`
    : '';

const ordinals = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

function away(look: Look): FacetFound {
  const { state, today, unread, nothingKnown } = look;
  if (state.state === 'away') {
    return { verdict: 'no-go', summary: `you are on leave until ${showDate(state.absence.to, today)}` };
  }

  return unreadOr(unread, nothingKnown ? noneKnown : { verdict: 'go', summary: 'no leave today' });
}

function back(look: Look): FacetFound {
  const { state, unread, unreadHolidays, uncertain, nothingKnown } = look;
  if (state.state === 'away') {
    return { verdict: 'n/a', summary: 'you are on leave' };
  }

  if (state.state === 'back') {
    return { verdict: 'no-go', summary: backInWords(look) };
  }

  // A holiday that nobody knows of would pass for a day of work after the leave.
  const open = [...unread, ...(state.absence && unreadHolidays !== undefined ? [unreadHolidays] : [])];
  return unreadOr(
    open,
    nothingKnown ? noneKnown : withDoubts({ verdict: 'go', summary: hereInWords(look) }, uncertain),
  );
}

function inferred(look: Look): FacetFound {
  const { state, traces, gap, looksAway, today } = look;
  if (state.state !== 'here') {
    return { verdict: 'n/a', summary: 'your leave is written down' };
  }

  const unread = traces.flatMap((trace) => trace.unread ?? []);
  if (gap.known && !looksAway) {
    return { verdict: 'go', summary: `last active ${showDate(gap.lastActive, today)}` };
  }

  if (unread.length > 0 || !gap.known) {
    const days = gap.known ? 0 : gap.days;
    return unreadOr(unread, { verdict: 'n/a', summary: `too little history: traces of you on ${plural(days, 'day')}` });
  }

  const since = showRange({ from: gap.lastActive, to: gap.lastActive }, today);
  const text = missedInWords(look);
  return {
    // Nobody knows, so whoever raises its level gets two answers; by itself it is a warning.
    verdict: 'unknown',
    summary: text,
    question: `You seem to have been away since ${since}. Is today your first day back?`,
    findings: [{ key: gap.lastActive, verdict: 'unknown', text }],
  };
}

const noneKnown: FacetFound = { verdict: 'n/a', summary: 'no leave is written down' };

const unreadOr = (unread: readonly string[], otherwise: FacetFound): FacetFound =>
  unread.length > 0 ? { verdict: 'unknown', summary: unread.join(' ') } : otherwise;
