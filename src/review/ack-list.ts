import { type CivilDate, daysBetween } from '../calendar/civil.js';
import { showDate } from '../calendar/show.js';
import type { Ack } from '../checklist/acks.js';
import { plural } from '../text/plural.js';
import { padEnd, truncate, width } from '../text/width.js';

/** `later`: it begins on another day. */
export type AckStanding = 'active' | 'ended' | 'later';

/** What `shipit ack --json` prints. Other programs rely on it. */
export interface AcksJson {
  readonly schema: 1;
  readonly file: string;
  readonly today: CivilDate;
  readonly acks: readonly (Omit<Ack, 'place'> & {
    readonly state: AckStanding;
    /** Whole days after today on which it counts; negative once it ended. */
    readonly days_left: number;
    readonly line: number;
  })[];
}

export const acksJson = (acks: readonly Ack[], file: string, today: CivilDate): AcksJson => ({
  schema: 1,
  file,
  today,
  acks: acks.map(({ place, ...ack }) => ({
    ...ack,
    state: standingOf(ack, today),
    days_left: daysBetween(today, ack.until),
    line: place.line,
  })),
});

/** The same for people: how many there are, then each on two lines, those first that need somebody. */
export function acksText(acks: readonly Ack[], file: string, today: CivilDate, columns: number): string {
  if (acks.length === 0) {
    return `Nothing is acknowledged: ${file} has no entries.\n`;
  }

  const sorted = acks.toSorted((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0));
  const words = sorted.map((ack) => leftWords(ack, today));
  const wide = Math.max(...words.map(width));
  return [
    `${file}: ${counts(acks, today)}`,
    ...sorted.flatMap((ack, index) => [
      truncate(`  ${padEnd(words[index] ?? '', wide)}  ${ack.key}`, columns),
      truncate(`  ${' '.repeat(wide)}  ${about(ack, today)}`, columns),
    ]),
    '',
  ].join('\n');
}

function about({ reason, by, until, commit }: Ack, today: CivilDate): string {
  const only = commit === undefined ? '' : `, only while ${commit} is the release or runs there`;
  return `until ${showDate(until, today)}, by ${by}${only}: ${reason}`;
}

function leftWords(ack: Ack, today: CivilDate): string {
  const days = daysBetween(today, ack.until);
  switch (standingOf(ack, today)) {
    case 'active':
      return days === 0 ? 'last day' : `${plural(days, 'day')} left`;
    case 'ended':
      return `ENDED ${plural(-days, 'day')} ago`;
    case 'later':
      return `from ${showDate(ack.at, today)}`;
  }
}

function counts(acks: readonly Ack[], today: CivilDate): string {
  const count = (standing: AckStanding): number => acks.filter((ack) => standingOf(ack, today) === standing).length;
  const [ended, later] = [count('ended'), count('later')];
  return [
    `${count('active')} active`,
    ...(ended === 0 ? [] : [`${ended} ended (their findings are back; --renew, or remove them)`]),
    ...(later === 0 ? [] : [`${later} not yet`]),
  ].join(', ');
}

const standingOf = ({ at, until }: Pick<Ack, 'at' | 'until'>, today: CivilDate): AckStanding =>
  at > today ? 'later' : today <= until ? 'active' : 'ended';
