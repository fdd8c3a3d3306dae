import { type Previous, short } from '../run/release.js';
import { type PreviousFound, unasked } from '../world/previous.js';
import { type Running, sameCommit } from '../world/revision/running.js';
import type { FacetFound } from './kind.js';
import { together } from './release-words.js';
import { saidBy } from './watch-revision.js';

/**
 * Facet `known`: without knowing what runs now, nothing can be said about the difference. A single host that could not be
 * asked leaves it unknown, whatever the others and the log say: it may run something older than all of them.
 */
export function knownFacet(previous: Previous | null, found: PreviousFound, shallow: boolean): FacetFound {
  const { servers = [], unknownCommit } = found;
  const detail = servers.map((one) => `${one.host}: ${saidBy(one)}`);
  if (unknownCommit !== undefined) {
    const where = together(hostsWith(servers, unknownCommit));
    return {
      verdict: 'unknown',
      summary: `${short(unknownCommit)} runs ${where === '' ? 'there' : `on ${where}`} and is not in this clone; ${remedy(unknownCommit, shallow)}`,
      detail,
    };
  }

  if (found.apart) {
    const hint = shallow ? '; this clone is shallow: git fetch --unshallow' : '';
    return {
      verdict: 'unknown',
      summary: `${table(servers)}: no commit of these is in all the others${hint}`,
      detail,
    };
  }

  const missing = unasked(found);
  if (missing.length > 0) {
    return {
      verdict: 'unknown',
      summary: `${whyMissing(missing)}; ${othersSay(previous, found)}`,
      detail,
      findings: missing.map(({ host, error }) => ({
        key: `unasked:${host}`,
        verdict: 'unknown',
        text: `${host} could not be asked: ${error}`,
      })),
    };
  }

  if (found.serversNotAsked) {
    return { verdict: 'unknown', summary: `the servers were not asked; ${othersSay(previous, found)}` };
  }

  return previous === null
    ? { verdict: 'n/a', summary: 'first deploy', detail }
    : { verdict: 'go', summary: `${short(previous.commit)}, ${whoSays(previous, found)}`, detail };
}

const remedy = (commit: string, shallow: boolean): string =>
  shallow
    ? 'this clone is shallow: git fetch --unshallow'
    : commit.length < 40
      ? 'git fetch the branch it is on'
      : `git fetch origin ${commit}`;

/** `web2 could not be asked: no route`, and for many why the first could not. */
function whyMissing(missing: readonly Running[]): string {
  const names = together(missing.map(({ host }) => host));
  return `${names} could not be asked: ${missing[0]?.error}`;
}

const othersSay = (previous: Previous | null, found: PreviousFound): string =>
  previous === null ? 'nobody else names a commit' : `${short(previous.commit)}, ${whoSays(previous, found)}`;

/** `says web1`, `say web1, web2 and the log`; where they differ, that it is the oldest. */
function whoSays({ commit, sources }: Previous, { servers = [] }: PreviousFound): string {
  const differ = servers.some((one) => one.commit !== undefined && !sameCommit(one.commit, commit));
  if (differ) {
    return `the oldest of what runs: ${table(servers)}`;
  }

  const records = sources.filter((source) => source !== 'servers').map((source) => `the ${source}`);
  const names = [...hostsWith(servers, commit), ...records];
  return `${names.length === 1 ? 'says' : 'say'} ${together(names)}`;
}

const hostsWith = (servers: readonly Running[], commit: string): readonly string[] => [
  ...new Set(
    servers.filter((one) => one.commit !== undefined && sameCommit(one.commit, commit)).map(({ host }) => host),
  ),
];

/** `web1 and web3 run 52a3a8b, web2 runs 8c6783b` */
export function table(servers: readonly Running[]): string {
  const alike = [...new Set(servers.map(saidBy))].map((said) => servers.filter((one) => saidBy(one) === said));
  return alike
    .map((some) => {
      const names = [...new Set(some.map(({ host }) => host))];
      const [one] = some;
      const said = one === undefined ? '' : saidBy(one);
      return one?.commit === undefined
        ? `${together(names)}: ${said}`
        : `${together(names)} ${names.length === 1 ? 'runs' : 'run'} ${said}`;
    })
    .join(', ');
}
