import { type Previous, short } from '../run/release.js';
import { type PreviousFound, unasked, withoutAny } from '../world/previous.js';
import { type Running, sameCommit } from '../world/revision/running.js';
import type { FacetFound } from './kind.js';
import { together } from './release-words.js';
import { saidBy } from './watch-revision.js';

/**
 * Facet `known`: without knowing what runs now, nothing can be said about the difference. A single host that could not be
 * asked leaves it unknown, whatever the others and the log say: it may run something older than all of them. So does one
 * on which there is nothing while anybody else names a commit.
 * @param previous what the run is about; a silent host does not take back what was said before
 */
export function knownFacet(previous: Previous | null, found: PreviousFound, shallow: boolean): FacetFound {
  const detail = (found.servers ?? []).map((one) => `${one.host}: ${saidBy(one)}`);
  const doubt = notHere(found, shallow) ?? apart(found, shallow) ?? silent(previous, found);
  if (doubt !== undefined) {
    return { ...doubt, detail };
  }

  if (found.serversNotAsked) {
    return { verdict: 'unknown', summary: `the servers were not asked; ${othersSay(previous, found)}` };
  }

  const now = found.previous ?? previous;
  if (now === null && found.missingRef !== undefined) {
    return {
      verdict: 'unknown',
      summary: `there is no ref ${found.missingRef} here: is it misspelt or not fetched, or is this the first deploy?`,
      detail,
    };
  }

  return now === null
    ? { verdict: 'n/a', summary: 'first deploy', detail }
    : { verdict: 'go', summary: named(now, found), detail };
}

/** A host runs a commit that this clone does not have. */
function notHere({ servers = [], unknownCommit }: PreviousFound, shallow: boolean): FacetFound | undefined {
  if (unknownCommit === undefined) {
    return undefined;
  }

  const where = together(hostsWith(servers, unknownCommit));
  const runs = `runs ${where === '' ? 'there' : `on ${where}`}`;
  const summary = `${short(unknownCommit)} ${runs} and is not in this clone; ${remedy(unknownCommit, shallow)}`;
  return { verdict: 'unknown', summary };
}

/** Hosts run commits of which none is the oldest. */
function apart({ servers = [], apart: differ }: PreviousFound, shallow: boolean): FacetFound | undefined {
  const hint = shallow ? '; this clone is shallow: git fetch --unshallow' : '';
  return differ
    ? { verdict: 'unknown', summary: `${table(servers)}: no commit of these is in all the others${hint}` }
    : undefined;
}

/** Hosts that could not be asked, or on which there is nothing. */
function silent(previous: Previous | null, found: PreviousFound): FacetFound | undefined {
  const missing = unasked(found);
  const empty = withoutAny(found, previous);
  if (missing.length === 0 && empty.length === 0) {
    return undefined;
  }

  const why = [...(missing.length > 0 ? [whyMissing(missing)] : []), ...(empty.length > 0 ? [table(empty)] : [])];
  return {
    verdict: 'unknown',
    summary: [...why, othersSay(previous, found)].join('; '),
    findings: [
      ...missing.map(({ host, error }) => ({
        key: `unasked:${host}`,
        verdict: 'unknown' as const,
        text: `${host} could not be asked: ${error}`,
      })),
      ...empty.map(({ host, nothing }) => ({
        key: `nothing:${host}`,
        verdict: 'unknown' as const,
        text: `${host}: ${nothing}, although others name a commit`,
      })),
    ],
  };
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

/** What is known without the silent ones: by the others now, and what was said earlier in this run. */
function othersSay(previous: Previous | null, found: PreviousFound): string {
  const now = found.previous;
  if (previous === null || previous.commit === now?.commit) {
    return now === null ? 'nobody else names a commit' : named(now, found);
  }

  const before = `${short(previous.commit)} as was said before`;
  return now?.sources.includes('servers') ? `${before}, now ${named(now, found)}` : before;
}

const named = (previous: Previous, found: PreviousFound): string =>
  `${short(previous.commit)}, ${whoSays(previous, found)}`;

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
