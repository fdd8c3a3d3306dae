import type { SourceAsked } from '../run/evidence.js';
import type { Git } from '../world/git.js';
import { whyNot } from '../world/git-process.js';
import { fetchArguments, networkEnvironment } from '../world/git-questions.js';
import { whyNoRemote } from '../world/git-remote-words.js';

/** What the remote has of the release. */
export type RemoteAnswer =
  | { readonly state: 'none' }
  | {
      readonly state: 'unknown';
      readonly remote: string;
      readonly why: string;
      readonly sources: readonly SourceAsked[];
    }
  | {
      readonly state: 'known';
      readonly remote: string;
      /** The branch it is compared with, `origin/main`; absent if the remote has none that fits. */
      readonly base?: string;
      /** All its branches that hold the release, `origin/main`. */
      readonly holding: readonly string[];
      /** Commits that `base` has and the release does not. */
      readonly ahead: number;
      /** False: its branches are as they were at the last fetch. */
      readonly fetched: boolean;
      readonly sources: readonly SourceAsked[];
    };

export interface RemoteQuestion {
  readonly release: string;
  /** What the current branch follows, `origin/main`. */
  readonly upstream: string | undefined;
  readonly fetch: boolean;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly progress: (text: string) => void;
}

/** Fetches, unless told not to, then looks where the release is. A fetch that fails leaves all of it unknown. */
export async function lookAtRemote(git: Git, question: RemoteQuestion): Promise<RemoteAnswer> {
  const { release, upstream, signal } = question;
  const listed = await git.run(['remote'], { signal });
  const remotes = listed.stdout.split('\n').filter((name) => name !== '');
  const remote = remoteOf(remotes, upstream);
  if (remote === undefined) {
    const why = whyNot(listed);
    return listed.ok ? { state: 'none' } : { state: 'unknown', remote: 'the remote', why, sources: [listed.source] };
  }

  const fetched = question.fetch ? await fetchAll(git, remote, question) : undefined;
  if (fetched?.ok === false) {
    return { state: 'unknown', remote, why: whyNoRemote(fetched, remote), sources: [fetched.source] };
  }

  const [branches, holding] = await Promise.all([
    git.run(['for-each-ref', '--format=%(refname:lstrip=2)%00%(symref)', `refs/remotes/${remote}/`], { signal }),
    git.run(
      ['for-each-ref', `--contains=${release}`, '--format=%(refname:lstrip=2)%00%(symref)', `refs/remotes/${remote}/`],
      {
        signal,
      },
    ),
  ]);
  const all = readBranches(branches.stdout);
  const base = baseOf(remote, all, upstream);
  const ahead =
    base === undefined
      ? undefined
      : await git.run(['rev-list', '--count', `refs/remotes/${base}`, `^${release}`, '--'], { signal });
  const failed = [branches, holding, ahead].find((answer) => answer?.ok === false);
  const sources = [fetched, branches, holding, ahead].flatMap((answer) =>
    answer === undefined ? [] : [answer.source],
  );
  if (failed !== undefined) {
    return { state: 'unknown', remote, why: whyNot(failed), sources };
  }

  return {
    state: 'known',
    remote,
    ...(base === undefined ? {} : { base }),
    holding: readBranches(holding.stdout).flatMap(({ name, standsFor }) => (standsFor === '' ? [name] : [])),
    ahead: Number(ahead?.stdout ?? 0),
    fetched: fetched !== undefined,
    sources,
  };
}

/** The one that the branch follows, else `origin`, else the only one. */
function remoteOf(remotes: readonly string[], upstream: string | undefined): string | undefined {
  const followed = remotes.find((name) => upstream?.startsWith(`${name}/`));
  return followed ?? remotes.find((name) => name === 'origin') ?? (remotes.length === 1 ? remotes[0] : undefined);
}

function fetchAll(git: Git, remote: string, { timeoutMs, signal, progress }: RemoteQuestion) {
  progress(`fetching ${remote}`);
  const bound = Math.min(15_000, Math.round(timeoutMs * 0.8));
  return git.run([...fetchArguments, '--end-of-options', remote], {
    env: networkEnvironment(process.env),
    timeoutMs: bound,
    signal,
  });
}

interface Branch {
  readonly name: string;
  /** For `origin/HEAD`: the full name of the branch it stands for. */
  readonly standsFor: string;
}

const readBranches = (output: string): readonly Branch[] =>
  output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', standsFor = ''] = line.split('\0');
      return { name, standsFor };
    });

/** The branch that is followed, else the remote's own first branch. */
function baseOf(remote: string, branches: readonly Branch[], upstream: string | undefined): string | undefined {
  const head = branches.find(({ standsFor }) => standsFor !== '')?.standsFor.replace('refs/remotes/', '');
  const wanted = [upstream, head, `${remote}/main`, `${remote}/master`];
  return wanted.find((name) => branches.some((branch) => branch.name === name && branch.standsFor === ''));
}
