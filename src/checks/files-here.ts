import type { Verdict } from '../checklist/model.js';
import type { SourceAsked } from '../run/evidence.js';
import { type Release, short } from '../run/release.js';
import { worst } from '../run/verdict.js';
import type { Git } from '../world/git.js';
import { whyNot } from '../world/git-process.js';
import { parseStatus } from '../world/status.js';
import { some } from './release-words.js';

/** Which files a command that is run here sees. */
export type FilesHere =
  | { readonly known: true; readonly head: string; readonly changed: readonly string[]; readonly source: SourceAsked }
  | { readonly known: false; readonly why: string; readonly source: SourceAsked };

/** One cheap look: HEAD and the tracked files that differ from it. */
export async function filesHere(git: Pick<Git, 'run'>, signal?: AbortSignal): Promise<FilesHere> {
  const asked = ['status', '--porcelain=v2', '-z', '--branch', '--untracked-files=no', '--no-renames'];
  const answer = await git.run(asked, signal === undefined ? {} : { signal });
  const { source } = answer;
  if (!answer.ok) {
    return { known: false, why: whyNot(answer), source };
  }

  const { head = 'no commit', changed } = parseStatus(answer.stdout);
  return { known: true, head, changed, source };
}

/** What a command said, judged by the files it saw. */
export interface OfFiles {
  readonly verdict: Verdict;
  /** Why it says less about the release than it seems to. */
  readonly because?: string;
}

/**
 * A command that passed on the files of another commit has not passed for the release; one whose files changed under it
 * says nothing about either. What failed stays failed.
 */
export function ofTheseFiles(verdict: Verdict, before: FilesHere, after: FilesHere, release: Release): OfFiles {
  const less = (most: Verdict, because: string): OfFiles => ({ verdict: worst([verdict, most]), because });
  if (!before.known || !after.known) {
    const why = before.known ? (after.known ? '' : after.why) : before.why;
    return less('unknown', `the files here could not be looked at: ${why}`);
  }

  if (before.head !== after.head) {
    return less('unknown', `the checkout moved from ${short(before.head)} to ${short(after.head)} while it ran`);
  }

  const differing = [...without(after.changed, before.changed), ...without(before.changed, after.changed)];
  if (differing.length > 0) {
    return less('unknown', `tracked files changed while it ran: ${some(differing)}`);
  }

  return after.head === release.commit ? { verdict } : less('warn', otherFiles(after.head, release));
}

/** For a HEAD that is not the release. */
export const otherFiles = (head: string | undefined, release: Release): string =>
  `the files here are those of ${short(head ?? 'no commit')}: commands run here see them, not ${short(release.commit)}`;

const without = (paths: readonly string[], others: readonly string[]): readonly string[] =>
  paths.filter((path) => !others.includes(path));
