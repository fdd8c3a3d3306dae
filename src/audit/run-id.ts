/**
 * A new run's id: `20260727T101500Z-8f3a1c22d0`, the UTC second it began and ten random hexadecimal digits, so that
 * ids sort by time and never meet.
 * @param random gives at least ten lower-case hexadecimal digits
 */
export function createRunId(now: Date, random: () => string): string {
  const id = `${runIdAt(now)}-${random().slice(0, 10)}`;
  if (!isRunId(id)) {
    throw new RangeError(`not a run id: ${id}`);
  }

  return id;
}

/** Run ids become file names: whatever is not exactly of this shape never touches a path. */
export const isRunId = (text: string): boolean => /^\d{8}T\d{6}Z-[0-9a-f]{10}$/.test(text);

/** The instant in a run id, as UTC ISO 8601: `2026-07-27T10:15:00Z`. */
export const runIdTime = (run: string): string =>
  `${run.slice(0, 4)}-${run.slice(4, 6)}-${run.slice(6, 11)}:${run.slice(11, 13)}:${run.slice(13, 16)}`;

/** How the ids of runs begin that began at this instant: `20260727T101500Z`. */
export const runIdAt = (instant: Date): string => `${instant.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
