import { short } from '../run/release.js';
import type { RunDigest } from '../run/summary.js';
import { plural } from '../text/plural.js';
import { safeLine } from '../text/sanitise.js';
import { padEnd, truncate, width } from '../text/width.js';
import { outcomeColor, outcomeWords, showOutcome } from './outcome.js';
import { createPaint, type Paint } from './paint.js';
import { createTimes } from './times.js';

export interface ListOptions {
  readonly tz: string;
  readonly now: Date;
  readonly color: boolean;
  /** Lines are cut to this width. */
  readonly columns: number;
  /** Nobody looks at a screen: no line is cut. */
  readonly piped?: boolean;
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
 * `Thu 19 Nov 11:58  8f3a  ada  production  8c6783b → 3f2a91c  deployed  1 override (…)  confirmed after 30 m`. Where there
 * is no room, it is never incidents and overrides that are lost first.
 */
export function renderList(runs: readonly ListedRun[], options: ListOptions): readonly string[] {
  const { tz, now, color, piped = false } = options;
  const columns = piped ? Number.POSITIVE_INFINITY : options.columns;
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
    const whole = (paint: Paint): string => {
      const { must, may } = ending(run, paint, seeVerify);
      return `${facts}  ${must}${may}`;
    };
    if (width(whole(plain)) <= columns) {
      return whole(painted);
    }

    // Colour has no width, but it must not be cut in two: a line that does not fit goes without.
    const { must, may } = ending(run, plain, '');
    const room = Math.max(leastFacts, columns - width(must) - (may === '' ? 2 : 3));
    return truncate(`${truncate(facts, room)}  ${must}${may}`, columns);
  });
}

/** Columns of the time and the four digits of a run, by which it can be opened. */
const leastFacts = 23;

/** The four digits by which a run is shown, and found again. */
const shortRun = (run: string): string => run.slice(17, 21);

interface Ending {
  /** What is worth more than the release: that a run is damaged, its incidents and overrides. */
  readonly must: string;
  /** What goes first where there is no room. */
  readonly may: string;
}

/** @param hint what to do about a run that is damaged */
function ending({ digest, damaged, trouble }: ListedRun, paint: Paint, hint: string): Ending {
  if (digest.records === 0 || trouble !== undefined) {
    return damaged
      ? { must: paint.bad(`${troubles[trouble ?? 'damaged']}${hint}`), may: hint === '' ? seeVerify : '' }
      : { must: paint.dim('nothing was recorded'), may: '' };
  }

  const { overrides, overridden, incidents = 0 } = digest;
  const { words, more } = outcomeWords(digest);
  const marks = [
    ...(incidents === 0 ? [] : [paint.bad(plural(incidents, 'incident'))]),
    ...(overrides === 0 ? [] : [paint.careful(plural(overrides, 'override'))]),
  ];
  const why = overridden.map(
    ({ question, reason, second }) =>
      `${safeLine(question, 40)}: "${safeLine(reason, 40)}"${second === undefined ? '' : `, ${safeLine(second, 24)}`}`,
  );
  const outcome = paint[outcomeColor(digest)];
  const trust = damaged ? [paint.bad(`${troubles.damaged}${hint}`)] : [];
  if (marks.length === 0) {
    return { must: trust.join(''), may: `${damaged ? '  ' : ''}${showOutcome(digest, paint)}` };
  }

  return {
    must: [...trust, outcome(words), ...marks].join('  '),
    may: [
      overrides === 0 || why.length === 0 ? '' : paint.careful(` (${why.join('; ')})`),
      more === '' ? '' : outcome(`  ${more}`),
    ].join(''),
  };
}

const seeVerify = ', see `shipit log verify`';

const troubles = { newer: 'written by a newer shipit', unreadable: 'cannot be read', damaged: 'DAMAGED' } as const;
