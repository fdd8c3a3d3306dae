import type { Finding } from '../../run/evidence.js';
import { worst } from '../../run/verdict.js';
import { showDuration } from '../../text/duration.js';
import { plural } from '../../text/plural.js';
import { safeLine } from '../../text/sanitise.js';
import type { FacetFound } from '../kind.js';
import type { MigrationsOptions } from './options.js';
import type { Rehearsal } from './rehearsal.js';

/** What a rehearsal for exactly these files means. */
export interface Weighing {
  readonly now: Date;
  readonly limits: Pick<MigrationsOptions, 'copy_age' | 'max_time'>;
  /** One of the migrations changes rows. */
  readonly changesRows: boolean;
  /** `Wed 18 Nov`. */
  readonly day: (at: string) => string;
}

/** Clocks of other machines may be ahead by so much. In milliseconds. */
const ahead = 5 * 60_000;

/** Failed, or on an old copy: no-go. Slow, or nothing touched: a warning. The key of the files is part of every finding. */
export function weighRehearsal(rehearsal: Rehearsal, { now, limits, changesRows, day }: Weighing): FacetFound {
  const { key, at, ok, copyTaken, seconds, rows, by, log } = rehearsal;
  const short = key.slice(0, 12);
  // A copy is never younger than what ran on it.
  const copyOf = copyTaken !== undefined && Date.parse(copyTaken) < Date.parse(at) ? copyTaken : at;
  const inFuture = [at, copyTaken].find((one) => one !== undefined && Date.parse(one) > now.getTime() + ahead);
  const findings: readonly (Finding | false)[] = [
    !ok && finding(`failed:${short}`, 'no-go', `it failed on a copy of production on ${day(at)}`),
    inFuture !== undefined &&
      finding(`future:${short}`, 'unknown', `it is dated ${day(inFuture)}, which is still to come`),
    now.getTime() - Date.parse(copyOf) > limits.copy_age &&
      finding(
        `copy:${short}`,
        'no-go',
        `the copy it ran on is of ${day(copyOf)}${copyOf === copyTaken ? '' : ' at best'}, older than ${showDuration(limits.copy_age)}`,
      ),
    seconds !== undefined &&
      seconds * 1000 > limits.max_time &&
      finding(
        `slow:${short}`,
        'warn',
        `it took ${showDuration(seconds * 1000)}, more than ${showDuration(limits.max_time)}`,
      ),
    rows !== undefined &&
      rows < 1 &&
      changesRows &&
      finding(`rows:${short}`, 'warn', 'it changed no row: was the copy empty?'),
  ];
  const wrong = findings.filter((one) => one !== false);
  const ran = [
    `run on a copy of production on ${day(at)}`,
    ...(by === undefined ? [] : [`by ${safeLine(by, 60)}`]),
    ...(seconds === undefined ? [] : [`in ${showDuration(seconds * 1000)}`]),
    ...(rows === undefined ? [] : [`changing ${plural(rows, 'row')}`]),
  ].join(' ');
  return {
    verdict: worst(['go', ...wrong.map(({ verdict }) => verdict)]),
    summary: wrong[0]?.text ?? ran,
    findings: wrong,
    detail: [
      ...(wrong.length === 0 ? [] : [ran]),
      copyTaken === undefined ? 'how old the copy was is not told' : `the copy was taken on ${day(copyTaken)}`,
      ...(rehearsal.locks ?? []).map((lock) => `locked: ${lock}`),
      ...(log === undefined ? [] : [`log: ${log}`]),
    ],
  };
}

const finding = (key: string, verdict: Finding['verdict'], text: string): Finding => ({ key, verdict, text });
