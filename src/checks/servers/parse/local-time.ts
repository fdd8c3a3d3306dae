import { civil, isValidZone } from '../../../calendar/civil.js';

/** Where a clock without a zone stands: its IANA name where known, and what it is off UTC now (`+0300`). */
export interface HostZone {
  readonly name?: string;
  readonly offset: string;
}

/**
 * Seconds since 1970 of `2025-06-24  14:36:25` on a host's wall; undefined if it is no time. Without the name of the zone,
 * times before the clocks were changed are an hour off.
 */
export function localTime(text: string, { name, offset }: HostZone): number | undefined {
  const [, date, time] = /^(\d{4}-\d\d-\d\d) +(\d\d:\d\d:\d\d)$/.exec(text.trim()) ?? [];
  const wall = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(wall)) {
    return undefined;
  }

  const minutes = name !== undefined && isValidZone(name) ? offsetAt(wall, name) : minutesOf(offset);
  return minutes === undefined ? undefined : (wall - minutes * minuteMs) / 1000;
}

const minuteMs = 60_000;

/** Twice, because the offset of the first guess may be the one of the other side of a change. */
function offsetAt(wall: number, zone: string): number {
  const at = (ms: number): number => {
    const { date, minutes } = civil(new Date(ms), zone);
    return (Date.parse(`${date}T00:00:00Z`) + minutes * minuteMs - Math.floor(ms / minuteMs) * minuteMs) / minuteMs;
  };
  return at(wall - at(wall) * minuteMs);
}

function minutesOf(offset: string): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(offset) ?? [];
  return hours === undefined ? undefined : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
