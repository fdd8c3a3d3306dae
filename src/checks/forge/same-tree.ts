import { z } from '../../checklist/zod.js';
import type { Release } from '../../run/release.js';
import { commitId } from '../commit-id.js';
import type { GatherContext } from '../kind.js';
import { askForge, type ForgeName } from './ask-forge.js';

/** Another commit with exactly the content of the release. */
export interface Twin {
  /** Full id. */
  readonly commit: string;
  /** How it is known: `PR #12`. */
  readonly name: string;
}

/**
 * Heads of the pull requests that became the release and have its tree: a squash merge is a new commit with content that
 * was tested before. Nothing where the forge does not say; at most three are looked at.
 */
export async function twinsOf(
  forge: ForgeName,
  { commit, tree }: Pick<Release, 'commit' | 'tree'>,
  context: Pick<GatherContext, 'world' | 'signal' | 'timeoutMs'>,
): Promise<readonly Twin[]> {
  const heads = (await headsOf(forge, commit, context)).slice(0, 3);
  const trees = await Promise.all(heads.map((head) => treeOf(forge, head.commit, context)));
  return heads.filter((head, index) => head.commit !== commit && trees[index] === tree);
}

const pull = z.tuple([z.int(), commitId]);
const mergeRequest = z.object({ iid: z.int(), sha: commitId.nullish() });

async function headsOf(
  forge: ForgeName,
  commit: string,
  context: Pick<GatherContext, 'world' | 'signal' | 'timeoutMs'>,
): Promise<readonly Twin[]> {
  if (forge === 'gitlab') {
    const answer = await askForge(
      { forge, path: `projects/:id/repository/commits/${commit}/merge_requests?per_page=20` },
      context,
    );
    const rows = answer.known ? (z.array(mergeRequest).safeParse(answer.rows).data ?? []) : [];
    return rows.flatMap(({ iid, sha }) => (typeof sha === 'string' ? [{ commit: sha, name: `MR !${iid}` }] : []));
  }

  const answer = await askForge(
    { forge, path: `repos/{owner}/{repo}/commits/${commit}/pulls`, jq: '.[]|[.number,.head.sha]|@json' },
    context,
  );
  const rows = answer.known ? (z.array(pull).safeParse(answer.rows).data ?? []) : [];
  return rows.map(([number, head]) => ({ commit: head, name: `PR #${number}` }));
}

/** By git where the commit is here, else by the forge; GitLab does not tell trees. */
async function treeOf(
  forge: ForgeName,
  commit: string,
  context: Pick<GatherContext, 'world' | 'signal' | 'timeoutMs'>,
): Promise<string | undefined> {
  const { git } = context.world;
  const here = (await git.resolve(commit)) ?? ((await git.fetchCommit(commit)) ? await git.resolve(commit) : undefined);
  if (here !== undefined || forge === 'gitlab') {
    return here?.tree;
  }

  const answer = await askForge(
    { forge, path: `repos/{owner}/{repo}/git/commits/${commit}`, jq: '[.tree.sha]|@json' },
    context,
  );
  return answer.known ? z.array(z.tuple([commitId])).safeParse(answer.rows).data?.[0]?.[0] : undefined;
}
