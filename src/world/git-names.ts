import { messageOf } from '../errors.js';
import type { SourceAsked } from '../run/evidence.js';

/** Names a commit goes by, or why git could not say. */
export type CommitNames =
  | {
      readonly known: true;
      readonly tags: readonly string[];
      /** Branches that hold it, here and (without the remote's name) on remotes. */
      readonly branches: readonly string[];
      readonly sources: readonly SourceAsked[];
    }
  | { readonly known: false; readonly why: string; readonly sources: readonly SourceAsked[] };

/** How long git may take, in milliseconds. */
const limitMs = 10_000;

/**
 * Tags on a commit and branches that hold it: two local questions with fixed words, which simple-git asks. It is loaded
 * here, well after the first frame, and drops all GIT_* variables of the environment by itself.
 * @param commit full object id
 */
export async function namesOfCommit(root: string, commit: string, signal: AbortSignal): Promise<CommitNames> {
  const startMs = performance.now();
  const source = (): readonly SourceAsked[] => [
    { cmd: `git for-each-ref --points-at/--contains ${commit}`, ms: Math.round(performance.now() - startMs) },
  ];
  try {
    const { simpleGit } = await import('simple-git');
    const git = simpleGit({
      baseDir: root,
      abort: signal,
      timeout: { block: limitMs },
      // Otherwise every call waits 50 ms after git has ended.
      completion: { onClose: true, onExit: false },
    });
    const [tags, branches] = await Promise.all([
      git.raw(['for-each-ref', `--points-at=${commit}`, '--format=%(refname:lstrip=2)', 'refs/tags/']),
      git.raw(['for-each-ref', `--contains=${commit}`, '--format=%(refname)', 'refs/heads/', 'refs/remotes/']),
    ]);
    return {
      known: true,
      tags: lines(tags),
      branches: lines(branches).map((ref) => ref.replace(/^refs\/heads\/|^refs\/remotes\/[^/]+\//, '')),
      sources: source().map((one) => ({ ...one, rc: 0 })),
    };
  } catch (error) {
    return { known: false, why: messageOf(error), sources: source() };
  }
}

const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');
