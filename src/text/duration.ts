/**
 * Milliseconds of a duration as written in a checklist: `90s`, `15m`, `2h`, `3d` (a day is 24 hours), `0m`.
 * Undefined for everything else, also for numbers too large to count with.
 */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  if (count === undefined || unit === undefined) {
    return undefined;
  }
  const ms = Number(count) * (unitMs[unit] ?? Number.NaN);
  return Number.isSafeInteger(ms) ? ms : undefined;
}

/** How long something took, in the two largest units: `1 m 52 s`, `12 s`, `2 h 5 m`, `3 d`. Parts of a second are cut off. */
export function showDuration(ms: number): string {
  if (ms < second) {
    return ms > 0 ? '< 1 s' : '0 s';
  }
  const largest = units.findIndex(([, unit]) => ms >= unit);
  const parts = units.slice(largest, largest + 2).map(([name, unit, limit]) => ({
    name,
    count: Math.floor(ms / unit) % limit,
  }));
  const shown = parts.filter(({ count }) => count > 0).map(({ name, count }) => `${count} ${name}`);
  return shown.join(' ');
}

/** How long ago something was, roughly: `just now`, `41 min ago`, `3 h ago`, `6 days ago`; clocks that disagree are named. */
export function showAge(ms: number): string {
  if (ms <= -minute) {
    return 'in the future';
  }
  if (ms < minute) {
    return 'just now';
  }
  if (ms < hour) {
    return `${Math.floor(ms / minute)} min ago`;
  }
  if (ms < day) {
    return `${Math.floor(ms / hour)} h ago`;
  }
  const days = Math.floor(ms / day);
  return days === 1 ? '1 day ago' : `${days} days ago`;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const unitMs: Readonly<Record<string, number>> = { s: second, m: minute, h: hour, d: day };

/** Name, milliseconds, and how many make one of the next larger unit. */
const units = [
  ['d', day, Number.POSITIVE_INFINITY],
  ['h', hour, 24],
  ['m', minute, 60],
  ['s', second, 60],
] as const;
