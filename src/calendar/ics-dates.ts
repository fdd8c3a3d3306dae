import type { CivilDate, DateRange } from './civil.js';
import type { RawEvent } from './ics-components.js';
import { occurrences } from './ics-occurrences.js';
import type { IcsProperty } from './ics-property.js';
import { type IcsRule, parseRule } from './ics-rule.js';
import { type IcsSpan, mustKnowZone, NotUnderstood, only, readTime, startDate } from './ics-span.js';
import { type IcsTime, inZone } from './ics-time.js';

export interface DatesQuestion {
  readonly event: RawEvent;
  readonly span: IcsSpan;
  readonly tz: string;
  /** Occurrences that other events of the calendar stand in for. */
  readonly replaced: readonly IcsTime[];
  readonly within: DateRange;
  /** Called for each step, and for each date that is listed; it may throw to end it. */
  readonly spend: () => void;
}

/**
 * The dates, within the range, on which an event begins: its start, those of its rule and its further dates, without
 * those taken out. In the zone of its start.
 * @throws NotUnderstood if any of that cannot be read
 */
export function datesOfEvent({ event, span, tz, replaced, within, spend }: DatesQuestion): readonly CivilDate[] {
  const rule = ruleOf(event);
  const further = timesIn(event, 'RDATE', 'further dates', spend).map((time) => dateFor(time, span, tz));
  const excepted = timesIn(event, 'EXDATE', 'excepted dates', spend);
  const stoodInFor = replaced.map((time) => {
    spend();
    return dateFor(time, span, tz);
  });
  const taken = new Set([...excepted.map((time) => dateFor(time, span, tz)), ...stoodInFor]);
  const first = startDate(span);
  const repeated = rule === undefined ? [first] : repetitions({ rule, span, tz, within, spend });
  return [...new Set([...repeated, ...further])].filter(
    (date) => date >= within.from && date <= within.to && !taken.has(date),
  );
}

function ruleOf(event: RawEvent): IcsRule | undefined {
  const written = only(event, 'RRULE');
  const rule = written && parseRule(written.value);
  if (written !== undefined && rule === undefined) {
    throw new NotUnderstood('repeats by a rule that is not understood');
  }

  if (rule?.until !== undefined) {
    mustKnowZone(rule.until, 'its last repetition');
  }

  return rule;
}

/** The times of a property that is a list and may stand there often. */
function timesIn(event: RawEvent, name: string, words: string, spend: () => void): readonly IcsTime[] {
  if (event.unreadable.includes(name)) {
    throw new NotUnderstood(`cannot be understood: its ${words} are no line of a calendar`);
  }

  return event.properties.filter((one) => one.name === name).flatMap((property) => timesOf(property, words, spend));
}

const timesOf = (property: IcsProperty, words: string, spend: () => void): readonly IcsTime[] =>
  property.value
    .split(',')
    .filter((one) => one.trim() !== '')
    .map((one) => {
      spend();
      const time = readTime(one, property, `one of its ${words}`);
      mustKnowZone(time, `one of its ${words}`);
      return time;
    });

/** On which date of its own zone an occurrence begins. Whole days have no zone: the date counts as written. */
function dateFor(time: IcsTime, span: IcsSpan, tz: string): CivilDate {
  return time.type === 'day' || span.type === 'days' ? time.date : inZone(time, span.start.zone ?? tz).date;
}

function repetitions({
  rule,
  span,
  tz,
  within,
  spend,
}: Pick<DatesQuestion, 'span' | 'tz' | 'within' | 'spend'> & { readonly rule: IcsRule }): readonly CivilDate[] {
  const dates: CivilDate[] = [];
  let count = 0;
  for (const date of occurrences(rule, startDate(span), within, spend)) {
    count++;
    spend();
    if (count > (rule.count ?? Number.POSITIVE_INFINITY) || isAfter(date, rule.until, span, tz)) {
      break;
    }

    if (date >= within.from) {
      dates.push(date);
    }
  }
  return dates;
}

function isAfter(date: CivilDate, until: IcsTime | undefined, span: IcsSpan, tz: string): boolean {
  if (until === undefined || until.type === 'day') {
    return until !== undefined && date > until.date;
  }

  if (span.type === 'days') {
    // Midnight of the last day is written in UTC by some programs and as it is by others: the later one counts.
    return date > until.date && date > inZone(until, tz).date;
  }

  const last = inZone(until, span.start.zone ?? tz);
  return date > last.date || (date === last.date && span.start.minutes > last.minutes);
}
