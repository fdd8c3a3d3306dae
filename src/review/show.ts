import type { RunEvent } from '../run/events.js';
import { short } from '../run/release.js';
import type { Run } from '../run/run.js';
import type { RunDigest } from '../run/summary.js';
import { safeLine } from '../text/sanitise.js';
import { padEnd, width, wrap } from '../text/width.js';
import { evidenceLines } from './evidence-lines.js';
import { showOutcome } from './outcome.js';
import { createPaint, type Paint } from './paint.js';
import { createTimes } from './times.js';
import { type Places, type Told, tell } from './told.js';

/** One record as the page needs it: its event, or for all others its type. */
export interface ShownRecord {
  /** Its number in the run. */
  readonly seq: number;
  readonly t: string;
  readonly type: string;
  readonly event?: RunEvent;
}

export interface ShowOptions {
  readonly run: Run;
  readonly digest: RunDigest;
  readonly records: readonly ShownRecord[];
  /** Number of the record to point at: `run#12`. */
  readonly marked?: number;
  /** Files of the log itself. */
  readonly files: readonly string[];
  /** Sentences about damage, late records and torn ends. */
  readonly warnings: readonly string[];
  /** Its records are not what was written, or not all of them can be read. */
  readonly damaged?: boolean;
  readonly places: Places;
  readonly tz: string;
  readonly now: Date;
  readonly color: boolean;
  readonly columns: number;
  /** No terminal shows it: paths stay whole, however long, so that they can be copied and searched for. */
  readonly piped?: boolean;
}

/** A run from its first record to its last, for people. Everything that came from outside is sanitised here once more. */
export function renderRun(options: ShowOptions): readonly string[] {
  const paint = createPaint(options.color);
  const columns = Math.max(40, Math.min(options.columns, 140));
  return [
    ...title(options, paint),
    ...options.warnings.flatMap((text) => wrap(safeLine(text), columns).map((line) => paint.bad(line))),
    ...heading(options, columns),
    ...timeline(options, paint, columns),
  ];
}

function title({ run, digest, damaged = false }: ShowOptions, paint: Paint): readonly string[] {
  // Nobody knows what a run without a beginning was about, or how it ended.
  if (run.started === undefined) {
    return [paint.bold(`Run ${digest.run}`)];
  }

  const outcome = `${damaged ? 'as far as it can be read: ' : ''}${showOutcome(digest, paint)}`;
  return [
    `${paint.bold(`Run ${digest.run}`)}  ${safeLine(digest.app)} → ${safeLine(digest.target)}  ${outcome}`.trimEnd(),
  ];
}

function heading({ run, digest, files, tz, now, piped = false }: ShowOptions, columns: number): readonly string[] {
  const times = createTimes(tz, now);
  const { started } = run;
  const who = started?.operator;
  const rows: readonly (readonly [string, string])[] = [
    ['Operator', who === undefined ? digest.operator : `${who.name} <${who.email}>, ${who.login} on ${who.host}`],
    ['Release', started === undefined ? '' : `${short(run.release.commit)}  ${run.release.subject}`],
    ...Object.entries(run.repos).map(([name, commit]) => ['', `${name} ${short(commit)}`] as const),
    ['Previous', started === undefined ? '' : previousText(run)],
    ['Started', `${times.day(digest.started)} ${times.clock(digest.started)} ${tz}`],
    ['Ended', digest.ended === null ? '' : `${times.day(digest.ended)} ${times.clock(digest.ended)}`],
    ['Checklist', started?.checklist.sources.map(({ file }) => file).join(', ') ?? ''],
    ['Written by', started === undefined ? '' : `shipit ${started.tool.version}, node ${started.tool.node}`],
    ...files.map((file) => ['Log', file] as const),
    ['Head', digest.records === 0 ? '' : digest.head],
  ];
  return [
    ...rows
      .filter(([, text]) => text !== '')
      .flatMap(([name, text]) => indented(safeLine(text), padEnd(`  ${name}`, 14), columns, piped)),
    '',
  ];
}

const previousText = ({ previous }: Run): string =>
  previous === null ? 'unknown, or none' : `${short(previous.commit)}  known from ${previous.sources.join(', ')}`;

function timeline(
  { records, marked, places, tz, now, piped = false }: ShowOptions,
  paint: Paint,
  columns: number,
): readonly string[] {
  const times = createTimes(tz, now);
  const shown = new Map<string, string>();
  const rows = records.map(({ seq, t, type, event }) => ({
    t,
    pointer: seq === marked ? '> ' : '  ',
    told: event === undefined ? unknownType(type) : toldWhole(event, places, shown),
  }));
  const widest = Math.max(0, ...rows.map(({ told }) => width(safeLine(told.about))));
  const about = Math.min(24, widest);
  return rows.flatMap(({ t, pointer, told }, index) => {
    const day = times.day(t);
    const before = rows[index - 1];
    const isNewDay = before === undefined || times.day(before.t) !== day;
    return [
      ...(isNewDay ? [paint.bold(day)] : []),
      ...row(told, `${times.clock(t)}${pointer}${padEnd(safeLine(told.about, 24), about)}  `, paint, {
        columns,
        piped,
      }),
    ];
  });
}

/**
 * With what its evidence says in detail, where that is not what was said of the item before.
 * @param shown by item: the details that stand above
 */
function toldWhole(event: RunEvent, places: Places, shown: Map<string, string>): Told {
  const told = tell(event, places);
  if (event.type !== 'evidence') {
    return told;
  }

  const lines = evidenceLines(event);
  const isNew = shown.get(event.check) !== lines.join('\n');
  shown.set(event.check, lines.join('\n'));
  return { ...told, details: [...told.details, ...(isNew || lines.length === 0 ? lines : ['Its lines stand above.'])] };
}

interface Page {
  readonly columns: number;
  readonly piped: boolean;
}

function row({ what, tone, details }: Told, lead: string, paint: Paint, { columns, piped }: Page): readonly string[] {
  // A record that somebody changed may hold any word where a verdict should be.
  const colored = tone === 'plain' || paint[tone] === undefined ? (text: string): string => text : paint[tone];
  const margin = ' '.repeat(width(lead));
  const [first = '', ...rest] = wrap(safeLine(what), columns - width(lead));
  return [
    `${lead}${colored(first)}`,
    ...rest.map((line) => `${margin}${colored(line)}`),
    ...details.flatMap((detail) => indented(safeLine(detail), margin, columns, piped).map((line) => paint.dim(line))),
  ];
}

function indented(text: string, lead: string, columns: number, piped: boolean): readonly string[] {
  const margin = ' '.repeat(width(lead));
  const room = columns - width(lead);
  const isWhole = piped && text.split(' ').some((word) => width(word) > room);
  return (isWhole ? [text] : wrap(text, room)).map((line, index) => `${index === 0 ? lead : margin}${line}`);
}

const unknownType = (type: string): Told => ({
  about: 'log',
  what: `${type}: written by another version of shipit, not shown`,
  tone: 'dim',
  details: [],
});
