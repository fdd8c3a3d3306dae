import { addDays, type CivilDate, civil } from '../calendar/civil.js';
import type { SourceAsked } from '../run/evidence.js';
import { short } from '../run/release.js';
import { plural } from '../text/plural.js';
import { whyNot } from '../world/git-process.js';
import { askCommits, type LoggedCommit, readCommits } from './commit-log.js';
import type { GatherContext, PastRun } from './kind.js';
import { commitLine } from './release-detail.js';
import { authorsOf } from './release-range.js';
import { dayOf } from './release-words.js';

/** What others did while the operator was away. A later kind adds what it knows to the sections. */
export interface Changes {
  readonly since: CivilDate;
  readonly sections: readonly Section[];
  readonly facts: { readonly commits: number | null; readonly people: number | null; readonly deploys: number };
  readonly sources: readonly SourceAsked[];
}

export interface Section {
  readonly title: string;
  /** All there are, newest first. */
  readonly lines: readonly string[];
}

/**
 * The list that the question is about (checks.md 5.2): commits of others in the release, and their deploys.
 * @param since the first day of the absence
 * @param mine e-mail addresses of the operator
 */
export async function changesSince(
  since: CivilDate,
  mine: readonly string[],
  tz: string,
  context: GatherContext,
): Promise<Changes> {
  const read = await commitsSince(since, mine, tz, context);
  const deploys = deploysSince(since, tz, context);
  return {
    since,
    sections: [commitSection(read, context), deploySection(deploys, context)],
    facts: {
      commits: read.commits?.length ?? null,
      people: read.commits === undefined ? null : authorsOf(read.commits).length,
      deploys: deploys.length,
    },
    sources: [read.source],
  };
}

interface CommitsRead {
  /** Newest first; undefined if git could not say. */
  readonly commits?: readonly LoggedCommit[];
  readonly why?: string;
  readonly source: SourceAsked;
}

async function commitsSince(
  since: CivilDate,
  mine: readonly string[],
  tz: string,
  { world, release, signal }: GatherContext,
): Promise<CommitsRead> {
  // A day early, whatever the zone: git thinks in instants.
  const from = `${addDays(since, -1)}T00:00:00Z`;
  const answer = await askCommits(world.git, [`--since=${from}`, release.commit], signal);
  if (!answer.ok) {
    return { why: whyNot(answer), source: answer.source };
  }

  const own = new Set(mine.map((email) => email.toLowerCase()));
  const commits = readCommits(answer.stdout).filter(
    ({ at, email }) => !own.has(email.toLowerCase()) && dateOf(at, tz) >= since,
  );
  return { commits, source: answer.source };
}

/** A time that is none is shown rather than left out. */
const dateOf = (at: string, tz: string): CivilDate =>
  Number.isNaN(Date.parse(at)) ? '9999-12-31' : civil(new Date(at), tz).date;

const deploysSince = (since: CivilDate, tz: string, { history, operator }: GatherContext): readonly PastRun[] =>
  (history.runs ?? []).filter((run) => run.tried && run.operator !== operator.name && dateOf(run.at, tz) >= since);

function commitSection({ commits, why }: CommitsRead, { checklist }: GatherContext): Section {
  if (commits === undefined) {
    return { title: `commits by others: not known, ${why}`, lines: [] };
  }

  if (commits.length === 0) {
    return { title: 'no commits by others in this release', lines: [] };
  }

  const people = plural(authorsOf(commits).length, 'person', 'people');
  return {
    title: `${plural(commits.length, 'commit')} by ${people}, newest first:`,
    lines: commits.map((commit) => commitLine(commit, checklist)),
  };
}

function deploySection(deploys: readonly PastRun[], { checklist }: GatherContext): Section {
  if (deploys.length === 0) {
    return { title: 'no deploys by others in this audit log', lines: [] };
  }

  const line = ({ at, operator, target, commit, outcome }: PastRun): string =>
    `${dayOf(at, checklist)}  ${operator}  ${target} ${short(commit)}  ${outcome}`;
  return {
    title: `${plural(deploys.length, 'deploy')} by others, newest first:`,
    lines: deploys.map(line),
  };
}
