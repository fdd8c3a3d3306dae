import { z } from '../../checklist/zod.js';
import type { SourceAsked } from '../../run/evidence.js';
import type { Release } from '../../run/release.js';
import { askForge } from '../forge/ask-forge.js';
import type { GatherContext } from '../kind.js';
import type { Confirmation, ConfirmationsRead } from './confirmation.js';
import { commentRow, confirmationsOf, type PullRows, pullRow, reviewRow } from './github-rows.js';

type Context = Pick<GatherContext, 'world' | 'signal' | 'timeoutMs' | 'checklist'>;

/** What people said about the release on its pull requests. One answer that is missing leaves all of it unknown. */
export async function readGithub(
  { commit }: Pick<Release, 'commit'>,
  context: Context,
  matters: (commit: string, tree: string | undefined) => Promise<boolean>,
): Promise<ConfirmationsRead & { readonly sources: readonly SourceAsked[] }> {
  const sources: SourceAsked[] = [];
  const ask = async <Row>(path: string, jq: string, row: z.ZodType<Row>): Promise<readonly Row[]> => {
    const answer = await askForge({ forge: 'github', path, jq, paginate: true }, context);
    sources.push(answer.source);
    if (!answer.known) {
      throw new Unanswered(answer.missing ? `GitHub does not know ${commit.slice(0, 7)}: is it pushed?` : answer.why);
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
      return { ...nobody, sources, unknown: `GitHub knows no pull request with ${commit.slice(0, 7)}` };
    }

    const rows = await Promise.all(
      pulls.slice(0, mostPulls).map(async ([number, head]): Promise<PullRows> => {
        const [reviews, comments] = await Promise.all([
          ask(`${repo}/pulls/${number}/reviews?per_page=100`, reviewJq, reviewRow),
          ask(`${repo}/issues/${number}/comments?per_page=100`, commentJq, commentRow),
        ]);
        return { number, head, reviews, comments };
      }),
    );
    const reviewed = rows.flatMap(({ reviews }) => reviews.flatMap((review) => review[2] ?? []));
    const said = rows.map((one) => confirmationsOf(one, context.checklist.people, [commit, ...reviewed]));
    const all = await Promise.all(said.flatMap(({ list }) => list).map((one) => withTree(one, commit, context)));
    const kept = await Promise.all(all.map(async (one) => ((await matters(one.commit, one.tree)) ? [one] : [])));
    return { list: kept.flat(), broken: [], passedOver: said.flatMap(({ passedOver }) => passedOver), sources };
  } catch (error) {
    if (error instanceof Unanswered) {
      return { ...nobody, sources, unknown: error.message };
    }

    throw error;
  }
}

/** A commit that is in that many pull requests is a merge of branches; the first of them say enough. */
const mostPulls = 5;

const reviewJq = '.[]|[.user.login,.state,.commit_id,.submitted_at,.body,.html_url]|@json';
const commentJq = '.[]|[.user.login,.body,.created_at,.updated_at,.html_url]|@json';

const nobody = { list: [], broken: [], passedOver: [] };

class Unanswered extends Error {}

/** After a squash merge the head of the pull request is in no clone: then GitHub says what its content is. */
async function withTree(confirmation: Confirmation, release: string, context: Context): Promise<Confirmation> {
  const { commit } = confirmation;
  const here = commit === release ? undefined : await context.world.git.resolve(commit);
  if (commit === release || here !== undefined) {
    return here === undefined ? confirmation : { ...confirmation, tree: here.tree };
  }

  const path = `repos/{owner}/{repo}/git/commits/${commit}`;
  const answer = await askForge({ forge: 'github', path, jq: '[.tree.sha]|@json' }, context);
  const rows = answer.known ? z.array(z.tuple([z.string()])).safeParse(answer.rows).data : undefined;
  const tree = rows?.[0]?.[0];
  return tree === undefined ? confirmation : { ...confirmation, tree };
}
