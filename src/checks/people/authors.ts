import { plural } from '../../text/plural.js';
import type { RangeCommit } from '../../world/git-contents.js';
import type { FacetFound, GatherContext } from '../kind.js';
import { isSame, type People, type Somebody, whoCommits } from '../persons.js';
import { type SincePrevious, sincePrevious } from '../since-previous.js';
import type { NeedLook, Stretch } from './model.js';

/** So many of them are asked about, those with most commits. */
const mostAuthors = 5;

/**
 * Whoever wrote what goes out. Programs that commit by themselves are nobody who could be at hand.
 * @param level of their no, where it is less than the facet's
 */
export async function lookAtAuthors(
  stretch: Stretch,
  level: { readonly level?: 'warn' },
  context: GatherContext,
): Promise<NeedLook> {
  const since = await sincePrevious(context);
  const { people } = context.checklist;
  if (since.base === undefined) {
    return { needed: [], facets: { author: nothingToCompare(since) } };
  }

  const commits = await context.world.git.commitsBetween(since.base, context.release.commit);
  if (!commits.known) {
    return { needed: [], facets: { author: notKnown(`who wrote this is not known: ${commits.why}`) } };
  }

  const all = authorsOf(commits.value, people);
  const programs = all.filter(({ who }) => isProgram(who));
  const persons = all.filter(({ who }) => !isProgram(who));
  const left = persons.length - mostAuthors;
  return {
    needed: persons.slice(0, mostAuthors).map(({ who, count }) => ({
      facet: 'author',
      because: 'author',
      source: plural(count, 'commit'),
      ...{ who, stretch, ...level },
    })),
    facets:
      since.doubt !== undefined
        ? { author: notKnown(since.doubt) }
        : persons.length === 0
          ? { author: { verdict: 'n/a', summary: programs.length === 0 ? 'no commits' : 'programs wrote all of it' } }
          : {},
    detail: [
      ...(left > 0 ? [`${plural(left, 'more author')} with fewer commits`] : []),
      ...programs.map(({ who, count }) => `${who.name}: a program, ${plural(count, 'commit')}`),
    ],
    ...(commits.source === undefined ? {} : { sources: [commits.source] }),
  };
}

/** At a first deploy there is no author more than any other. */
export const nothingToCompare = ({ first, doubt }: SincePrevious): FacetFound =>
  first ? { verdict: 'n/a', summary: 'first deploy' } : notKnown(doubt ?? 'what runs now is unknown');

export const notKnown = (summary: string): FacetFound => ({ verdict: 'unknown', summary });

interface Author {
  readonly who: Somebody;
  readonly count: number;
}

/** Most commits first; merges are nobody's work. */
function authorsOf(commits: readonly RangeCommit[], people: People): readonly Author[] {
  const authors: Author[] = [];
  for (const { author, email } of commits.filter(({ parents }) => parents.length < 2)) {
    const who = whoCommits({ name: author, email }, people);
    const at = authors.findIndex((one) => isSame(one.who, who));
    const before = authors[at];
    if (before === undefined) {
      authors.push({ who, count: 1 });
    } else {
      // Who wrote something themselves is not asked only in somebody's place.
      authors[at] = { who: before.who.insteadOf === undefined ? before.who : who, count: before.count + 1 };
    }
  }
  return authors.toSorted((a, b) => b.count - a.count);
}

/**
 * As GitHub and GitLab name them, and as programs are mostly set up: `ci-bot`, `Renovate Bot <bot@renovateapp.com>`,
 * `github-actions`. Somebody whose surname is Bot is a person.
 */
function isProgram({ key, name, email = '' }: Somebody): boolean {
  const [local = ''] = email.split('@');
  return (
    key === undefined &&
    (/\[bot\]$|[-_]bot$|^(?:dependabot|renovate|github[- ]actions)$/i.test(name) ||
      /\[bot\]@|(^|_)bot(_[0-9a-f]+)?@noreply\./i.test(email) ||
      (/\bbot$/i.test(name) && /(?:^|[-_+])bot$/i.test(local)))
  );
}
