/**
 * After which waiting something is said again, in milliseconds: 10 s, 30 s, then each minute. A line that nobody needs
 * is read aloud to somebody.
 * @param waitedMs how long it has taken by now
 * @param saidMs the reminder that was given last; 0 for none
 * @returns the reminder that is due, `undefined` for none
 */
export function reminderDue(waitedMs: number, saidMs: number): number | undefined {
  const due = waitedMs < firstMs ? 0 : waitedMs < secondMs ? firstMs : waitedMs < minuteMs ? secondMs : whole(waitedMs);
  return due > saidMs ? due : undefined;
}

const firstMs = 10_000;
const secondMs = 30_000;
const minuteMs = 60_000;

const whole = (ms: number): number => Math.floor(ms / minuteMs) * minuteMs;
