import { safeLine } from './sanitise.js';
import { wrap } from './width.js';

/**
 * One sentence from anywhere, made harmless, further lines set in, so that what begins one stands out at the left.
 * @param before the first line: `  → `
 * @param columns of the terminal; without it all stays on one line, for those who search in it
 */
export function hanging(text: string, before: string, columns: number | undefined): string {
  const line = safeLine(text);
  const lines = columns === undefined ? [line] : wrap(line, Math.max(30, columns - 5));
  return `${before}${lines.join('\n    ')}`;
}
