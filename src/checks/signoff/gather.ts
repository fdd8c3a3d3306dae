import { worst } from '../../run/verdict.js';
import type { FacetFound, Found, GatherContext } from '../kind.js';
import { type Compared, compare } from './compare.js';
import { type StagingAnswer, stagingFacet } from './facet-staging.js';
import type { SignoffOptions } from './options.js';
import { whatWasSaid } from './said.js';
import { askStaging } from './staging.js';

/** What runs where it was tried, and who said what about which commit. */
export async function gatherSignoff(options: SignoffOptions, context: GatherContext): Promise<Found> {
  const [answers, words] = await Promise.all([whatRuns(options, context), whatWasSaid(options, context)]);
  const staging = stagingFacet(options.env, context.release, answers);
  const facets = { ...words.facets, staging };
  const { given } = words.facets;
  return {
    summary: summaryOf([given, words.facets['same_commit'], words.facets['fresh'], staging]),
    detail: [...(given?.detail ?? []), ...(staging.detail ?? [])],
    facts: {
      staging: answers.map(({ running }) => ({ ...running })),
      ...words.facts,
    },
    facets,
    sources: words.sources,
    // The file may arrive, or the review, while the operator looks at the question.
    ...(given?.verdict === 'unknown' && options.via !== 'ask' ? { again: 30_000 } : {}),
  };
}

async function whatRuns(options: SignoffOptions, context: GatherContext): Promise<readonly StagingAnswer[]> {
  const { world, release } = context;
  const running = await askStaging(options, context);
  const compared = new Map<string, Compared>();
  for (const { commit } of running) {
    if (commit !== undefined && !compared.has(commit)) {
      // One after the other: two fetches at a time get in each other's way.
      compared.set(commit, await compare(world.git, commit, release, options.ignore));
    }
  }
  return running.map((one) => {
    const how = one.commit === undefined ? undefined : compared.get(one.commit);
    return { running: one, ...(how === undefined ? {} : { compared: how }) };
  });
}

/** What is worst is said, the first of equals; when all is well, who and where. */
function summaryOf(all: readonly (FacetFound | undefined)[]): string {
  const facets = all.filter((facet) => facet !== undefined);
  const verdict = worst(facets.map((facet) => facet.verdict));
  const [given] = facets;
  return verdict === 'go' || verdict === 'n/a'
    ? [given, facets.at(-1)].map((facet) => facet?.summary ?? '').join('; ')
    : (facets.find((facet) => facet.verdict === verdict)?.summary ?? '');
}
