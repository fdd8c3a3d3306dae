/** Milliseconds since 1970 of a recorded time; undefined for what is none, or lies where no calendar helps. */
export function instantOf(recorded: string | null | undefined): number | undefined {
  const ms = Date.parse(recorded ?? '');
  return ms >= 0 && ms < year9999 ? ms : undefined;
}

/** Its last day is another year somewhere, which has five digits. */
const year9999 = Date.UTC(9999, 0, 1);

/** UTC, ISO 8601; null for an instant that no calendar has. */
export const instantText = (ms: number): string | null =>
  Math.abs(ms) <= farthest ? new Date(ms).toISOString() : null;

/** ECMA-262, time values and time range. */
const farthest = 8.64e15;
