import type { Verdict } from '../../checklist/model.js';

import { plural } from '../../text/plural.js';
import type { FacetFound } from '../kind.js';
import type { Severity } from './classes.js';
import type { GroundChange } from './diff-model.js';
import { baselineWords } from './facets-state.js';
import type { HostGround } from './ground.js';
import type { Reduced } from './reduce.js';
import { changeClass, changeName, changeStep, verdictOf } from './words.js';

/** One line of the screen: what changed, and on which hosts alike. */
interface Row {
  readonly verdict: Verdict;
  readonly severity: Severity;
  readonly cells: readonly [word: string, name: string, step: string];
  readonly hosts: readonly string[];
  readonly came: string;
  readonly note: string;
}

type Facets = Readonly<Record<string, FacetFound>>;

/** `No — openssl 3.0.17 → 3.0.19 on 2 of 3 hosts; uwsgi will switch to it on restart`. */
export function headline(hosts: readonly HostGround[], facets: Facets, asked: number, when: When): string {
  const bad = (['reach', ...order] as const).filter((name) => facets[name]?.verdict === 'no-go');
  const open = order.filter((name) => !['go', 'n/a', undefined].includes(facets[name]?.verdict));
  const [row] = rowsOf(hosts, when).filter(({ verdict }) => verdict === 'no-go');
  const changed =
    row === undefined
      ? undefined
      : `${row.cells[1]} ${row.cells[2]} on ${row.hosts.length} of ${plural(asked, 'host')}`;
  const switching = hosts.flatMap(({ look: { state } }) => (state.stale ?? []).filter(({ app }) => app));
  const program = switching[0]?.unit ?? switching[0]?.program;
  if (bad.length > 0) {
    const first = bad.includes('changed') ? changed : undefined;
    const restart = facets['restart']?.verdict === 'no-go' && program !== undefined;
    const rest = bad.filter((name) => !(name === 'changed' && first) && !(name === 'restart' && restart));
    const other = rest.map((name) => facets[name]?.summary ?? '')[0];
    const parts = [
      ...(first === undefined ? [] : [first]),
      ...(restart
        ? [
            first === undefined
              ? `${program} will switch to a new library on restart`
              : `${program} will switch to it on restart`,
          ]
        : []),
      ...(other === undefined ? [] : [other]),
    ];
    return `No — ${parts.slice(0, 2).join('; ')}`;
  }

  const reach = facets['reach'];
  if (reach !== undefined && reach.verdict !== 'go' && reach.verdict !== 'n/a') {
    return reach.summary;
  }

  const [first] = open;
  if (first !== undefined) {
    return facets[first]?.summary ?? '';
  }

  return `Yes — ${facets['changed']?.summary ?? 'nothing changed'}, compared with ${baselineWords(hosts)}`;
}

const order = ['changed', 'restart', 'probes', 'missing', 'twice', 'drift', 'reboot', 'baseline'] as const;

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

type When = (seconds: number) => string;

function rowsOf(hosts: readonly HostGround[], when: When): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const { host, diff, packages } of hosts) {
    const others = diff.changes
      .filter(({ what }) => what !== 'package')
      .map((change) => rowOf(change, change.severity, when));
    for (const row of [...packages.map((one) => rowOf(one.change, one.severity, when, one)), ...others]) {
      const key = JSON.stringify([row.verdict, row.cells, row.came, row.note]);
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
    came: came === undefined ? '' : `${when(came.at)}${came.by === undefined ? '' : ` ${came.by}`}`,
    note: reduced?.reducer === undefined ? '' : notes[reduced.reducer],
  };
}

const notes: Readonly<Record<NonNullable<Reduced['reducer']>, string>> = {
  waits: 'waits for restart',
  'in-use': 'in use already',
  settled: 'in use for long',
  proved: 'probes pass',
};

const word = (verdict: Verdict): string => (verdict === 'go' ? 'info' : verdict).padEnd(7);

/** In columns, as wide as they have to be, within reason. */
function aligned(rows: readonly Row[]): readonly string[] {
  const width = (index: 0 | 1 | 2): number =>
    Math.min(40, Math.max(0, ...rows.map(({ cells }) => cells[index].length)));
  const [first, second, third] = [width(0), width(1), width(2)];
  return rows.map(({ verdict, cells: [of, name, step], hosts, came, note }) =>
    [
      word(verdict),
      of.padEnd(first),
      name.padEnd(second),
      step.padEnd(third),
      hosts.slice(0, 6).join(' '),
      hosts.length > 6 ? `+${hosts.length - 6}` : '',
      came,
      note,
    ]
      .filter((part) => part.trim() !== '')
      .join('  ')
      .trimEnd(),
  );
}

/** One line for every question that is not about a change. */
export const otherLines = (facets: Facets): readonly string[] =>
  ['reach', ...order.slice(1)].flatMap((name) => {
    const facet = facets[name];
    return facet === undefined || facet.verdict === 'n/a'
      ? []
      : [
          `${word(facet.verdict === 'go' ? 'go' : facet.verdict).replace('info   ', 'go     ')}  ${name}: ${facet.summary}`,
        ];
  });
