import { compare } from '../checks/signoff/compare.js';
import { type StagingAnswer, stagingFacet } from '../checks/signoff/facet-staging.js';
import { askStaging, stagingSources } from '../checks/signoff/staging.js';
import { askPrevious } from '../engine/current-previous.js';
import { short } from '../run/release.js';
import { plural } from '../text/plural.js';
import type { SignoffPlace } from './signoff-place.js';
import { type InWords, inWords } from './signoff-words.js';

/** What somebody has to know before they say go or no-go. Texts are raw or sanitised; whoever draws them cleans them. */
export interface SignoffFacts {
  /** What runs where it is tried, in words. */
  readonly staging: string;
  /** Something else than the commit runs there: a go would be about what nobody tried. */
  readonly isOther: boolean;
  /** It should be possible to ask, and nobody could say for sure: a go of now would not count. */
  readonly isUnknown: boolean;
  /** What runs there, for the record; null: nobody could say. */
  readonly seen: string | null;
  /** `42 commits by 6 people since 8c6783b, which runs on production`. */
  readonly headline: string;
  /** Absent where there is nothing to compare with. */
  readonly words?: InWords;
}

/** Milliseconds that a host or an address gets. */
const patienceMs = 15_000;

/** Asks staging and the target at the same time. */
export async function signoffFacts(
  { place, checklist, target, release, options }: SignoffPlace,
  signal: AbortSignal,
): Promise<SignoffFacts> {
  const { world } = place;
  const asking = { timeoutMs: patienceMs, signal, progress: () => undefined };
  const [running, found] = await Promise.all([
    askStaging(options, { checklist, world, ...asking }),
    askPrevious(place, { checklist, target }, asking),
  ]);
  const answers: StagingAnswer[] = [];
  for (const one of running) {
    // One after the other: two fetches at a time get in each other's way.
    const compared =
      one.commit === undefined ? {} : { compared: await compare(world.git, one.commit, release, options.ignore) };
    answers.push({ running: one, ...compared });
  }

  const { verdict, summary } = stagingFacet(options.env, release, answers);
  const isAsked = stagingSources(options, checklist).length > 0;
  const known = answers.every(({ compared }) => compared !== undefined) && answers.length > 0;
  const base = found.previous?.commit;
  const [commits, changes] =
    base === undefined
      ? [undefined, undefined]
      : await Promise.all([world.git.commitsBetween(base, release.commit), world.git.changes(base, release.commit)]);
  const since = base === undefined ? '' : ` since ${short(base)}, which runs on ${target.name}`;
  const people = new Set(commits?.known ? commits.value.map(({ email, author }) => email.toLowerCase() || author) : []);
  return {
    staging: isAsked ? summary : `nobody can say what ${options.env} runs: look there yourself`,
    isOther: verdict === 'no-go',
    isUnknown: isAsked && verdict === 'unknown',
    seen: known ? seenIn(answers, release.commit) : null,
    headline:
      commits === undefined
        ? found.unknownCommit === undefined
          ? `nothing is known to run on ${target.name}: all of it is new`
          : `${target.name} runs ${short(found.unknownCommit)}, which is not in this clone: what is new is not known`
        : commits.known
          ? `${plural(commits.value.length, 'commit')} by ${plural(people.size, 'person', 'people')}${since}`
          : `what is new${since} is not known: ${commits.why}`,
    ...(commits?.known ? { words: inWords(commits.value, changes?.known ? changes.value : []) } : {}),
  };
}

/** What differs most is what was seen: a host that runs something else shows it to every other visitor. */
function seenIn(answers: readonly StagingAnswer[], release: string): string | null {
  const other = answers.find(({ compared }) => compared?.is !== 'same');
  return other === undefined ? release : (other.running.commit ?? null);
}
