import type { Verdict } from '../../checklist/model.js';
import { plural } from '../../text/plural.js';
import { keyOf } from '../servers/diff-key.js';
import { type FileText, folderOf, nameOf } from './lock-files.js';
import type { CommitFiles, Ecosystem, PinFinding, PinsPart, ReadOptions, Requirement, StaticFacet } from './model.js';

/** What a manifest and its lock say, before anybody asks which facet it is about. */
export interface LockFound {
  /** The lock: `web/package-lock.json`. Undefined: there is none. */
  readonly lock?: string;
  readonly direct: readonly Requirement[];
  readonly locked?: ReadonlyMap<string, string>;
  readonly wantedBy?: ReadonlyMap<string, string>;
  readonly problems: readonly LockProblem[];
  /** Every file it was read from, and those that could not be. */
  readonly read: readonly string[];
}

/** The lock does not agree with the manifest, or something could not be read. */
export interface LockProblem {
  /** The dependency it is about; absent: a file. */
  readonly name?: string;
  /** What of it, for the key: the versions wanted and held. Another one later is a finding of its own. */
  readonly about?: readonly string[];
  readonly text: string;
  /** `no-go` unless given. */
  readonly verdict?: Verdict;
  /** `lock` unless given. */
  readonly facets?: readonly StaticFacet[];
}

/** What could not be read says nothing about anything. */
export const unreadable = (path: string, why: string, line?: number): LockProblem => ({
  text: `${path}${line === undefined ? '' : `:${line}`} ${why}`,
  verdict: 'unknown',
  facets: ['ranges', 'transitive', 'lock'],
});

/** The text of a file, or the problem that there is none. */
export const unreadableFile = (file: Extract<FileText, { readonly state: 'unreadable' }>): LockProblem =>
  unreadable(file.path, 'could not be read: it is larger than 4 MiB, or no text');

/** A lock makes ranges harmless: without one, whatever is no exact version may come in another. */
export function partOf(
  ecosystem: Ecosystem,
  manifest: string,
  found: LockFound,
  files: CommitFiles,
  { ignore }: ReadOptions,
): PinsPart {
  const folder = folderOf(manifest).replace(/\/$/, '');
  const prefix = folder === '' ? [ecosystem] : [ecosystem, folder];
  const matters = (name: string | undefined) => name === undefined || !ignore.includes(name);
  const problems = found.problems.filter(({ name }) => matters(name));
  const direct = found.direct.filter(({ name }) => matters(name));
  const whole = found.lock !== undefined && found.locked !== undefined;
  // Go names its go.sum whether it is there or not.
  const isThere = found.lock !== undefined && files.blob(found.lock) !== undefined;
  const isRead = !problems.some(({ verdict, facets }) => verdict === 'unknown' && facets?.includes('ranges'));
  const loose = found.lock === undefined ? direct.filter(({ pinned }) => !pinned) : [];
  return {
    ecosystem,
    name: manifest,
    files: [...new Set(found.read)].flatMap((path) => {
      const blob = files.blob(path);
      return blob === undefined ? [] : [{ path, blob }];
    }),
    direct,
    ...(found.locked === undefined ? {} : { locked: found.locked }),
    ...(found.wantedBy === undefined ? {} : { wantedBy: found.wantedBy }),
    whole,
    fine: isRead ? fineOf(isThere ? found.lock : undefined, found.locked, direct) : {},
    findings: capped(manifest, prefix, [
      ...problems.flatMap((one) => findingsOf(one, prefix, manifest)),
      ...loose.map((one): PinFinding => ({ facet: 'ranges', key: keyOf([...prefix, one.name]), text: looseText(one) })),
      ...(found.lock === undefined && direct.length > 0 ? [withoutLock(manifest, prefix, direct.length)] : []),
    ]),
  };
}

/** Each facet of a manifest brings at most this many findings; how many more there are is one of its own. */
const mostFindings = 300;

function capped(manifest: string, prefix: readonly string[], findings: readonly PinFinding[]): readonly PinFinding[] {
  const counts = new Map<StaticFacet, number>();
  const kept = findings.filter(({ facet }) => {
    counts.set(facet, (counts.get(facet) ?? 0) + 1);
    return (counts.get(facet) ?? 0) <= mostFindings;
  });
  const more = [...counts].filter(([, count]) => count > mostFindings);
  return [
    ...kept,
    ...more.map(([facet, count]) => {
      const text = `${manifest}: ${count - mostFindings} more`;
      return { facet, key: keyOf([...prefix, `more-than-${mostFindings}`]), text };
    }),
  ];
}

function withoutLock(manifest: string, prefix: readonly string[], count: number): PinFinding {
  const brought = `what ${plural(count, 'dependency', 'dependencies')} bring along is chosen at every install`;
  return {
    facet: 'transitive',
    key: keyOf([...prefix, 'no-lock']),
    text: `${manifest} has no lock file: ${brought}`,
  };
}

function fineOf(
  lock: string | undefined,
  locked: LockFound['locked'],
  direct: readonly Requirement[],
): PinsPart['fine'] {
  const many = plural(direct.length, 'dependency', 'dependencies');
  if (lock === undefined) {
    return { ranges: direct.length === 0 ? 'no dependencies' : `${many}, each an exact version` };
  }

  const name = nameOf(lock);
  return {
    ranges: `${many}, locked by ${name}`,
    transitive: `${name} holds ${plural(locked?.size ?? 0, 'package')}`,
    lock: `${name} agrees with its manifest`,
  };
}

const findingsOf = (problem: LockProblem, prefix: readonly string[], manifest: string): readonly PinFinding[] =>
  (problem.facets ?? ['lock']).map((facet) => ({
    facet,
    key: keyOf([...prefix, problem.name ?? nameOf(manifest), ...(problem.about ?? [])]),
    text: problem.text,
    ...(problem.verdict === undefined ? {} : { verdict: problem.verdict }),
  }));

function looseText({ name, wanted, path, line }: Requirement): string {
  const where = `${path}${line === undefined ? '' : `:${line}`}`;
  return wanted === ''
    ? `${name} in ${where} has no version: any may come`
    : `${name} ${wanted} in ${where} is not one version`;
}

/** The versions of each name, several of one joined by `, ` in the order in which they came. */
export function versionsOf(found: Iterable<readonly [name: string, version: string]>): ReadonlyMap<string, string> {
  const all = new Map<string, Set<string>>();
  for (const [name, version] of found) {
    const known = all.get(name);
    if (known === undefined) {
      all.set(name, new Set([version]));
    } else {
      known.add(version);
    }
  }

  return new Map([...all].map(([name, versions]) => [name, [...versions].join(', ')]));
}
