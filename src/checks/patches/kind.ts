import { worst } from '../../run/verdict.js';
import { plural } from '../../text/plural.js';
import type { FacetFound, Found, GatherContext, Kind } from '../kind.js';
import { type Looks, lookEverywhere } from './all-looks.js';
import { disagreeFacet } from './facet-disagree.js';
import { oldFacet } from './facet-old.js';
import { type LabelledIn, overwrittenFacet } from './facet-overwritten.js';
import { clipped, diffOf, unregisteredFacet } from './facet-unregistered.js';
import { patchesFacts } from './facts.js';
import { type PatchesOptions, patchesOptions } from './options.js';
import { todayOf } from './words.js';

/** Changes made directly on servers: those that are registered, and those that nobody told (checks.md section 5.6). */
export const patches: Kind<PatchesOptions> = {
  name: 'patches',
  options: patchesOptions,
  question: () => headline,
  go: 'no',
  why: 'A job had been turned off on the server by hand; the next deploy turned it on again, and it took the service down.',
  facets: {
    overwritten: { level: 'block', go: 'no', override: 'second', question: () => headline },
    unregistered: { level: 'block', go: 'no', question: () => 'Is there a change on a server nobody registered?' },
    disagree: {
      level: 'warn',
      go: 'yes',
      question: () => 'Do register, labels and message of the day agree?',
      why: 'Where they differ, one of them is wrong, and whoever reads that one will be.',
    },
    old: {
      level: 'warn',
      go: 'no',
      why: 'A patch is meant for days: the longer it stays, the more depends on something that no commit holds.',
      question: (_facts, { max_age }) => `Is a patch older than ${plural(Math.floor(max_age / 86_400_000), 'day')}?`,
    },
  },
  alwaysAsks: false,
  override: 'reason',
  ttlMs: 15 * 60_000,
  timeoutMs: 60_000,
  boundToCommit: true,
  alwaysLookAgain: true,
  needsPrevious: 'meanwhile',
  gather,
};

const headline = 'Will this deploy overwrite a change made directly on a server?';

async function gather(options: PatchesOptions, context: GatherContext): Promise<Found> {
  const looks = await lookEverywhere(options, context);
  const { register, labels, hosts, noHosts, broken } = looks;
  const isNothing =
    hosts.length === 0 &&
    noHosts === undefined &&
    broken === undefined &&
    register.sha256 === undefined &&
    labels.state === 'off' &&
    options.expect === 'any';
  if (isNothing) {
    const summary = `nothing to look at: ${context.target.name} has no hosts, and there is no ${options.register}`;
    return { verdict: 'n/a', summary, facets: { overwritten: { verdict: 'n/a', summary } } };
  }

  const today = todayOf(context);
  const facets = {
    overwritten: overwrittenFacet(looks, await labelledIn(looks, context), options, today),
    unregistered: unregisteredFacet(looks),
    disagree: disagreeFacet(looks, context.checklist.targets),
    old: oldFacet(looks, options, today),
  };
  return {
    summary: summaryOf(Object.values(facets)),
    detail: facets.overwritten.detail ?? [],
    facts: patchesFacts(looks),
    facets,
    sources: [...hosts.map(({ source }) => source), ...(labels.state === 'off' ? [] : [labels.source])],
    ...textOf(looks),
  };
}

/** What is worst is said; the first of equals. */
function summaryOf(facets: readonly FacetFound[]): string {
  const verdict = worst(facets.map((facet) => facet.verdict));
  if (verdict === 'go' || verdict === 'n/a') {
    return facets
      .slice(0, 2)
      .map(({ summary }) => summary)
      .join('; ');
  }

  return facets.find((facet) => facet.verdict === verdict)?.summary ?? '';
}

async function labelledIn({ labels }: Looks, { world, release }: GatherContext): Promise<LabelledIn> {
  const list = labels.state === 'known' ? labels.list : [];
  const known = await Promise.all(
    list.map(async ({ number, commit }) => {
      const isIn = commit === undefined ? 'no' : await world.git.isAncestor(commit, release.commit);
      return [number, isIn] as const;
    }),
  );
  return new Map(known);
}

/** The whole of what nobody registered, and what is put back, for whoever wants to read it. */
function textOf({ hosts, register }: Looks): { readonly text?: string } {
  const changed = hosts.flatMap(({ host, unregistered }) => unregistered.flatMap((one) => diffOf(host, one)));
  const back = register.applied.flatMap(({ patch, inclusion }) =>
    inclusion.in === 'can-be-put-back'
      ? [`${patch.id} is put back:`, ...clipped(new TextDecoder().decode(inclusion.diff).split('\n'))]
      : [],
  );
  const lines = [...changed, ...back];
  return lines.length === 0 ? {} : { text: lines.join('\n') };
}
