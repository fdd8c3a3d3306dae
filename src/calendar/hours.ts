/** Minutes since midnight, `[from, to)`. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

/** `09:00-17:00`; `24:00` may end it. Undefined unless both exist and are in order: hours do not go over midnight. */
export function parseHours(text: string): Hours | undefined {
  const [from, to, ...more] = text.split('-').map((part) => parseClock(part.trim()));
  return from !== undefined && to !== undefined && more.length === 0 && from < to ? { from, to } : undefined;
}

/** Minutes since midnight of `9:30`, `09:30`, up to `24:00`. */
export function parseClock(text: string): number | undefined {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && total <= 24 * 60 ? total : undefined;
}

/** `15:00`. */
export const showMinutes = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
