import { type Release, short } from '../../run/release.js';
import { plural } from '../../text/plural.js';
import type { FacetFound, PastRun } from '../kind.js';
import type { Compared } from './compare.js';
import { type Confirmation, wordKey } from './confirmation.js';
import { onlyWords, verdictOf } from './facet-staging.js';
import { commitLines } from './words.js';

export interface SameContext {
  readonly env: string;
  readonly release: Release;
  readonly compared: Compared;
  /** How what they saw there stands to what they confirmed; absent where that is not known. */
  readonly seenAs: Compared | undefined;
  /** Somebody can be asked what runs there. */
  readonly canAsk: boolean;
  /** Runs of the project that changed what runs there. */
  readonly runs: readonly PastRun[];
}

/** Facet `same_commit`: what was confirmed is what goes out, and it was there to be tried when it was confirmed. */
export function sameFacet(confirmation: Confirmation, context: SameContext): FacetFound {
  const { env, release, compared, seenAs, canAsk, runs } = context;
  const { commit, name, seen } = confirmation;
  const of = (what: string, found: FacetFound): FacetFound => ofThisWord(found, confirmation, release, what);
  if (typeof seen === 'string' && !isThat(seenAs)) {
    const summary = `${env} ran ${short(seen)} when ${name} confirmed ${short(commit)}`;
    return of('seen', { verdict: 'no-go', summary });
  }

  const late = deployedLater(confirmation, env, runs);
  if (late !== undefined) {
    const summary = `${name} confirmed ${short(commit)} before it was on ${env}: it was deployed there only at ${late}`;
    return of('late', { verdict: 'no-go', summary });
  }

  const found = of('more', comparedFacet(compared, commit, release));
  return seen === null && canAsk && found.verdict === 'go'
    ? { verdict: 'unknown', summary: `nobody knew what ${env} ran when ${name} confirmed ${short(commit)}` }
    : found;
}

/** What is accepted of one word about one release is accepted of no other. */
const ofThisWord = (found: FacetFound, word: Confirmation, { commit }: Release, what: string): FacetFound =>
  found.verdict === 'go'
    ? found
    : {
        ...found,
        findings: [{ key: `${short(commit)}:${wordKey(word)}:${what}`, verdict: found.verdict, text: found.summary }],
      };

/** The same, or as good as the same. */
const isThat = (compared: Compared | undefined): boolean =>
  compared?.is === 'same' ||
  compared?.is === 'same-content' ||
  (compared?.is === 'different' && compared.only !== undefined);

function comparedFacet(compared: Compared, commit: string, release: Release): FacetFound {
  switch (compared.is) {
    case 'same':
      return { verdict: 'go', summary: `exactly ${short(release.commit)} was confirmed` };
    case 'same-content':
      return {
        verdict: 'go',
        summary: `${short(commit)} was confirmed, which has exactly the content of ${short(release.commit)}`,
      };
    case 'not-here':
      return { verdict: 'unknown', summary: `${short(commit)} was confirmed, which is not in this clone` };
    case 'unknown':
      return { verdict: 'unknown', summary: `${short(commit)} was confirmed; ${compared.why}` };
    case 'different': {
      const more = `${short(commit)} was confirmed, the release has ${plural(compared.behind.length, 'more commit')}`;
      return {
        verdict: verdictOf(compared),
        summary: `${more}${onlyWords(compared)}`,
        detail: commitLines(compared.behind),
      };
    }
  }
}

/**
 * By the audit log, when all it knows of that commit there is later than the word about it.
 * @returns `2026-11-20 10:40 UTC`
 */
function deployedLater({ commit, at }: Confirmation, env: string, runs: readonly PastRun[]): string | undefined {
  const there = runs.filter((run) => run.target === env && run.commit === commit && run.tried).map((run) => run.at);
  const first = there.toSorted()[0];
  return first === undefined || Date.parse(first) <= Date.parse(at)
    ? undefined
    : `${first.slice(0, 16).replace('T', ' ')} UTC`;
}
