import { z } from '../../checklist/zod.js';
import type { SourceAsked } from '../../run/evidence.js';
import { commitId } from '../commit-id.js';
import { programOf, runForge } from '../forge/ask-forge.js';
import type { GatherContext } from '../kind.js';
import type { LabelsOption } from './options.js';

/** A pull request that carries the label of changes made by hand. */
export interface Labelled {
  readonly number: number;
  /** Raw. */
  readonly title: string;
  readonly state: 'open' | 'merged' | 'closed';
  /** What it became on its branch; full id. */
  readonly commit?: string;
  readonly author?: string;
}

export type LabelsLook =
  | { readonly state: 'off' }
  | { readonly state: 'unknown'; readonly why: string; readonly source: SourceAsked }
  | { readonly state: 'known'; readonly list: readonly Labelled[]; readonly source: SourceAsked };

const most = 100;

/** Asks the forge by the operator's own `gh` or `glab`. */
export async function lookAtLabels(
  option: LabelsOption | undefined,
  context: Pick<GatherContext, 'world' | 'signal' | 'timeoutMs'>,
): Promise<LabelsLook> {
  if (option === undefined) {
    return { state: 'off' };
  }

  const { args, read } = forges[option.forge](option.label);
  const said = await runForge(option.forge, args, context);
  if (!said.known) {
    return { state: 'unknown', why: said.why, source: said.source };
  }

  const { stdout, source } = said;
  const list = read(stdout);
  if (list === undefined) {
    return { state: 'unknown', why: `what ${programOf[option.forge]} said is not what was asked for`, source };
  }

  return list.length >= most
    ? {
        state: 'unknown',
        why: `${most} pull requests or more carry the label ${option.label}: take it off old ones`,
        source,
      }
    : { state: 'known', list, source };
}

interface Forge {
  readonly args: readonly string[];
  readonly read: (output: string) => readonly Labelled[] | undefined;
}

/** `gh pr list --json` of gh 2.23. */
const githubList = z.array(
  z.object({
    number: z.int().min(1),
    title: z.string(),
    state: z.string(),
    mergeCommit: z.object({ oid: commitId }).nullish(),
    author: z.object({ login: z.string() }).nullish(),
  }),
);

/** Merge requests as GitLab's API has them. */
const gitlabList = z.array(
  z.object({
    iid: z.int().min(1),
    title: z.string(),
    state: z.string(),
    merge_commit_sha: commitId.nullish(),
    squash_commit_sha: commitId.nullish(),
    author: z.object({ username: z.string() }).nullish(),
  }),
);

const forges: Readonly<Record<LabelsOption['forge'], (label: string) => Forge>> = {
  github: (label) => ({
    args: [
      ...['pr', 'list', `--label=${label}`, '--state', 'all', '-L', String(most)],
      ...['--json', 'number,title,state,mergedAt,mergeCommit,author,url'],
    ],
    read: (output) =>
      parsed(githubList, output)?.map(({ number, title, state, mergeCommit, author }) =>
        labelled({ number, title, state, commit: mergeCommit?.oid, author: author?.login }),
      ),
  }),
  gitlab: (label) => ({
    args: ['mr', 'list', `--label=${label}`, '--all', '--per-page', String(most), '-F', 'json'],
    read: (output) =>
      parsed(gitlabList, output)?.map(({ iid, title, state, merge_commit_sha, squash_commit_sha, author }) =>
        labelled({
          number: iid,
          title,
          state,
          commit: merge_commit_sha ?? squash_commit_sha ?? undefined,
          author: author?.username,
        }),
      ),
  }),
};

function parsed<T>(schema: z.ZodType<T>, output: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(output)).data;
  } catch {
    return undefined;
  }
}

function labelled(given: {
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly commit: string | undefined;
  readonly author: string | undefined;
}): Labelled {
  const { number, title, commit, author } = given;
  const word = given.state.toLowerCase();
  const state = word === 'merged' ? 'merged' : word === 'closed' ? 'closed' : 'open';
  return {
    number,
    title,
    state,
    ...(commit === undefined ? {} : { commit }),
    ...(author === undefined ? {} : { author }),
  };
}
