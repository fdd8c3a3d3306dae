import type { Finding } from '../run/evidence.js';
import { short } from '../run/release.js';
import type { NamedCommit, PreviousFound } from '../world/previous.js';
import { type Running, sameCommit } from '../world/revision/running.js';
import type { FacetFound, GatherContext } from './kind.js';
import { table } from './release-known.js';
import { dayOf, together } from './release-words.js';
import { saidBy } from './watch-revision.js';

type Checklist = Pick<GatherContext['checklist'], 'calendar'>;

/**
 * Facet `agrees`: servers that run something else than the log says are a deploy without shipit, and so is a ref the log
 * does not know of; hosts that run different commits are half a deploy. Every host that is not as expected is a finding
 * of its own. Those that could not be asked are the business of `known`.
 */
export function agreesFacet(found: PreviousFound, checklist: Checklist): FacetFound {
  const { ref, log } = found;
  const servers = (found.servers ?? []).filter(({ error }) => error === undefined);
  const amongServers = differing(found, servers, checklist);
  const amongRecords = recordsDiffer(found, amongServers === undefined ? [] : servers, checklist);
  const differences = [amongServers, amongRecords].filter((one) => one !== undefined);
  if (differences.length > 0) {
    return {
      verdict: 'no-go',
      summary: differences.map(({ text }) => text).join('; '),
      detail: (found.servers ?? []).map((one) => `${one.host}: ${saidBy(one)}`),
      findings: differences.flatMap(({ findings }) => findings),
    };
  }

  const names = [
    ...new Set(servers.map(({ host }) => host)),
    ...(ref === undefined ? [] : ['ref']),
    ...(log === undefined ? [] : ['log']),
  ];
  const commit = servers[0]?.commit ?? ref?.commit ?? log?.commit;
  if (names.length < 2 || commit === undefined) {
    const only = servers.length === 0 ? `the ${names[0]}` : names[0];
    return { verdict: 'n/a', summary: names.length === 1 && commit ? `only ${only} names one` : 'nobody names one' };
  }

  return { verdict: 'go', summary: `${together(names)} say ${short(commit)}` };
}

interface Difference {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** Servers against what the log says (or else the ref), and against each other. */
function differing(
  { log, ref, previous }: PreviousFound,
  servers: readonly Running[],
  checklist: Checklist,
): Difference | undefined {
  const record = log ?? ref;
  const expected = record?.commit ?? previous?.commit;
  const isExpected = ({ commit }: Running): boolean =>
    commit === undefined ? expected === undefined : expected !== undefined && sameCommit(commit, expected);
  const wrong = servers.filter((one) => !isExpected(one));
  if (wrong.length === 0 || (expected === undefined && allTheSame(servers))) {
    return undefined;
  }

  const recordSays =
    record && `the ${log === undefined ? 'ref' : 'log'} says ${short(record.commit)}${byWhom(record, checklist)}`;
  return {
    text: allTheSame(servers)
      ? `${recordSays}, ${runTheSame(servers)}${servers[0]?.commit === undefined ? '' : (triedWords(record, servers) ?? ': somebody deployed without shipit')}`
      : `the hosts do not run the same: ${table(servers)}${recordSays === undefined ? '' : `; ${recordSays}`}${triedWords(record, servers) ?? ''}`,
    findings: wrong.map((one) => ({
      key: `${expected === undefined ? 'apart' : short(expected)}>${one.commit === undefined ? 'nothing' : short(one.commit)}:${one.host}`,
      verdict: 'no-go',
      text: `${table([one])}${expected === undefined ? '' : `, not ${short(expected)}`}`,
    })),
  };
}

/** What shipit itself tried and did not bring to an end explains what runs; nobody else is accused of it. */
function triedWords(record: NamedCommit | undefined, servers: readonly Running[]): string | undefined {
  const { tried, commit } = record ?? {};
  if (tried === undefined || !servers.some((one) => one.commit !== undefined && sameCommit(one.commit, tried.commit))) {
    return undefined;
  }

  return tried.how === 'roll-back'
    ? `: a roll-back of ${short(tried.commit)} did not bring ${short(commit ?? '')} back`
    : `: the deploy of ${short(tried.commit)} did not end well, and is there all the same`;
}

function allTheSame([first, ...others]: readonly Running[]): boolean {
  const one = first?.commit;
  return others.every(
    ({ commit }) => commit === one || (commit !== undefined && one !== undefined && sameCommit(commit, one)),
  );
}

/** `web1 and web2 run 52a3a8b`, `web1: there is no REVISION` */
function runTheSame(servers: readonly Running[]): string {
  const hosts = [...new Set(servers.map(({ host }) => host))];
  const { commit, nothing } = servers[0] ?? {};
  return commit === undefined
    ? `but on ${together(hosts)} ${nothing}`
    : `${together(hosts)} ${hosts.length === 1 ? 'runs' : 'run'} ${short(commit)}`;
}

/**
 * Ref against log; nothing more where the servers said the same as the ref. The key names both commits: accepting one
 * difference does not accept the next.
 */
function recordsDiffer(
  { ref, log, servers = [] }: PreviousFound,
  wrong: readonly Running[],
  checklist: Checklist,
): Difference | undefined {
  const said = ({ commit }: Running, by: NamedCommit): boolean => commit !== undefined && sameCommit(commit, by.commit);
  if (ref === undefined || log === undefined || sameCommit(ref.commit, log.commit)) {
    return undefined;
  }

  if (wrong.length > 0 && wrong.every((one) => said(one, ref))) {
    return undefined;
  }

  const asLogged = servers.length > 0 && servers.every((one) => said(one, log));
  const says = `the log says ${short(log.commit)}${byWhom(log, checklist)}, ${ref.ref ?? 'the ref'} says ${short(ref.commit)}${byWhom(ref, checklist)}`;
  const text = `${says}${asLogged ? ': the ref is out of date' : ': somebody deployed without shipit'}`;
  return { text, findings: [{ key: `${short(log.commit)}>${short(ref.commit)}`, verdict: 'no-go', text }] };
}

/** ` (Ada L., Mon 16 Nov)`, as far as it is known. */
function byWhom({ by, at }: NamedCommit, checklist: Checklist): string {
  const known = [by, at === undefined ? undefined : dayOf(at, checklist)].filter(
    (one) => one !== undefined && one !== '',
  );
  return known.length === 0 ? '' : ` (${known.join(', ')})`;
}
