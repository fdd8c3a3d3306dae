import { pastInstant } from '../calendar/past-instant.js';
import type { Situation } from '../engine/session.js';
import type { FormLine } from '../run/evidence.js';
import { showDuration } from '../text/duration.js';
import { isLink } from '../text/link.js';
import { plural } from '../text/plural.js';
import { isNobodyElse } from './people.js';

export type ToldLine = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly problem: string };

type Times = Pick<Situation, 'now' | 'checklist' | 'run'>;

type Told = Times & Pick<Situation, 'operator'>;

/**
 * What a line of a form comes to: its text, a link as it was typed, or a moment as UTC, ISO 8601; empty where it may be
 * left empty.
 * @param text trimmed
 */
export function toldLine(text: string, { least, is, maxAgeMs, notOperator }: FormLine, times: Told): ToldLine {
  if (text === '' && least === 0) {
    return { ok: true, value: '' };
  }

  switch (is) {
    case 'link':
      return isLink(text)
        ? { ok: true, value: text }
        : { ok: false, problem: 'A link begins with https:// and has neither blanks nor a user or password in it.' };
    case 'instant':
      return instant(text, maxAgeMs, times);
    default:
      if (notOperator && isNobodyElse(text, times.operator, times.checklist.people)) {
        return { ok: false, problem: 'Type the name of somebody else: that is you, or no name.' };
      }

      return text.length >= least
        ? { ok: true, value: text }
        : { ok: false, problem: `This needs at least ${plural(least, 'character')}; it has ${text.length}.` };
  }
}

/** What can be written there, in a sentence; undefined where that goes without saying. */
export const lineNote = ({ is }: FormLine, times: Times): string | undefined =>
  is === 'link'
    ? 'A web address: https://…'
    : is === 'instant'
      ? `now, 14:30, yesterday 16:00, 2026-11-20, or 2026-11-20 14:30 (${zoneOf(times)})`
      : undefined;

function instant(text: string, maxAgeMs: number | undefined, times: Times): ToldLine {
  const found = pastInstant(text, new Date(times.now), zoneOf(times));
  if (!found.ok) {
    return { ok: false, problem: problems[found.why] };
  }

  if (maxAgeMs !== undefined && Date.parse(times.now) - found.instant.getTime() > maxAgeMs) {
    const day = /^(?:today|yesterday|\d{4}-\d\d-\d\d)$/i.test(text) ? ' A day alone is its beginning.' : '';
    return {
      ok: false,
      problem: `That is more than ${showDuration(maxAgeMs)} ago and does not count: ask again, or answer no.${day}`,
    };
  }

  return { ok: true, value: found.instant.toISOString() };
}

const problems = {
  unreadable: 'Write it as now, 14:30, yesterday 16:00, or 2026-11-20 14:30.',
  future: 'That is still to come. Of another day, say which: yesterday 16:00.',
  'no-such-time': 'The clocks went forward: there was no such time on that day.',
} as const;

const zoneOf = ({ checklist, run }: Times): string => checklist.calendar.tz ?? run.started?.tz ?? 'UTC';
