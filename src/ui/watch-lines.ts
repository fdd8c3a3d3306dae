import type { Situation } from '../engine/session.js';
import type { ProbeView, WatchView } from '../engine/watch/view.js';
import { probeKey } from '../run/watch.js';
import { showAge, showDuration } from '../text/duration.js';
import { plural } from '../text/plural.js';
import { padEnd, truncate, width } from '../text/width.js';
import { blank, clip, indented, type Line, line, paragraph, type Tone } from './lines.js';
import type { Marks } from './marks.js';
import { foldWell, type ProbeRow, worstFirst } from './watch-fold.js';

export interface WatchLinesContext {
  readonly situation: Situation;
  readonly marks: Marks;
  readonly columns: number;
}

/** While the watch goes on and asks nothing: how far it is, what every probe says, and what comes next. */
export function watchLines(watch: WatchView, context: WatchLinesContext & { readonly rows: number }): readonly Line[] {
  const { situation, columns, rows, marks } = context;
  const head = [
    ...paragraph(`Watching ${situation.run.target}: ${progressWords(watch, situation)}`, columns, 'strong'),
    ...bar(watch, situation, columns, marks),
  ];
  const probes = probeLines(watch, context);
  const foot = paragraph(nextWords(watch, situation), columns, 'quiet');
  const room = rows - head.length - foot.length;
  return room >= Math.min(probes.length, 3) + 2
    ? [...head, blank, ...clip(probes, room - 2), blank, ...foot]
    : [...head.slice(0, Math.max(1, rows - probes.length)), ...clip(probes, Math.max(0, rows - 1))].slice(0, rows);
}

/** One line for every probe: how it is, what it said last, and when. Of one that is well on several hosts one for all. */
export function probeLines(watch: WatchView, { situation, marks, columns }: WatchLinesContext): readonly Line[] {
  const onHosts = watch.probes.some(({ host }) => host !== 'local');
  // With many hosts there may be no room for all: what is left out must be what is well.
  const rows = foldWell(onHosts ? worstFirst(watch.probes) : watch.probes);
  const longest = Math.max(16, Math.min(40, Math.floor(columns / 3)));
  const names = Math.min(longest, Math.max(0, ...rows.map((row) => width(rowName(row)))));
  return rows.map((row): Line => {
    const { mark, word, tone } = lookOf(row.probe, watch, marks);
    const start = `${mark} ${padEnd(word, stateColumns)} `;
    const name = `${padEnd(truncate(rowName(row), names), names)}  `;
    const room = columns - width(start) - width(name);
    const words = row.hosts.length > 1 ? `${plural(row.hosts.length, 'host')} ok` : probeWords(row.probe, situation);
    return [{ text: start, tone }, { text: name }, { text: truncate(words, Math.max(1, room)), tone: 'quiet' }];
  });
}

const rowName = ({ probe, hosts }: ProbeRow): string => (hosts.length > 1 ? probe.name : probeKey(probe));

/** Everything that is known about a watch, for the page that scrolls. */
export function watchPage(watch: WatchView, context: WatchLinesContext): readonly Line[] {
  const { situation, columns } = context;
  const baseline = situation.run.watches[watch.item]?.baseline ?? [];
  return [
    ...paragraph(`Watching ${situation.run.target}: ${progressWords(watch, situation)}`, columns, 'strong'),
    ...paragraph(
      `Every probe is looked at every ${showDuration(watch.everyMs)}; ${plural(watch.fail, 'failure')} in a row make it failing, a crash does at once, one success makes it ok again.`,
      columns,
      'quiet',
    ),
    ...watch.probes.flatMap((probe): readonly Line[] => {
      const before = baseline.find((one) => probeKey(one) === probeKey(probe));
      const texts = [
        `now: ${probe.text === '' ? 'nobody has looked yet' : probe.text}${ageOf(probe, situation)}`,
        `${plural(probe.looks, 'look')}, ${plural(probe.failures, 'failure')}${probe.failuresInARow > 0 ? `, the last ${probe.failuresInARow} in a row` : ''}`,
        ...(probe.median === undefined
          ? []
          : [`least ${figure(probe.min)}, median ${figure(probe.median)}, most ${figure(probe.max)}`]),
        `before the deploy: ${before === undefined ? 'nobody looked' : before.summary}${before?.limit === undefined ? '' : `, allowed up to ${figure(before.limit)}`}`,
        ...(probe.wasFailingBefore ? ['It was failing before the deploy: it can prove nothing.'] : []),
        ...(probe.excused ? ['Said to be not caused by this deploy: it asks no more until it was ok once.'] : []),
      ];
      return [blank, line(probeKey(probe), 'strong'), ...texts.flatMap((text) => indented(text, columns))];
    }),
    blank,
    ...paragraph(nextWords(watch, situation), columns, 'quiet'),
  ];
}

/** `4 m 12 s of 30 m` */
export function progressWords({ startedAt, endsAt }: WatchView, { now }: Situation): string {
  const whole = Date.parse(endsAt) - Date.parse(startedAt);
  const gone = Math.min(whole, Math.max(0, Date.parse(now) - Date.parse(startedAt)));
  return `${showDuration(gone)} of ${showDuration(whole)}`;
}

/** How much of the time is over, for the eye; the words above say it, too. */
function bar({ startedAt, endsAt }: WatchView, { now }: Situation, columns: number, marks: Marks): readonly Line[] {
  const cells = Math.min(60, columns);
  if (cells < 10) {
    return [];
  }

  const part = (Date.parse(now) - Date.parse(startedAt)) / Math.max(1, Date.parse(endsAt) - Date.parse(startedAt));
  const full = Math.max(0, Math.min(cells, Math.floor(part * cells)));
  const [done, open] = marks.ascii ? ['#', '.'] : ['━', '─'];
  return [
    [
      { text: done.repeat(full), tone: 'accent' },
      { text: open.repeat(cells - full), tone: 'quiet' },
    ],
  ];
}

/** As wide as `was failing`. */
const stateColumns = 11;

function lookOf(
  probe: ProbeView,
  { fail }: WatchView,
  marks: Marks,
): { readonly mark: string; readonly word: string; readonly tone: Tone } {
  if (probe.state === 'failing') {
    return probe.excused
      ? { mark: marks.warn, word: 'excused', tone: 'warn' }
      : { mark: marks.noGo, word: 'FAILING', tone: 'no-go' };
  }

  if (probe.looks === 0) {
    return { mark: marks.pending, word: 'not yet', tone: 'quiet' };
  }

  if (probe.failuresInARow > 0) {
    return { mark: marks.warn, word: `fails ${probe.failuresInARow}/${fail}`, tone: 'warn' };
  }

  if (probe.state === 'unknown') {
    return { mark: marks.unknown, word: 'unknown', tone: 'warn' };
  }

  // What was bad already proves nothing by being good now.
  return probe.wasFailingBefore
    ? { mark: marks.warn, word: 'was failing', tone: 'warn' }
    : { mark: marks.go, word: 'ok', tone: 'go' };
}

const probeWords = (probe: ProbeView, situation: Situation): string =>
  probe.text === '' ? 'first look under way' : `${probe.text}${ageOf(probe, situation)}`;

function ageOf({ lastAt }: ProbeView, { now }: Situation): string {
  const ms = lastAt === undefined ? 0 : Date.parse(now) - Date.parse(lastAt);
  return ms >= 60_000 ? ` (${showAge(ms)})` : ms >= 5_000 ? ` (${showDuration(ms)} ago)` : '';
}

/** What comes next, and when. */
export function nextWords({ nextAskAt, waitingUntil, endsAt }: WatchView, { now, target }: Situation): string {
  const left = (at: string): string => showDuration(Math.max(0, Date.parse(at) - Date.parse(now)));
  const where = target.url === undefined ? '' : ` Use it yourself: ${target.url}`;
  if (waitingUntil !== undefined) {
    return `Waiting for what is failing, ${left(waitingUntil)} more.${where}`;
  }

  return nextAskAt !== undefined && nextAskAt < endsAt
    ? `You are asked again in ${left(nextAskAt)}.${where}`
    : `If all stays well, the last question comes in ${left(endsAt)}.${where}`;
}

const figure = (value: number | undefined): string =>
  value === undefined ? '?' : String(Number(value.toPrecision(4)));
