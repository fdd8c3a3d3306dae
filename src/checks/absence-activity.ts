import { lookBackDays } from '../calendar/absence.js';
import { addDays, type CivilDate, civil } from '../calendar/civil.js';
import type { SourceAsked } from '../run/evidence.js';
import { whyNot } from '../world/git-process.js';
import type { AbsenceOptions } from './absence-options.js';
import type { GatherContext } from './kind.js';

/** The days on which the operator left a trace, by where it was found. Days in the zone of the checklist. */
export interface Trace {
  readonly name: 'git' | 'log';
  readonly dates: readonly CivilDate[];
  /** It could not be asked. One sentence. */
  readonly unread?: string;
  readonly sources: readonly SourceAsked[];
}

/** Commits and runs of the operator's own in the last `lookBackDays`. */
export async function ownTraces(
  emails: readonly string[],
  options: AbsenceOptions,
  tz: string,
  context: GatherContext,
): Promise<readonly Trace[]> {
  return [
    ...(options.sources.includes('git') ? [await commitDays(emails, tz, context)] : []),
    ...(options.sources.includes('log') ? [runDays(tz, context)] : []),
  ];
}

/** The instants of all commits of all branches; what was only rebased has an old author date and a new committer date. */
async function commitDays(
  emails: readonly string[],
  tz: string,
  { world, signal, now }: GatherContext,
): Promise<Trace> {
  const mine = new Set(emails.map((email) => email.toLowerCase()));
  if (mine.size === 0) {
    return { name: 'git', dates: [], sources: [] };
  }

  const since = new Date(now.getTime() - lookBackDays * 86_400_000).toISOString();
  const answer = await world.git.run(
    [
      'log',
      '--all',
      '--use-mailmap',
      '--no-color',
      `--since=${since}`,
      `--format=${['%aE', '%aI', '%cE', '%cI'].join('%x09')}`,
    ],
    { signal },
  );
  if (!answer.ok) {
    return {
      name: 'git',
      dates: [],
      unread: `git could not tell your commits: ${whyNot(answer)}.`,
      sources: [answer.source],
    };
  }

  return { name: 'git', dates: daysOf(ownInstants(answer.stdout, mine), tz, now), sources: [answer.source] };
}

/**
 * Only rows in which one of the addresses stands are taken apart: of a hundred thousand, a person has made a few.
 * @param mine in small letters
 */
function ownInstants(rows: string, mine: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  const address = new RegExp([...mine].map((email) => email.replace(/[^\w@-]/g, '\\$&')).join('|'), 'gi');
  for (let hit = address.exec(rows); hit !== null; hit = address.exec(rows)) {
    const end = rows.indexOf('\n', hit.index);
    const row = rows.slice(rows.lastIndexOf('\n', hit.index) + 1, end === -1 ? undefined : end);
    const [author = '', authored = '', committer = '', committed = ''] = row.split('\t');
    found.push(
      ...(mine.has(author.toLowerCase()) ? [authored] : []),
      ...(mine.has(committer.toLowerCase()) ? [committed] : []),
    );
    address.lastIndex = end === -1 ? rows.length : end;
  }
  return found;
}

/** Whoever walks a checklist is there. */
function runDays(tz: string, { history, operator, now }: GatherContext): Trace {
  const own = (history.runs ?? []).filter((run) => run.operator === operator.name);
  return {
    name: 'log',
    dates: daysOf(
      own.flatMap(({ started, at }) => [started, at]),
      tz,
      now,
    ),
    sources: [],
  };
}

/** In order, each once; what is older than `lookBackDays` (a commit can carry any date) is left out. */
function daysOf(instants: readonly string[], tz: string, now: Date): readonly CivilDate[] {
  const first = addDays(civil(now, tz).date, -lookBackDays);
  const quarters = new Set(instants.map((instant) => Math.floor(Date.parse(instant) / quarterMs)));
  const days = [...quarters]
    .filter((quarter) => !Number.isNaN(quarter))
    .map((quarter) => civil(new Date(quarter * quarterMs), tz).date);
  return [...new Set(days)].filter((date) => date >= first).sort();
}

/** No zone changes its date within one, so that thousands of commits need few looks at the calendar. */
const quarterMs = 15 * 60_000;
