import type { Fault as Damage } from '../../src/audit/verify.js';
import type { LoggedRecord } from '../helpers/story.js';
import type { Exit } from '../helpers/terminal.js';

/** What a run of the trial came to, by its log. */
export type Fate = 'ended well' | 'failed' | 'unknown';

export interface Fault {
  readonly kind: 'double' | 'unrecorded' | 'stuck' | 'untrue' | 'damaged';
  readonly text: string;
}

export interface Finished {
  readonly records: readonly LoggedRecord[];
  /** What the command itself wrote down: `began`, `ended 7`. */
  readonly notes: readonly string[];
  /** Of the last start of shipit, if it ended by itself. */
  readonly exit: Exit | undefined;
  /** What stood on the terminal in the end. */
  readonly screen: string;
  /** What `log verify` finds. */
  readonly damage: readonly Damage[];
}

/** Holds what shipit says of a run against what the command did. */
export function faultsOf(finished: Finished): { readonly outcome: Fate; readonly faults: readonly Fault[] } {
  const { records, notes, exit, screen, damage } = finished;
  const of = (type: string): readonly LoggedRecord[] => records.filter((record) => record.type === type);
  const began = notes.filter((note) => note === 'began').length;
  const starts = of('deploy.start').length;
  const ended = notes.find((note) => note.startsWith('ended '))?.slice('ended '.length);
  const said = of('deploy.end')[0]?.['outcome'];
  const judged = of('deploy.judged')[0]?.['outcome'];
  const outcome = of('run.end').at(-1)?.['outcome'];
  const isWell = said === 'ok' || judged === 'ok';
  const expected = isWell ? 'deployed' : said === 'failed' || judged === 'failed' ? 'failed' : 'unknown';
  const answers = records.filter(({ type, check }) => type === 'answer' && check === 'sky').length;
  const rules: readonly (readonly [Fault['kind'], boolean, string])[] = [
    ['double', began > 1 || starts > 1, `${began} commands, ${starts} starts on record`],
    ['unrecorded', began > starts, `${began} commands, ${starts} starts on record`],
    ['unrecorded', answers !== 1, `${answers} answers about the sky`],
    ['stuck', outcome === undefined || starts === 0, `it ends with ${records.at(-1)?.type} after ${starts} starts`],
    ['untrue', said === 'ok' && ended !== '0', `'ok' on record of a command that wrote ${ended}`],
    ['untrue', said === 'failed' && ended === '0', `'failed' on record of a command that wrote ${ended}`],
    ['untrue', said === undefined && of('deploy-unknown').length !== 1, 'neither an end nor "unknown" is on record'],
    ['untrue', said !== undefined && of('deploy-unknown').length > 0, 'an end and "unknown" are on record'],
    ['untrue', outcome !== expected, `${outcome} is the end of a deploy that is ${expected}`],
    [
      'untrue',
      exit !== undefined && (exit.exitCode === 0) !== isWell,
      `exit ${exit?.exitCode} of a deploy that is ${expected}`,
    ],
    ['damaged', damage.length > 0, JSON.stringify(damage)],
  ];
  return {
    outcome: isWell ? 'ended well' : expected === 'failed' ? 'failed' : 'unknown',
    faults: rules.flatMap(([kind, holds, text]) =>
      holds ? [{ kind, text: `${text}: ${course(records)}\n${screen}` }] : [],
    ),
  };
}

const course = (records: readonly LoggedRecord[]): string => records.map(({ type }) => type).join(' ');
