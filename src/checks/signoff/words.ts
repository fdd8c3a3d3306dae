import { short } from '../../run/release.js';
import { plural } from '../../text/plural.js';
import type { RangeCommit } from '../../world/git-contents.js';

/** `product manager` for the role `pm`; other roles are called as they are. */
export const roleName = (role: string): string => (role === 'pm' ? 'product manager' : role.replaceAll(/[-_]/g, ' '));

/** `9c1d2e0 Round half a cent (Ada L.)`, newest first; of many the first ten. */
export function commitLines(commits: readonly Pick<RangeCommit, 'commit' | 'subject' | 'author'>[]): readonly string[] {
  const shown = commits.slice(0, 10).map(({ commit, subject, author }) => `${short(commit)} ${subject} (${author})`);
  const left = commits.length - shown.length;
  return left > 0 ? [...shown, `and ${plural(left, 'more commit')}`] : shown;
}
