import { sha256 } from '../../checklist/digest.js';
import type { Verdict } from '../../checklist/model.js';
import { plural } from '../../text/plural.js';
import type { FacetFound } from '../kind.js';
import { classOf, type PackageRules } from './classes.js';
import { keyOf } from './diff-key.js';
import { facetOf, type HostFinding, notApplicable } from './facet.js';
import type { HostGround } from './ground.js';
import type { HostState, StaleFile } from './host-state.js';

/**
 * Whether something of the app still runs what was replaced on disk, which the restart of this deploy will switch. The
 * heart of it all (checks.md section 5.5): an outage came from exactly that.
 */
export function restartFacet(all: readonly HostGround[], rules: PackageRules, isCollected: boolean): FacetFound {
  if (!isCollected) {
    return notApplicable('not looked at: `collect` leaves it out');
  }

  // Of a connection that ended too early `reach` tells.
  const hosts = all.filter(({ look: { problem, state } }) => problem === undefined || state.stale !== undefined);
  if (hosts.length === 0) {
    return notApplicable('no host could be looked at');
  }

  const switches = hosts.flatMap((host) => switchesOn(host, rules));
  const findings = [
    ...switches.map(({ finding }) => finding),
    ...hosts.flatMap(needrestartFindings),
    ...hosts.flatMap(unreadableFindings),
  ];
  const worstSwitch =
    switches.find(({ finding, owned }) => finding.verdict === 'no-go' && owned) ??
    switches.find(({ finding }) => finding.verdict === 'no-go') ??
    switches[0];
  return facetOf(findings, `nothing of the app runs what was replaced (${countsOf(hosts)})`, {
    detail: [...hosts.map(countsLine), ...hosts.flatMap(otherPrograms)],
    ...(worstSwitch === undefined || worstSwitch.finding.verdict === 'go'
      ? {}
      : { question: `Will this deploy's restart switch to a new library (${worstSwitch.name})?` }),
  });
}

/** `12 of 14 processes readable`: as another user one sees nothing, and an empty list looks clean. */
export function countsOf(hosts: readonly HostGround[]): string {
  const counts = hosts.flatMap(({ look: { state } }) => state.processes ?? []);
  const readable = counts.reduce((sum, { appReadable }) => sum + appReadable, 0);
  const all = counts.reduce((sum, one) => sum + one.app, 0);
  return `${readable} of ${plural(all, 'process', 'processes')} readable`;
}

interface Switch {
  /** `openssl 3.0.19 in uwsgi`; short enough for a question. */
  readonly name: string;
  /** By a package; a library of the app's own is less telling. */
  readonly owned: boolean;
  readonly finding: HostFinding;
}

/** One for each package that has replaced files in use, or for each file that belongs to none. */
function switchesOn({ host, look, packages, proved }: HostGround, rules: PackageRules): readonly Switch[] {
  const { state } = look;
  const byName = new Map<string, readonly StaleFile[]>();
  for (const file of (state.stale ?? []).filter(({ app }) => app)) {
    const name = ownerOf(state, file.file)?.source ?? fileName(file.file);
    byName.set(name, [...(byName.get(name) ?? []), file]);
  }
  return [...byName].map(([name, files]) => {
    const programs = [...new Set(files.map(({ unit, program }) => unit ?? program))];
    const owner = files.map(({ file }) => ownerOf(state, file)).find((one) => one !== undefined);
    const change = packages.find((one) => one.change.source === name)?.change;
    const version = change?.to ?? owner?.version;
    const what = version === undefined ? name : `${name} ${upstream(version)}`;
    const from = change?.from === undefined ? 'the one before' : upstream(change.from);
    const paths = [...new Set(files.map(({ file }) => fileName(file)))].slice(0, 3).join(', ');
    return {
      name: `${what} in ${programs[0] ?? 'a program'}`.slice(0, 36),
      owned: owner !== undefined,
      finding: {
        host,
        key: keyOf([name, version ?? digestOf(files)], host),
        verdict: verdictFor(owner, rules, proved),
        what: `${programs.join(', ')} still runs ${from} of ${name} (${paths}, replaced on disk); this deploy will switch it to ${version === undefined ? 'what lies there now' : upstream(version)}`,
      },
    };
  });
}

/** In place of a version, for files that no package brought: other files are another switch. */
const digestOf = (files: readonly StaleFile[]): string =>
  sha256(Buffer.from([...new Set(files.map(({ file }) => file))].toSorted().join('\0'))).slice(0, 8);

/** A fresh process that works with the new one is a proof; what the operator ignores is ignored here, too. */
function verdictFor(owner: Owner | undefined, rules: PackageRules, proved: boolean): Verdict {
  const of = owner === undefined ? undefined : classOf(owner.name, owner.source, rules);
  return of === 'ignored' ? 'go' : proved ? 'warn' : 'no-go';
}

interface Owner {
  readonly name: string;
  readonly source: string;
  readonly version?: string;
}

function ownerOf({ ownerOf: owners, packages }: HostState, file: string): Owner | undefined {
  const name = owners?.[file];
  if (name === undefined) {
    return undefined;
  }

  const bare = name.replace(/:[^:]*$/, '');
  const found = packages?.find((one) => one.name === name || one.name.replace(/:[^:]*$/, '') === bare);
  return found ?? { name, source: bare };
}

/** needrestart knows of services beyond the libraries that can be seen. */
function needrestartFindings({ host, look: { state } }: HostGround): readonly HostFinding[] {
  const units = new Set((state.units ?? []).flatMap(({ unit }) => [unit, `${unit}.service`]));
  const seen = (state.stale ?? []).filter(({ app }) => app).map(({ unit, program }) => unit ?? program);
  const waiting = (state.needrestart?.services ?? []).filter((service) => units.has(service));
  return seen.length > 0
    ? []
    : waiting.map((service) => ({
        host,
        key: keyOf(['needrestart', service], host),
        verdict: 'no-go',
        what: `needrestart says that ${service} still runs what was replaced; this deploy will switch it`,
      }));
}

/** Nothing found is only good news where something could be read. */
function unreadableFindings({ host, look }: HostGround): readonly HostFinding[] {
  const { processes, unread, user, stale } = look.state;
  const why = unread['stale'];
  if (processes === undefined || stale === undefined) {
    return [unknown(host, `it is not known what its processes run: ${why ?? 'nothing was said about them'}`)];
  }

  const { appReadable, app, unreadable } = processes;
  if (appReadable === 0 && (app > 0 || unreadable > 0)) {
    const all = app > 0 ? app : unreadable;
    return [
      unknown(
        host,
        `0 of ${plural(all, 'process', 'processes')} readable${user === undefined ? '' : ` as ${user}`}: log in as the user that runs the app`,
      ),
    ];
  }

  return why === undefined ? [] : [unknown(host, `not all of its processes could be read: ${why}`)];
}

const unknown = (host: string, what: string): HostFinding => ({
  host,
  key: `unread:${host}`,
  verdict: 'unknown',
  what,
});

function countsLine({ host, look: { state } }: HostGround): string {
  const { processes } = state;
  return processes === undefined
    ? `${host}: no process could be counted`
    : `${host}: ${processes.appReadable} of ${plural(processes.app, 'process', 'processes')} of the app readable, ${processes.unreadable} of others not`;
}

/** What this deploy does not restart keeps what it has. */
function otherPrograms({ host, look: { state } }: HostGround): readonly string[] {
  const programs = [...new Set((state.stale ?? []).filter(({ app }) => !app).map(({ program }) => program))];
  return programs.length === 0
    ? []
    : [
        `${host}: also run what was replaced, but not by the app: ${programs.slice(0, 6).join(', ')}${programs.length > 6 ? ', …' : ''}`,
      ];
}

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `3.0.19` of `1:3.0.19-1~deb12u2`: what people say. */
const upstream = (version: string): string => version.replace(/^\d+:/, '').replace(/-[^-]*$/, '');
