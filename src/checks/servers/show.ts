import { plural } from '../../text/plural.js';
import type { FacetFound } from '../kind.js';
import { baselineWords } from './baseline-words.js';
import { rowsOf, type When, wordColumns } from './change-lines.js';
import type { HostGround } from './ground.js';

type Facets = Readonly<Record<string, FacetFound>>;

/** `No — openssl 3.0.17 → 3.0.19 on 2 of 3 hosts; uwsgi will switch to it on restart`. */
export function headline(hosts: readonly HostGround[], facets: Facets, asked: number, when: When): string {
  // By its level a library that is loaded twice is a warning.
  const bad = order.filter((name) => name !== 'twice' && facets[name]?.verdict === 'no-go');
  if (bad.length > 0) {
    const said = bad.map((name) => inWords(name, hosts, asked, when) ?? facets[name]?.summary ?? '');
    return `No — ${said.slice(0, 2).join('; ')}`;
  }

  const [open] = ['reach', ...order].filter((name) => !['go', 'n/a', undefined].includes(facets[name]?.verdict));
  return open === undefined
    ? `Yes — ${facets['changed']?.summary ?? 'nothing changed'}, compared with ${baselineWords(hosts)}`
    : (facets[open]?.summary ?? '');
}

/** Shorter than the summary, over all hosts; undefined where the summary says it best. */
function inWords(name: string, hosts: readonly HostGround[], asked: number, when: When): string | undefined {
  const [row] = rowsOf(hosts, when).filter(({ verdict }) => verdict === 'no-go');
  if (name === 'changed') {
    return row && `${row.cells[1]} ${row.cells[2]} on ${row.hosts.length} of ${plural(asked, 'host')}`;
  }

  const [stale] = hosts.flatMap(({ look: { state } }) => (state.stale ?? []).filter(({ app }) => app));
  if (name !== 'restart' || stale === undefined) {
    return undefined;
  }

  const what = row?.waits ? 'it' : 'a new library';
  return `${stale.unit ?? stale.program} will switch to ${what} on restart`;
}

const order = ['changed', 'restart', 'probes', 'missing', 'twice', 'drift', 'reboot', 'baseline'] as const;

/** One line for every question that is not about a change. */
export const otherLines = (facets: Facets): readonly string[] =>
  ['reach', ...order.slice(1)].flatMap((name) => {
    const facet = facets[name];
    return facet === undefined || facet.verdict === 'n/a'
      ? []
      : [`${facet.verdict.padEnd(wordColumns)}  ${name}: ${facet.summary}`];
  });
