import { createTextSearch } from '../../audit/run-text.js';
import { listSummaries, type Reviewed, reviewFiles } from '../../audit/summaries.js';
import { OperatorError } from '../../errors.js';
import { passesFilter } from '../../review/filter.js';
import { plural } from '../../text/plural.js';
import { safeLine } from '../../text/sanitise.js';
import { whyNot } from '../../world/git-process.js';
import type { Search } from './filter-flags.js';
import type { LogPlace } from './log-context.js';

type Finding = Pick<LogPlace, 'project' | 'git' | 'progress'>;

/**
 * The runs that somebody looks for, newest first. A run that is damaged is among them wherever it may be one: nobody can
 * say what it was about.
 * @throws OperatorError for a commit that is none
 */
export async function findRuns(place: Finding, search: Search): Promise<Generator<Reviewed>> {
  const looked = await lookThrough(place, search);
  function* found(): Generator<Reviewed> {
    for (const run of looked) {
      if (run !== undefined) {
        yield run;
      }
    }
  }

  return found();
}

/**
 * The same run by run: undefined for one that was looked at and is not looked for, so that whoever answers keys meanwhile
 * never waits for long.
 * @throws OperatorError for a commit that is none
 */
export async function lookThrough(
  place: Finding,
  { filter, commit, text, limit }: Search,
): Promise<Generator<Reviewed | undefined>> {
  const isAbout = commit === undefined ? undefined : await aboutCommit(place, commit);
  const saysText = text === undefined ? undefined : createTextSearch(text);
  const { project, progress } = place;
  function* each(): Generator<Reviewed | undefined> {
    let left = limit ?? Number.POSITIVE_INFINITY;
    let looked = 0;
    for (const { run, names } of reviewFiles(project, filter)) {
      looked += 1;
      if (looked % progressEvery === 0) {
        progress?.(`${plural(looked, 'run')} looked at`);
      }

      const passes = run.damaged
        ? mayPass(filter, run)
        : passesFilter(filter, run) && (isAbout?.(run.digest) ?? true) && (saysText?.(names) ?? true);
      yield passes ? run : undefined;
      left -= passes ? 1 : 0;

      if (left <= 0) {
        break;
      }
    }

    progress?.('');
  }

  return each();
}

const progressEvery = 2000;

/** Of a damaged run only the time in its id is sure. */
const mayPass = ({ since, until }: Search['filter'], run: Reviewed): boolean =>
  passesFilter({ ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }, run);

interface Ends {
  readonly from: string | null;
  readonly to: string;
}

/**
 * Whether a release begins, ends or lies around this commit. git is asked once, for everything that was built on it.
 * @throws OperatorError when it names no commit here, and is no beginning of one that the log knows
 */
async function aboutCommit({ git, project }: Finding, named: string): Promise<(ends: Ends) => boolean> {
  const commit = (await git.resolve(named))?.commit;
  if (commit === undefined) {
    const id = named.trim().toLowerCase();
    if (/^[0-9a-f]{4,64}$/u.test(id) && isEndOfSome(project, id)) {
      // A commit that is gone from this clone: what the log says of it still counts.
      return (ends) => isEnd(ends, id);
    }

    throw new OperatorError(`\`${safeLine(named, 80)}\` is no commit of this repository, and no run is about it`, {
      hint: 'name a branch, a tag or a commit id; `git fetch` brings what is only on the remote',
    });
  }

  const later = await builtOn(git, commit, endsOf(project));
  // Where nobody knew what ran before, or it is gone from this clone, the release may have brought it.
  return ({ from, to }) => to === commit || from === commit || (later.has(to) && (from === null || !later.has(from)));
}

function isEndOfSome(project: Finding['project'], begin: string): boolean {
  for (const { digest } of listSummaries(project)) {
    if (isEnd(digest, begin)) {
      return true;
    }
  }

  return false;
}

function endsOf(project: Finding['project']): ReadonlySet<string> {
  const ends = new Set<string>();
  for (const { digest } of listSummaries(project)) {
    ends.add(digest.to).add(digest.from ?? digest.to);
  }

  return ends;
}

const isEnd = ({ from, to }: Ends, begin: string): boolean => to.startsWith(begin) || from?.startsWith(begin) === true;

/** Those of the commits that have this one among their ancestors. */
async function builtOn(
  git: Finding['git'],
  commit: string,
  candidates: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const known = [...candidates].filter((each) => /^[0-9a-f]{40}([0-9a-f]{24})?$/u.test(each));
  const answer = await git.run(['rev-list', '--ancestry-path', '--ignore-missing', '--stdin'], {
    input: [`^${commit}`, ...known, ''].join('\n'),
    timeoutMs: 60_000,
  });
  if (!answer.ok) {
    throw new OperatorError(`git could not tell what was built on ${commit.slice(0, 7)}: ${whyNot(answer)}`);
  }

  return new Set(answer.stdout.split('\n'));
}
