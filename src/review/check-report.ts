import type { Verdict } from '../checklist/model.js';
import type { Evidence, Finding } from '../run/evidence.js';
import { machineVerdict } from '../run/machine-verdict.js';
import { previousWords } from '../run/previous-words.js';
import type { Standing } from '../run/questions.js';
import { short } from '../run/release.js';
import type { Run } from '../run/run.js';
import { passes } from '../run/verdict.js';
import { plural } from '../text/plural.js';
import { padEnd } from '../text/width.js';

export interface CheckResult {
  readonly run: Run;
  readonly before: readonly Standing[];
  readonly verdict: Verdict;
}

/** What `shipit check --json` prints. Other programs rely on it. */
export interface CheckJson {
  readonly schema: 1;
  readonly verdict: Verdict;
  readonly app: string;
  readonly target: string;
  readonly release: { readonly commit: string; readonly tree: string };
  readonly previous: { readonly commit: string } | null;
  readonly items: readonly CheckItemJson[];
}

export interface CheckItemJson {
  readonly id: string;
  readonly kind: string;
  readonly verdict: Verdict;
  readonly summary: string;
  readonly facets: readonly CheckFacetJson[];
  readonly findings: readonly Finding[];
  readonly ms: number;
}

export interface CheckFacetJson {
  readonly name: string;
  readonly verdict: Verdict;
  readonly summary: string;
  /** Only a person can know it: that it is unknown counts for nothing here. */
  readonly human?: true;
}

const forAPerson = 'a person answers this in the walk';

export function checkJson({ run, before, verdict }: CheckResult): CheckJson {
  return {
    schema: 1,
    verdict,
    app: run.app,
    target: run.target,
    release: { commit: run.release.commit, tree: run.release.tree },
    previous: run.previous === null ? null : { commit: run.previous.commit },
    items: before.map(({ item }) => {
      const evidence = run.evidence[item.id]?.event;
      return {
        id: item.id,
        kind: item.kind,
        verdict: evidence?.verdict ?? 'unknown',
        summary: evidence?.summary ?? forAPerson,
        facets: (evidence?.facets ?? []).map(({ name, verdict: found, summary, human }) => ({
          name,
          verdict: found,
          summary,
          ...(human ? { human } : {}),
        })),
        findings: evidence?.findings ?? [],
        ms: evidence?.ms ?? 0,
      };
    }),
  };
}

/** The same for people: one line an item, what is wrong below it, and what would block. */
export function checkText(result: CheckResult): string {
  const { run, before, verdict } = result;
  const from = previousWords(run, false);
  const names = Math.max(...before.map(({ item }) => item.id.length), 4);
  const unknown = whyUnknown(run);
  const lines = before
    .flatMap((one) => itemLines(one, run, names))
    .map((line) => (unknown === undefined ? line : line.replaceAll(`is unknown: ${unknown}`, 'is unknown')));
  const blocking = before.filter(({ item }) => {
    const found = machineVerdictOf(run, item.id);
    return found === 'no-go' || (found === 'unknown' && !item.human);
  });
  const warnings = before.reduce((sum, one) => sum + warningsOf(one, run), 0);
  const people = before
    .map(({ item }) => ({ id: item.id, questions: forPeople(item, run) }))
    .filter(({ questions }) => questions > 0);
  const asked = people.reduce((sum, { questions }) => sum + questions, 0);
  return [
    `${run.app} -> ${run.target}   ${from} -> ${short(run.release.commit)}  ${run.release.subject}`,
    ...(unknown === undefined ? [] : [`what runs now is unknown: ${unknown}`]),
    '',
    ...lines,
    '',
    blocking.length === 0
      ? `${verdict.toUpperCase()}: ${warnings === 0 ? '' : `${plural(warnings, 'warning')} to accept; `}nothing that a machine can know ${warnings === 0 ? 'stands in the way' : 'forbids it'}.`
      : `${verdict.toUpperCase()}: ${plural(blocking.length, 'item')} would block: ${blocking.map(({ item }) => item.id).join(', ')}.`,
    ...(people.length === 0
      ? []
      : [`${plural(asked, 'question')} for a person: ${people.map(({ id }) => id).join(', ')}.`]),
    '',
  ].join('\n');
}

/** Half of all items have to know what runs now; why nobody does is told once, above them. */
function whyUnknown({ evidence }: Run): string | undefined {
  const facets = Object.values(evidence).flatMap(({ event }) => event.facets);
  return facets.find(({ name, verdict, summary }) => name === 'known' && verdict === 'unknown' && summary !== '')
    ?.summary;
}

function itemLines({ item }: Standing, run: Run, names: number): readonly string[] {
  const evidence = run.evidence[item.id]?.event;
  if (evidence === undefined) {
    return [`  ask      ${padEnd(item.id, names)}  ${item.question}`];
  }

  const facets = evidence.facets.filter((facet) => !passes(facet.verdict));
  const below =
    facets.length > 0
      ? facetLines(facets, evidence.summary)
      : passes(evidence.verdict)
        ? []
        : evidence.detail.slice(0, 20);
  return [
    `  ${padEnd(forPeople(item, run) > 0 && passes(machineVerdict(evidence)) ? 'ask' : machineVerdict(evidence), 7)}  ${padEnd(item.id, names)}  ${evidence.summary}`,
    ...[...below, ...acceptedOf(evidence)].map((text) => `  ${' '.repeat(7)}  ${' '.repeat(names)}    ${text}`),
  ];
}

/** A sentence that stands above is not written again: what is asked about it is new, and what it is made of. */
function facetLines(facets: Evidence['facets'], above: string): readonly string[] {
  const said = new Set([above, ...above.split('; ')]);
  return facets.flatMap(({ name, verdict, human, summary, question, detail = [] }) => {
    const begin = `${human ? 'ask' : verdict}  ${name}`;
    const isNew = !said.has(summary);
    said.add(summary);
    return [
      ...(isNew ? [`${begin}: ${summary}`, `  asks: ${question}`] : [`${begin} asks: ${question}`]),
      ...detail.filter((line) => line !== summary).slice(0, 10),
    ];
  });
}

const machineVerdictOf = (run: Run, id: string): Verdict | undefined => {
  const evidence = run.evidence[id]?.event;
  return evidence && machineVerdict(evidence);
};

/** How many of an item's questions only a person can answer. */
function forPeople(item: Standing['item'], run: Run): number {
  const evidence = run.evidence[item.id]?.event;
  return evidence === undefined ? Number(item.human) : evidence.facets.filter(({ human }) => human).length;
}

/** How many of an item's questions are warnings to accept: one a facet, or the item's own. */
function warningsOf({ item }: Standing, run: Run): number {
  const evidence = run.evidence[item.id]?.event;
  const facets = evidence?.facets.filter(({ verdict }) => verdict === 'warn').length ?? 0;
  return facets > 0 ? facets : evidence?.verdict === 'warn' ? 1 : 0;
}

/** What is accepted for a while stays to be seen, with who accepts it and until when, which its text says. */
const acceptedOf = ({ findings }: Evidence): readonly string[] =>
  findings
    .filter(({ acked_by: by }) => by !== undefined)
    .slice(0, 20)
    .map(({ text }) => `known  ${text}`);
