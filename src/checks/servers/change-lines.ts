import type { Verdict } from '../../checklist/model.js';
import { plural } from '../../text/plural.js';
import type { Severity } from './classes.js';
import type { GroundChange } from './diff-model.js';
import type { HostGround } from './ground.js';
import type { Reduced } from './reduce.js';
import { changeClass, changeName, changeStep, namesOf, verdictOf } from './words.js';

/** One line of the screen: what changed, and on which hosts alike. */
interface Row {
  readonly verdict: Verdict;
  readonly severity: Severity;
  readonly cells: readonly [word: string, name: string, step: string];
  readonly hosts: readonly string[];
  /** Of a source package the binary packages that changed, unless it is just the one of its name. */
  readonly packages: string;
  readonly came: string;
  readonly note: string;
  /** Something of the app still runs what it was before. */
  readonly waits: boolean;
}

/**
 * What changed, worst first, hosts with the same change in one line; what only informs is counted, and told in full in the
 * text of the evidence.
 */
export function changeLines(hosts: readonly HostGround[], when: When): readonly string[] {
  const rows = rowsOf(hosts, when);
  const shown = rows.filter(({ severity }) => severity !== 'info');
  const others = rows.filter(({ severity }) => severity === 'info');
  const names = [...new Set(others.map(({ cells }) => cells[1]))];
  const folded = `${word('go')}  ${plural(names.length, shown.length === 0 ? 'change' : 'other change')} (${names.slice(0, 4).join(', ')}${names.length > 4 ? ', …' : ''})`;
  return [...aligned(shown), ...(names.length === 0 ? [] : [folded])];
}

/** Everything, for the evidence view. */
export const allLines = (hosts: readonly HostGround[], when: When): readonly string[] => aligned(rowsOf(hosts, when));

/** An instant, seconds since 1970, as the operator reads it. */
export type When = (seconds: number) => string;

/** Equal changes of several hosts in one row, worst first. */
export function rowsOf(hosts: readonly HostGround[], when: When): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const { host, diff, packages } of hosts) {
    const others = diff.changes
      .filter(({ what }) => what !== 'package')
      .map((change) => rowOf(change, change.severity, when));
    for (const row of [...packages.map((one) => rowOf(one.change, one.severity, when, one)), ...others]) {
      const key = JSON.stringify([row.verdict, row.cells, row.packages, row.came, row.note]);
      const known = rows.get(key);
      rows.set(key, { ...row, hosts: [...(known?.hosts ?? []), host] });
    }
  }
  return [...rows.values()].toSorted((a, b) => badness(b) - badness(a));
}

const badness = ({ severity }: Row): number => ['info', 'warn', 'unknown', 'no-go'].indexOf(severity);

function rowOf(change: GroundChange, severity: Severity, when: When, reduced?: Reduced): Row {
  const came = reduced?.came;
  return {
    verdict: verdictOf(severity),
    severity,
    cells: [changeClass(change), changeName(change), changeStep(change)],
    hosts: [],
    packages: packagesOf(change),
    came: came === undefined ? '' : `${when(came.at)}${came.by === undefined ? '' : ` ${came.by}`}`,
    note: reduced?.reducer === undefined ? '' : notes[reduced.reducer],
    waits: reduced?.reducer === 'waits',
  };
}

function packagesOf(change: GroundChange): string {
  const names = change.what === 'package' ? [...new Set(change.binaries.map(({ name }) => name))] : [];
  const isItself = names.length === 1 && change.what === 'package' && names[0] === change.source;
  return isItself || names.length === 0 ? '' : `(${namesOf(names)})`;
}

const notes: Readonly<Record<NonNullable<Reduced['reducer']>, string>> = {
  waits: 'waits for restart',
  'in-use': 'in use already',
  settled: 'in use for long',
  proved: 'probes pass',
};

/** Room for the longest word that a line begins with. */
export const wordColumns = 'unknown'.length;

const word = (verdict: Verdict): string => (verdict === 'go' ? 'info' : verdict).padEnd(wordColumns);

/** In columns, as wide as they have to be, within reason. */
function aligned(rows: readonly Row[]): readonly string[] {
  const width = (index: 0 | 1 | 2): number =>
    Math.min(40, Math.max(0, ...rows.map(({ cells }) => cells[index].length)));
  const [first, second, third] = [width(0), width(1), width(2)];
  return rows.map(({ verdict, cells: [of, name, step], hosts, packages, came, note }) =>
    [
      word(verdict),
      of.padEnd(first),
      name.padEnd(second),
      step.padEnd(third),
      hosts.slice(0, 6).join(' '),
      hosts.length > 6 ? `+${hosts.length - 6}` : '',
      came,
      note,
      packages,
    ]
      .filter((part) => part.trim() !== '')
      .join('  ')
      .trimEnd(),
  );
}
