import { z } from '../../checklist/zod.js';
import type { SourceAsked } from '../../run/evidence.js';
import { commitId } from '../commit-id.js';
import { askForge, type ForgeName } from '../forge/ask-forge.js';
import type { GatherContext } from '../kind.js';

/** What a forge says about a pull or merge request. */
export type RequestState =
  | { readonly state: 'merged'; readonly commit: string; readonly source: SourceAsked }
  | { readonly state: 'unmerged'; readonly why: string; readonly source: SourceAsked }
  | { readonly state: 'unknown'; readonly why: string; readonly source: SourceAsked };

/** @param cwd work tree of the repository it belongs to; absolute */
export async function askRequest(
  forge: ForgeName,
  { number, cwd }: { readonly number: number; readonly cwd: string },
  context: Pick<GatherContext, 'world' | 'signal' | 'timeoutMs'>,
): Promise<RequestState> {
  const request =
    forge === 'github'
      ? { path: `repos/{owner}/{repo}/pulls/${number}`, jq: '[.state,.merged,.merge_commit_sha]|@json' }
      : { path: `projects/:id/merge_requests/${number}` };
  const answer = await askForge({ forge, cwd, ...request }, context);
  const { source } = answer;
  if (!answer.known) {
    return { state: 'unknown', why: answer.missing ? 'the forge knows none of that number' : answer.why, source };
  }

  const said = readers[forge](answer.rows[0]);
  return said === undefined
    ? { state: 'unknown', why: 'what the forge said about it cannot be read', source }
    : { ...said, source };
}

type Said =
  | { readonly state: 'merged'; readonly commit: string }
  | { readonly state: 'unmerged'; readonly why: string };

const pull = z.tuple([z.string(), z.boolean().nullable(), z.string().nullable()]);
const mergeRequest = z.object({
  state: z.string(),
  merge_commit_sha: z.string().nullish(),
  squash_commit_sha: z.string().nullish(),
  sha: z.string().nullish(),
});

const readers: Readonly<Record<ForgeName, (row: unknown) => Said | undefined>> = {
  github: (row) => {
    const [state, merged, commit] = pull.safeParse(row).data ?? [];
    return state === undefined
      ? undefined
      : merged === true
        ? mergedAs(commit)
        : { state: 'unmerged', why: state === 'closed' ? 'closed without being merged' : 'not merged' };
  },
  // A merge request that went in fast-forward has neither merge nor squash commit.
  gitlab: (row) => {
    const request = mergeRequest.safeParse(row).data;
    return request === undefined
      ? undefined
      : request.state === 'merged'
        ? mergedAs(request.merge_commit_sha ?? request.squash_commit_sha ?? request.sha)
        : { state: 'unmerged', why: request.state === 'closed' ? 'closed without being merged' : 'not merged' };
  },
};

function mergedAs(commit: string | null | undefined): Said | undefined {
  const full = commitId.safeParse(commit).data;
  return full === undefined ? undefined : { state: 'merged', commit: full };
}
