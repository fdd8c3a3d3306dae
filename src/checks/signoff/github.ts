import { z } from '../../checklist/zod.js';
import type { SourceAsked } from '../../run/evidence.js';
import { type Release, short } from '../../run/release.js';
import { askForge } from '../forge/ask-forge.js';
import { fewAtOnce } from '../forge/few-at-once.js';
import type { GatherContext } from '../kind.js';
import type { People } from '../persons.js';
import { type Confirmation, type ConfirmationsRead, nobody } from './confirmation.js';
import { commentRow, confirmationsOf, neither, type PullRows, pullRow, reviewRow } from './github-rows.js';

type Context = Pick<GatherContext, 'world' | 'signal' | 'timeoutMs' | 'checklist'>;

export interface ReadGithubRequest {
  readonly role: string;
  /** Whether what is said of that commit can be about this release. @param tree its content, where it is known */
  readonly matters: (commit: string, tree: string | undefined) => Promise<boolean>;
}

/** What people said about the release on its pull requests. One answer that is missing leaves all of it unknown. */
export async function readGithub(
  { commit }: Pick<Release, 'commit'>,
  context: Context,
  { role, matters }: ReadGithubRequest,
): Promise<ConfirmationsRead & { readonly sources: readonly SourceAsked[] }> {
  const sources: SourceAsked[] = [];
  const ask = async <Row>(path: string, jq: string, row: z.ZodType<Row>): Promise<readonly Row[]> => {
    const answer = await askForge({ forge: 'github', path, jq, paginate: true }, context);
    sources.push(answer.source);
    if (!answer.known) {
      throw new Unanswered(answer.missing ? `GitHub does not know ${short(commit)}: is it pushed?` : answer.why);
    }

    const rows = z.array(row).safeParse(answer.rows);
    if (!rows.success) {
      throw new Unanswered('what GitHub said could not be understood');
    }

    return rows.data;
  };
  const repo = 'repos/{owner}/{repo}';
  try {
    const pulls = await ask(`${repo}/commits/${commit}/pulls?per_page=100`, '.[]|[.number,.head.sha]|@json', pullRow);
    if (pulls.length === 0) {
      return { ...nobody, sources, unknown: `GitHub knows no pull request with ${short(commit)}` };
    }

    if (pulls.length > mostPulls) {
      const why = `${short(commit)} is in ${pulls.length} pull requests; more than ${mostPulls} are not read`;
      return { ...nobody, sources, unknown: why };
    }

    const rows = await fewAtOnce(pulls, 3, async ([number, head]): Promise<PullRows> => {
      const [reviews, comments] = await Promise.all([
        ask(`${repo}/pulls/${number}/reviews?per_page=100`, reviewJq, reviewRow),
        ask(`${repo}/issues/${number}/comments?per_page=100`, commentJq, commentRow),
      ]);
      return { number, head, reviews, comments };
    });
    const reviewed = rows.flatMap(({ reviews }) => reviews.flatMap((review) => review[2] ?? []));
    const said = rows.map((one) => confirmationsOf(one, context.checklist.people, [commit, ...reviewed]));
    const trees = await treesOf(
      said.flatMap(({ list, unclear }) => [...list, ...unclear].map((one) => one.commit)),
      commit,
      context,
    );
    return { ...(await sorted(said, trees, context.checklist.people, { role, matters })), sources };
  } catch (error) {
    if (error instanceof Unanswered) {
      return { ...nobody, sources, unknown: error.message };
    }

    throw error;
  }
}

/** What counts, what nobody understands, and what is passed over with a word. */
async function sorted(
  said: readonly ReturnType<typeof confirmationsOf>[],
  trees: ReadonlyMap<string, string>,
  people: People,
  { role, matters }: ReadGithubRequest,
): Promise<ConfirmationsRead> {
  const isTheirs = ({ person }: Pick<Confirmation, 'person'>): boolean =>
    person !== undefined && people[person]?.roles.includes(role) === true;
  const isAbout = ({ commit }: Pick<Confirmation, 'commit'>): Promise<boolean> => matters(commit, trees.get(commit));
  const passedOver = said.flatMap((one) => one.passedOver);
  const list: Confirmation[] = [];
  const broken: ConfirmationsRead['broken'][number][] = [];
  for (const one of said.flatMap((each) => each.list)) {
    // Their no-go on a pull request of the release is never passed over, whichever of its heads it was about.
    if ((one.verdict === 'no-go' && isTheirs(one)) || (await isAbout(one))) {
      const tree = trees.get(one.commit);
      list.push(tree === undefined ? one : { ...one, tree });
    } else {
      passedOver.push(
        `the ${one.verdict} of ${one.name} on ${one.from} is about ${short(one.commit)}, another content`,
      );
    }
  }
  for (const one of said.flatMap(({ unclear }) => unclear)) {
    // Whoever may give their word meant something by it; of others anybody may write a line.
    if (isTheirs(one) && (await isAbout(one))) {
      broken.push({ name: one.unclear, why: neither });
    } else {
      passedOver.push(`${one.unclear} ${neither}`);
    }
  }
  return { list, broken, passedOver };
}

/** A commit that is in more of them is a merge of branches; what was said on each would have to be read. */
const mostPulls = 10;

const reviewJq = '.[]|[.user.login,.state,.commit_id,.submitted_at,.body,.html_url]|@json';
const commentJq = '.[]|[.user.login,.body,.created_at,.updated_at,.html_url]|@json';

class Unanswered extends Error {}

/** Contents by commit. After a squash merge the head of the pull request is in no clone: then GitHub says what its content is. */
async function treesOf(
  commits: readonly string[],
  release: string,
  context: Context,
): Promise<ReadonlyMap<string, string>> {
  const others = [...new Set(commits)].filter((commit) => commit !== release);
  const trees = await fewAtOnce(others, 6, async (commit) => [commit, await treeOf(commit, context)] as const);
  return new Map(trees.flatMap(([commit, tree]) => (tree === undefined ? [] : [[commit, tree] as const])));
}

async function treeOf(commit: string, context: Context): Promise<string | undefined> {
  const here = await context.world.git.resolve(commit);
  if (here !== undefined) {
    return here.tree;
  }

  const path = `repos/{owner}/{repo}/git/commits/${commit}`;
  const answer = await askForge({ forge: 'github', path, jq: '[.tree.sha]|@json' }, context);
  const rows = answer.known ? z.array(z.tuple([z.string()])).safeParse(answer.rows).data : undefined;
  return rows?.[0]?.[0];
}
