import { addDays, type CivilDate, type CivilMoment, civil, isCivilDate, isValidZone } from './civil.js';
import { isWindowsZone } from './ics-windows-zones.js';

/** A value of DTSTART and its like. */
export type IcsTime = IcsDay | IcsMoment;

export interface IcsDay {
  readonly type: 'day';
  readonly date: CivilDate;
}

export interface IcsMoment extends CivilMoment {
  readonly type: 'moment';
  /** IANA name, `UTC` for a time that ends in Z; undefined: what the clock on the wall shows, wherever that is. */
  readonly zone: string | undefined;
  /** False: the zone is a name that says nothing here. */
  readonly isZoneKnown: boolean;
}

/**
 * Reads a DATE or a DATE-TIME (RFC 5545 sections 3.3.4 and 3.3.5); eight digits are a day whatever the parameters say.
 * The zones that Microsoft's programs name are taken as the clock on the wall: their names cannot be looked up, and who
 * writes midnight there means the day. Undefined for a date or a time that does not exist.
 */
export function parseIcsTime(value: string, parameters: ReadonlyMap<string, string>): IcsTime | undefined {
  const [, year = '', month = '', day = '', time, hour = '', minute = '', second = '', utc] =
    /^(\d{4})(\d\d)(\d\d)(T(\d\d)(\d\d)(\d\d)(Z?))?$/i.exec(value.trim()) ?? [];
  const date = `${year}-${month}-${day}`;
  const isDay = parameters.get('VALUE')?.toUpperCase() === 'DATE';
  const isTime = Number(hour) < 24 && Number(minute) < 60 && Number(second) <= 60;
  if (!isCivilDate(date) || !isTime || (isDay && time !== undefined)) {
    return undefined;
  }

  if (time === undefined) {
    return { type: 'day', date };
  }

  const name = utc ? 'UTC' : (parameters.get('TZID') ?? '');
  const zone = knownZone(name);
  const moment = { type: 'moment', date, minutes: Number(hour) * 60 + Number(minute) } as const;
  return zone === 'unknown' ? { ...moment, zone: name, isZoneKnown: false } : { ...moment, zone, isZoneKnown: true };
}

/** What the clock in the zone `tz` shows at that moment, whose own zone must be known. */
export function inZone({ date, minutes, zone }: Omit<IcsMoment, 'type' | 'isZoneKnown'>, tz: string): CivilMoment {
  if (zone === undefined || zone === tz) {
    return { date, minutes };
  }

  const there = civil(instantOf({ date, minutes }, zone), tz);
  return { date: there.date, minutes: there.minutes };
}

/** Minutes from one to the other, as if no clock were ever changed. */
export const minutesBetween = (from: CivilMoment, to: CivilMoment): number => (utcMs(to) - utcMs(from)) / minuteMs;

export function addMinutes({ date, minutes }: CivilMoment, add: number): CivilMoment {
  const total = minutes + add;
  return {
    date: addDays(date, Math.floor(total / dayMinutes)),
    minutes: ((total % dayMinutes) + dayMinutes) % dayMinutes,
  };
}

/** Minutes of `P2W`, `P3D`, `PT36H`, `P1DT12H` (section 3.3.6); undefined for everything else, and for backwards. */
export function parseIcsDuration(value: string): number | undefined {
  const [all, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] =
    /^\+?P(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/i.exec(value.trim()) ?? [];
  const total =
    (Number(weeks) * 7 + Number(days)) * dayMinutes +
    Number(hours) * 60 +
    Number(minutes) +
    Math.floor(Number(seconds) / 60);
  return all !== undefined && /\d/.test(all) ? total : undefined;
}

export const dayMinutes = 24 * 60;

const minuteMs = 60_000;

function knownZone(name: string): string | undefined {
  if (name === '' || isWindowsZone(name)) {
    return undefined;
  }

  // `/mozilla.org/20050126_1/Europe/Berlin`: names that their makers made unique (section 3.8.3.1) end in an IANA name.
  const parts = name.split('/').slice(-3);
  const candidates = name.startsWith('/') ? parts.map((_, n) => parts.slice(n).join('/')) : [name];
  return candidates.find((candidate) => candidate.length < 60 && isValidZone(candidate)) ?? 'unknown';
}

/** The moment at which the clock in that zone shows this; of a time that the clocks left out, one beside it. */
export function instantOf(moment: CivilMoment, zone: string): Date {
  const wanted = utcMs(moment);
  let ms = wanted;
  // The second round is for moments close to a change of the clock.
  for (let round = 0; round < 2; round++) {
    ms += wanted - utcMs(civil(new Date(ms), zone));
  }
  return new Date(ms);
}

/** Only to count with. */
const utcMs = ({ date, minutes }: CivilMoment): number => Date.parse(`${date}T00:00:00Z`) + minutes * minuteMs;
