import type { CivilDate } from '../../calendar/civil.js';
import type { Verdict } from '../../checklist/model.js';
import type { Finding } from '../../run/evidence.js';
import { short } from '../../run/release.js';
import { worst } from '../../run/verdict.js';
import { plural } from '../../text/plural.js';
import type { Inclusion } from '../../world/git-inclusion-types.js';
import type { FacetFound } from '../kind.js';
import type { Looks } from './all-looks.js';
import type { Labelled, LabelsLook } from './labels.js';
import type { LookedAt } from './look.js';
import type { PatchesOptions } from './options.js';
import { unlessSilent } from './silent-hosts.js';
import { firstOf, nameHosts, namePatch } from './words.js';

/** Pull requests that carry the label, and whether the release holds them; by number. */
export type LabelledIn = ReadonlyMap<number, 'yes' | 'no' | 'unknown'>;

/** Facet `overwritten`: what is registered, and not in the release. */
export function overwrittenFacet(
  { register, broken, labels, noHosts, hosts }: Looks,
  labelledIn: LabelledIn,
  { expect, register: file }: PatchesOptions,
  today: CivilDate,
): FacetFound {
  if (broken !== undefined) {
    return unknownRegister(file, broken);
  }

  const looks = register.applied.flatMap((look) => unlessSilent(look, inWords(look, today), hosts, today));
  const fromLabels = labels.state === 'known' ? labelFindings(labels, labelledIn, register.all) : [];
  const findings: Finding[] = [
    ...looks.flatMap(({ look, verdict, text, kind }) =>
      verdict === 'go'
        ? []
        : look.hosts.map((host) => ({ key: `${look.patch.id}:${kind}:${host}`, verdict, text: `${text} (${host})` })),
    ),
    ...fromLabels,
    ...(labels.state === 'unknown' ? [{ key: 'labels', verdict: 'unknown' as const, text: labels.why }] : []),
    ...(noHosts === undefined ? [] : [{ key: 'hosts', verdict: 'unknown' as const, text: noHosts }]),
    ...(expect === 'some' && register.applied.length === 0
      ? [{ key: 'none', verdict: 'no-go' as const, text: `${file} has no patch for these hosts, and should have some` }]
      : []),
  ];
  const bad = looks.filter(({ verdict }) => verdict !== 'go').sort((a, b) => rank(b.verdict) - rank(a.verdict));
  const said = [
    ...bad.map(({ text }) => text),
    ...findings
      .filter(({ key }) => !looks.some(({ look }) => key.startsWith(`${look.patch.id}:`)))
      .map(({ text }) => text),
  ];
  const nothing = register.sha256 === undefined && labels.state === 'off';
  const verdict = worst(findings.map((finding) => finding.verdict));
  return {
    verdict: findings.length > 0 ? verdict : nothing ? 'n/a' : 'go',
    summary: findings.length > 0 ? firstOf(said) : goWords(register.applied, nothing, file),
    detail: [
      ...(said.length === 1 && looks.length === 1 ? [] : bad.map(({ text }) => text)),
      ...looks.flatMap(({ look }) => filesOf(look)),
    ],
    findings,
  };
}

function unknownRegister(file: string, broken: readonly string[]): FacetFound {
  const text = `${file} cannot be read: ${firstOf(broken, 'mistake')}`;
  return {
    verdict: 'unknown',
    summary: text,
    detail: broken,
    findings: [{ key: 'register', verdict: 'unknown', text }],
  };
}

const goWords = (applied: readonly LookedAt[], nothing: boolean, file: string): string => {
  if (nothing) {
    return `there is no ${file}`;
  }

  return applied.length === 0
    ? 'no patch is registered for these hosts'
    : `${plural(applied.length, 'registered patch', 'registered patches')}, all in this release`;
};

interface InWords {
  readonly verdict: Verdict;
  /** Part of the key: who accepted that it can be put back did not accept that it cannot. */
  readonly kind: string;
  readonly text: string;
}

function inWords({ patch, inclusion }: LookedAt, today: CivilDate): InWords {
  const name = namePatch(patch, today);
  switch (inclusion.in) {
    case 'release':
      return inclusion.changedSince
        ? { verdict: 'warn', kind: 'changed-since', text: `${name}: ${changedSince(inclusion)}` }
        : { verdict: 'go', kind: 'included', text: `${name} is in this release: ${included(inclusion)}` };
    case 'can-be-put-back': {
      const { how, wasIn, takenBackBy } = inclusion;
      const lost = wasIn
        ? `was taken out of this release again${takenBackBy === undefined ? '' : ` by ${short(takenBackBy)}`}`
        : 'is not in this release';
      const way =
        how === 'as-is'
          ? 'it will be put back right after the deploy'
          : 'it will be put back right after the deploy, by a three-way merge';
      return { verdict: 'warn', kind: 'put-back', text: `${name} ${lost}; ${way}` };
    }
    case 'conflict': {
      const files = firstOf(inclusion.files, 'file');
      return { verdict: 'no-go', kind: 'conflict', text: `${name} cannot be put back on ${files}: ${inclusion.why}` };
    }
    case 'unknown':
      return { verdict: 'unknown', kind: 'unknown', text: `nobody knows whether ${name} is in it: ${inclusion.why}` };
  }
}

type InRelease = Extract<Inclusion, { readonly in: 'release' }>;

const changedSince = (inclusion: InRelease): string =>
  `${included(inclusion)} is in this release, but the same lines were changed again since: look whether they still do it`;

function included({ by, commit }: InRelease): string {
  switch (by) {
    case 'commit':
      return commit === undefined ? 'its commit' : `its commit ${short(commit)}`;
    case 'same-change':
      return `the same change as ${short(commit ?? '')}`;
    case 'content':
      return 'its content is there';
  }
}

/** Where, and what becomes of each file; sums are cut as people compare them. */
function filesOf({ patch: { id }, hosts, inclusion }: LookedAt): readonly string[] {
  const where = `${id} on ${nameHosts(hosts)}`;
  switch (inclusion.in) {
    case 'release':
      return inclusion.changedSince
        ? [
            `${where}: ${included(inclusion)}, and its lines were changed again since`,
            `If they still do the same: shipit patch resolve ${id} --included --because "…"`,
          ]
        : [`${where}: in this release, ${included(inclusion)}`];
    case 'can-be-put-back':
      return inclusion.files.map(
        ({ path, before, after }) => `${where}: ${path}, SHA-256 ${sum(before)} → ${sum(after)}`,
      );
    default:
      return [where];
  }
}

const sum = (sha256: string | null): string => sha256?.slice(0, 12) ?? 'not there';

/** Those that the register knows are judged by it. */
const labelFindings = (
  { list }: Extract<LabelsLook, { readonly state: 'known' }>,
  labelledIn: LabelledIn,
  registered: Looks['register']['all'],
): readonly Finding[] =>
  list
    .filter(({ number, state }) => state !== 'closed' && !registered.some(({ pr }) => pr === number))
    .flatMap((one) => labelFinding(one, labelledIn.get(one.number) ?? 'no') ?? []);

function labelFinding({ number, title, state }: Labelled, isIn: 'yes' | 'no' | 'unknown'): Finding | undefined {
  const name = `pull request ${number} "${title}"`;
  switch (isIn) {
    case 'yes':
      return undefined;
    case 'no': {
      const what = state === 'open' ? 'is not merged' : 'is merged, and not in this release';
      return { key: `label:${number}`, verdict: 'no-go', text: `${name} ${what}; nobody registered its diff` };
    }
    case 'unknown':
      return { key: `label:${number}`, verdict: 'unknown', text: `the merge of ${name} is not in this clone` };
  }
}

const rank = (verdict: Verdict): number => ['n/a', 'go', 'warn', 'unknown', 'no-go'].indexOf(verdict);
