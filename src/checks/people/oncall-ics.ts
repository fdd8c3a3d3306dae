import { addDays, type CivilMoment } from '../../calendar/civil.js';
import { allEvents, spanOfEvent } from '../../calendar/event-span.js';
import { earlier, isBefore, later, type MomentSpan, overlaps } from '../../calendar/moments.js';
import { showMoment } from '../../calendar/show.js';
import { safeLine } from '../../text/sanitise.js';
import type { GatherContext } from '../kind.js';
import type { People } from '../persons.js';
import { doubtAbout, doubtsOf } from '../window-doubts.js';
import type { Needed, NeedLook, Stretch } from './model.js';
import { needed, whoIsIt } from './oncall-words.js';
import { type NamedIn, whoIsNamedIn } from './titles.js';

/**
 * Who the events of a calendar name, each for their part of the stretch. A part that nobody has, an event that names
 * nobody who is known, and one that cannot be understood leave it open who else there is.
 */
export async function readOnCallCalendar(
  address: string,
  stretch: Stretch,
  tz: string,
  { world, checklist, signal, timeoutMs }: GatherContext,
): Promise<NeedLook> {
  const days = { from: stretch.from.date, to: stretch.until.date };
  // A shift of several days that begins after noon, or ends before it, counts from the day beside (`CalendarEvent`).
  const asked = { from: addDays(days.from, -1), to: addDays(days.to, 1) };
  const read = await world.calendars.read(address, asked, { signal, tz, short: true, timeoutMs });
  if (read.content === undefined) {
    return open(read.problem ?? `the calendar ${read.name} was not read`);
  }

  const whole = { from: stretch.from, to: stretch.until };
  const shifts = allEvents(read.content)
    .map((event) => ({ span: spanOfEvent(event), ...namedBy(event.summary, checklist.people) }))
    .filter(({ span }) => overlaps(span, whole));
  const found = shifts.flatMap(({ span, people }) =>
    people.map((who) =>
      needed(who, { from: later(span.from, stretch.from), until: earlier(span.to, stretch.until) }, read.name),
    ),
  );
  const stranger = shifts.find(({ strangers }) => strangers.length > 0);
  const gap = firstGap(found, stretch);
  const why =
    doubtAbout(days, doubtsOf([read])) ??
    (stranger === undefined
      ? gap && `by ${read.name} nobody is on call ${fromInWords(gap, stretch)}`
      : `${read.name} names ${strangerInWords(stranger, stretch)}, who is not in \`people\``);
  return {
    needed: joined(found),
    facets: why === undefined ? {} : open(why).facets,
    ...(read.copyDays === undefined || read.problem === undefined ? {} : { detail: [read.problem] }),
  };
}

const open = (why: string): NeedLook => ({ needed: [], facets: { oncall: whoIsIt(why) } });

/** A title that names nobody who is known is a stranger's as a whole. */
function namedBy(title: string, people: People): NamedIn {
  const named = whoIsNamedIn(title, people);
  return named.people.length === 0 && named.strangers.length === 0 ? { people: [], strangers: [title] } : named;
}

/** `Zoe U. from Sat 21 Nov 16:00 on` */
function strangerInWords({ strangers, span }: NamedIn & { readonly span: MomentSpan }, stretch: Stretch): string {
  const names = strangers.map((name) => safeLine(name, 40) || 'nobody').join(', ');
  return isBefore(stretch.from, span.from) ? `${safeLine(names, 80)} ${fromInWords(span.from, stretch)}` : names;
}

/** The first moment of the stretch at which nobody is on call. */
function firstGap(found: readonly Needed[], { from, until }: Stretch): CivilMoment | undefined {
  let covered = from;
  for (const { stretch } of found.toSorted((a, b) => (isBefore(a.stretch.from, b.stretch.from) ? -1 : 1))) {
    if (isBefore(covered, stretch.from)) {
      return covered;
    }
    covered = later(covered, stretch.until);
  }

  return isBefore(covered, until) ? covered : undefined;
}

const fromInWords = (moment: CivilMoment, { from }: Stretch): string =>
  moment === from ? 'now' : `from ${showMoment(moment, from.date)} on`;

/** Shifts of the same person that follow each other are one. */
function joined(found: readonly Needed[]): readonly Needed[] {
  const all: Needed[] = [];
  for (const one of found.toSorted((a, b) => (isBefore(a.stretch.from, b.stretch.from) ? -1 : 1))) {
    const at = all.findIndex(
      ({ who, stretch }) => isSamePerson(who, one.who) && !isBefore(stretch.until, one.stretch.from),
    );
    const before = all[at];
    if (before === undefined) {
      all.push(one);
    } else {
      const until = later(before.stretch.until, one.stretch.until);
      all[at] = { ...before, stretch: { from: before.stretch.from, until } };
    }
  }
  return all;
}

const isSamePerson = (a: Needed['who'], b: Needed['who']): boolean => a.key === b.key && a.name === b.name;
