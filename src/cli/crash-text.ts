import { createRedactor } from '../text/redact.js';
import { safe } from '../text/sanitise.js';

/**
 * What shipit says when it fails itself: where in its own code, and what is left to do. Whatever stands in an error may
 * come from outside, and a report is made to be passed on: nothing in it draws, and no secret is told.
 * @param env whose secrets are not repeated
 */
export function crashText(thrown: unknown, env: Readonly<Record<string, string | undefined>>): string {
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return `shipit: internal error\n${createRedactor(env)(safe(text)).slice(0, longest)}\n  → what was recorded is kept; go on with a walk: shipit resume\n`;
}

const longest = 10_000;
