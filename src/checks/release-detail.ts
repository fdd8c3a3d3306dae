import { type Previous, type Release, short } from '../run/release.js';
import { plural } from '../text/plural.js';
import { type LoggedCommit, mostCommits } from './commit-log.js';
import type { GatherContext } from './kind.js';
import { authorsOf, changesLockFile, directoriesOf, type Range, revertedIn } from './release-range.js';
import { dayOf } from './release-words.js';

type Checklist = GatherContext['checklist'];

/** `42 commits by 6 people since Mon 16 Nov 8c6783b · 2 migrations · lock file · 118 files` */
export function summaryOf(
  range: Range,
  previous: Previous,
  release: Release,
  checklist: Checklist,
  migrations = 0,
): string {
  if (previous.commit === release.commit) {
    return `${short(release.commit)} is already live`;
  }

  const { commits, lost, files } = range;
  const since = [previous.at === undefined ? '' : dayOf(previous.at, checklist), short(previous.commit)]
    .join(' ')
    .trim();
  const people = authorsOf(commits).length;
  return [
    commits.length === 0
      ? `back from ${short(previous.commit)}`
      : `${count(commits)} by ${plural(people, 'person', 'people')} since ${since}`,
    ...(lost.length > 0 ? [`${plural(lost.length, 'live commit')} lost`] : []),
    ...(migrations > 0 ? [plural(migrations, 'migration')] : []),
    ...(changesLockFile(files) ? ['lock file'] : []),
    plural(files.length, 'file'),
  ].join(' · ');
}

const count = ({ length }: readonly LoggedCommit[]): string =>
  length >= mostCommits ? `${mostCommits} commits or more` : plural(length, 'commit');

/** The commits, newest first, then who, where, and what deserves a second look. */
export function detailOf(range: Range, checklist: Checklist): readonly string[] {
  const { commits, files, risky } = range;
  const most = 120;
  return [
    ...commits.slice(0, most).map((commit) => commitLine(commit, checklist)),
    ...(commits.length > most ? [`… and ${commits.length - most} more`] : []),
    ...heading('Authors', authorsOf(commits)),
    ...heading('Directories', directoriesOf(files)),
    ...(risky.length === 0 ? [] : [`Risky paths (${risky.length}):`, ...risky.slice(0, 30).map((path) => `  ${path}`)]),
    ...revertedIn(commits).map((subject) => `Made and taken back in this range: ${subject}`),
  ].slice(0, 200);
}

const heading = (title: string, counts: readonly (readonly [string, number])[]): readonly string[] =>
  counts.length === 0
    ? []
    : [
        `${title}: ${counts
          .slice(0, 12)
          .map(([name, number]) => `${name} ${number}`)
          .join(' · ')}`,
      ];

/** `3f2a91c Thu 19 Nov  Ada L.  Round half a cent` */
export const commitLine = ({ commit, at, author, subject }: LoggedCommit, checklist: Checklist): string =>
  `${short(commit)} ${dayOf(at, checklist)}  ${author}  ${subject}`;
