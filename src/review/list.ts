import { short } from '../run/release.js';
import type { RunDigest } from '../run/summary.js';
import { plural } from '../text/plural.js';
import { safeLine } from '../text/sanitise.js';
import { padEnd, truncate, width } from '../text/width.js';
import { showOutcome } from './outcome.js';
import { createPaint, type Paint } from './paint.js';
import { createTimes } from './times.js';

export interface ListOptions {
  readonly tz: string;
  readonly now: Date;
  readonly color: boolean;
  /** Lines are cut to this width; Infinity where nobody looks at a screen. */
  readonly columns: number;
}

/** One run of the list. */
export interface ListedRun {
  readonly digest: RunDigest;
  readonly damaged: boolean;
  /** Why, where nobody changed it: only a newer version can read it; nothing can be read there. */
  readonly trouble?: 'newer' | 'unreadable';
}

/**
 * Runs as lines, in the order given:
 * `Thu 19 Nov 11:58  8f3a  ada  production  8c6783b → 3f2a91c  deployed, confirmed after 30 m  1 override (…)`
 */
export function renderList(runs: readonly ListedRun[], { tz, now, color, columns }: ListOptions): readonly string[] {
  const times = createTimes(tz, now);
  const manyApps = new Set(runs.map(({ digest }) => digest.app)).size > 1;
  const rows = runs.map(({ digest }) => [
    times.moment(digest.started),
    shortRun(digest.run),
    safeLine(digest.operator, 24),
    ...(manyApps ? [safeLine(digest.app, 24)] : []),
    safeLine(digest.target, 24),
    `${digest.from === null ? '·······' : safeLine(short(digest.from), 7)} → ${safeLine(short(digest.to), 7)}`,
  ]);
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  const plain = createPaint(false);
  const painted = createPaint(color);
  return runs.map((run, index) => {
    const facts = (rows[index] ?? []).map((cell, column) => padEnd(cell, widths[column] ?? 0)).join('  ');
    const room = columns - width(facts) - 2;
    const end = ending(run, plain);
    // Colour has no width, but it must not be cut in two: a line that does not fit goes without.
    return width(end) <= room ? `${facts}  ${ending(run, painted)}` : truncate(`${facts}  ${end}`, columns);
  });
}

/** The four digits by which a run is shown, and found again. */
const shortRun = (run: string): string => run.slice(17, 21);

function ending({ digest, damaged, trouble }: ListedRun, paint: Paint): string {
  const { overrides, overridden, incidents = 0 } = digest;
  if (digest.records === 0 || trouble !== undefined) {
    return damaged
      ? paint.bad(`${troubles[trouble ?? 'damaged']}, see \`shipit log verify\``)
      : paint.dim('nothing was recorded');
  }

  const why = overridden.map(
    ({ question, reason, second }) =>
      `${safeLine(question, 40)}: "${safeLine(reason, 40)}"${second === undefined ? '' : `, ${safeLine(second, 24)}`}`,
  );
  const because = why.length === 0 ? '' : ` (${why.join('; ')})`;
  return [
    damaged ? paint.bad(`${troubles.damaged}, see \`shipit log verify\``) : '',
    showOutcome(digest, paint),
    incidents === 0 ? '' : paint.bad(plural(incidents, 'incident')),
    overrides === 0 ? '' : paint.careful(`${plural(overrides, 'override')}${because}`),
  ]
    .filter((part) => part !== '')
    .join('  ');
}

const troubles = { newer: 'written by a newer shipit', unreadable: 'cannot be read', damaged: 'DAMAGED' } as const;
