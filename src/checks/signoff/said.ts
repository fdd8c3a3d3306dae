import type { SourceAsked } from '../../run/evidence.js';
import { type Release, short } from '../../run/release.js';
import type { FacetFound, Found, GatherContext } from '../kind.js';
import { sincePrevious } from '../since-previous.js';
import { askedFacet } from './ask-form.js';
import { type About, type Chosen, choose } from './choose.js';
import { type Compared, compare } from './compare.js';
import type { ConfirmationsRead } from './confirmation.js';
import { givenFacet } from './facet-given.js';
import { sameFacet } from './facet-same.js';
import { freshFacet, selfFacet, signedFacet } from './facets-person.js';
import { readGithub } from './github.js';
import type { SignoffOptions } from './options.js';
import { rangeOf } from './range.js';
import { readRecords } from './read-records.js';
import { stagingSources } from './staging.js';

/** Everything but what runs there: facets by name. */
export interface Said {
  readonly facets: Readonly<Record<string, FacetFound>>;
  readonly facts: NonNullable<Found['facts']>;
  readonly sources: readonly SourceAsked[];
}

/** Who said what about which commit, and whether it counts for this release. */
export async function whatWasSaid(options: SignoffOptions, context: GatherContext): Promise<Said> {
  const { world, release, checklist, now } = context;
  const { people } = checklist;
  if (options.via === 'ask') {
    return {
      facets: { given: askedFacet(options, checklist), ...notJudged('told by hand') },
      // Whatever is told: nobody but the operator heard it.
      facts: { via: 'ask', verified: false },
      sources: [],
    };
  }

  const since = await sincePrevious(context);
  const { matters } = await rangeOf(world.git, release, since);
  const read =
    options.via === 'record'
      ? { ...(await readRecords(world, { env: options.env, people, matters, signal: context.signal })), sources: [] }
      : await readGithub(release, context, { role: options.role, matters });
  const { abouts, lies } = await abouted(read, context);
  const chosen = choose(abouts, options.role, people);
  const known = { ...read, broken: [...read.broken, ...lies] };
  const hint = options.via === 'record' ? `shipit signoff ${short(release.commit)}` : 'a review, or /signoff COMMIT';
  const given = givenFacet(chosen, known, { release, role: options.role, now, hint });
  const facts = factsOf(chosen, known);
  if (chosen.found !== 'one' || (given.verdict !== 'go' && given.verdict !== 'warn')) {
    return { facets: { given, ...notJudged('nothing that counts') }, facts, sources: read.sources };
  }

  const { confirmation } = chosen.about;
  const compared = await comparedTo(confirmation, options, context);
  const commits = since.base === undefined ? undefined : await world.git.commitsBetween(since.base, release.commit);
  return {
    facets: {
      given,
      same_commit: sameFacet(confirmation, {
        env: options.env,
        release,
        compared,
        seenAs: await seenAs(confirmation, options, context),
        canAsk: stagingSources(options, checklist).length > 0,
        runs: context.history.runs ?? [],
      }),
      fresh: freshFacet(confirmation, options.max_age, now),
      signed: signedFacet(confirmation),
      self: selfFacet(confirmation, { people, operator: context.operator, since, commits }),
    },
    facts,
    sources: read.sources,
  };
}

const notJudged = (summary: string): Readonly<Record<string, FacetFound>> =>
  Object.fromEntries(['same_commit', 'fresh', 'signed', 'self'].map((name) => [name, { verdict: 'n/a', summary }]));

/** How each of them stands to the release; a record whose commit has another content than it says is none. */
async function abouted(
  { list }: ConfirmationsRead,
  context: GatherContext,
): Promise<{ readonly abouts: readonly About[]; readonly lies: ConfirmationsRead['broken'] }> {
  const { world, release } = context;
  const abouts: About[] = [];
  const lies: { readonly name: string; readonly why: string }[] = [];
  for (const confirmation of list) {
    const { commit, tree, from } = confirmation;
    const found = await treeOf(commit, release, world.git);
    if (found !== undefined && tree !== undefined && tree !== found) {
      lies.push({ name: from, why: `its tree is not that of ${short(commit)}` });
      continue;
    }

    abouts.push({ confirmation, what: (found ?? tree) === release.tree ? 'exact' : 'older' });
  }
  return { abouts, lies };
}

const treeOf = async (commit: string, release: Release, git: GatherContext['world']['git']) =>
  commit === release.commit ? release.tree : (await git.resolve(commit))?.tree;

/** A commit that is in no clone any more, after an amend, is known by the content that was written down with it. */
const comparedTo = async (
  { commit, tree }: About['confirmation'],
  { ignore }: SignoffOptions,
  { world, release }: GatherContext,
): Promise<Compared> =>
  commit !== release.commit && tree === release.tree
    ? { is: 'same-content', commit }
    : compare(world.git, commit, release, ignore);

async function seenAs(
  { commit, tree, seen }: About['confirmation'],
  { ignore }: SignoffOptions,
  { world }: GatherContext,
): Promise<Compared | undefined> {
  const content = tree ?? (await world.git.resolve(commit))?.tree ?? '';
  return typeof seen === 'string' ? compare(world.git, seen, { commit, tree: content }, ignore) : undefined;
}

function factsOf(chosen: Chosen, { broken, unknown }: ConfirmationsRead): NonNullable<Found['facts']> {
  const { confirmation } = chosen.found === 'nobody' ? {} : chosen.about;
  return {
    confirmation:
      confirmation === undefined
        ? null
        : { ...confirmation, signature: confirmation.signature === undefined ? null : { ...confirmation.signature } },
    ...(broken.length === 0 ? {} : { broken: broken.map((one) => ({ ...one })) }),
    ...(unknown === undefined ? {} : { unknown }),
  };
}
