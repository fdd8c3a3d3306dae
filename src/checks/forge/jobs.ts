import { z } from '../../checklist/zod.js';
import type { SourceAsked } from '../../run/evidence.js';
import type { GatherContext } from '../kind.js';
import { askForge, type ForgeName } from './ask-forge.js';

/** One job of CI for one commit. Texts are raw. */
export interface Job {
  readonly name: string;
  /** `neutral` ended well and says nothing; `waiting` needs somebody to press a button. */
  readonly state: 'success' | 'neutral' | 'skipped' | 'failure' | 'running' | 'waiting';
  /** The forge's own word: `timed_out`, `in_progress`. */
  readonly word: string;
  /** It may fail, says the pipeline. */
  readonly mayFail: boolean;
  /** When it ended: ISO 8601 as given. */
  readonly finishedAt?: string;
  readonly url?: string;
}

export type JobsAnswer =
  | { readonly known: true; readonly jobs: readonly Job[]; readonly sources: readonly SourceAsked[] }
  | { readonly known: false; readonly why: string; readonly sources: readonly SourceAsked[] };

/**
 * Every job of CI for one commit, by lists: the combined state of GitHub is `pending` where there are no statuses at all.
 * One list that cannot be had makes all of it unknown. Of statuses with one name the newest counts.
 * @param commit full id
 */
export async function askJobs(
  forge: ForgeName,
  commit: string,
  context: Pick<GatherContext, 'world' | 'signal' | 'timeoutMs'>,
): Promise<JobsAnswer> {
  const answers = await Promise.all(lists[forge](commit).map((list) => askList({ forge, ...list }, context)));
  const sources = answers.map(({ source }) => source);
  const failed = answers.find((answer) => !answer.known);
  return failed === undefined || failed.known
    ? { known: true, jobs: answers.flatMap((answer) => (answer.known ? answer.jobs : [])), sources }
    : { known: false, why: failed.why, sources };
}

interface List {
  readonly path: string;
  readonly jq?: string;
  readonly read: (rows: readonly unknown[]) => readonly Job[] | undefined;
}

type ListAnswer =
  | { readonly known: true; readonly jobs: readonly Job[]; readonly source: SourceAsked }
  | { readonly known: false; readonly why: string; readonly source: SourceAsked };

async function askList(
  { read, ...request }: List & { readonly forge: ForgeName },
  context: Pick<GatherContext, 'world' | 'signal' | 'timeoutMs'>,
): Promise<ListAnswer> {
  const answer = await askForge({ ...request, paginate: true }, context);
  if (!answer.known) {
    const { missing, source } = answer;
    const unknown = missing || /No commit found for SHA/.test(source.tail ?? '');
    return { known: false, why: unknown ? 'the forge does not know this commit: is it pushed?' : answer.why, source };
  }

  const jobs = read(answer.rows);
  return jobs === undefined
    ? { known: false, why: 'what the forge said about CI is not what was asked for', source: answer.source }
    : { known: true, jobs, source: answer.source };
}

/** `status`, `conclusion` of GitHub's checks. */
const checkRun = z.tuple([
  z.string(),
  z.string(),
  z.string().nullable(),
  z.string().nullable(),
  z.string().nullable(),
  z.string(),
]);

/** `[app.slug, status, latest_check_runs_count, head_sha]` */
const checkSuite = z.tuple([z.string().nullable(), z.string().nullable(), z.int().nullable(), z.string()]);

const status = z.tuple([z.string(), z.string(), z.string(), z.string().nullable()]);

const gitlabStatus = z.object({
  name: z.string(),
  status: z.string(),
  allow_failure: z.boolean().nullish(),
  finished_at: z.string().nullish(),
  target_url: z.string().nullish(),
});

const lists: Readonly<Record<ForgeName, (commit: string) => readonly List[]>> = {
  github: (commit) => [
    {
      path: `repos/{owner}/{repo}/commits/${commit}/check-runs?per_page=100`,
      jq: '.check_runs[]|[.name,.status,.conclusion,.completed_at,.html_url,.head_sha]|@json',
      read: (rows) =>
        all(checkRun, rows)
          ?.filter(([, , , , , head]) => head === commit)
          .map(([name, progress, conclusion, finishedAt, url]) =>
            job(name, githubStates, progress === 'completed' ? (conclusion ?? 'stale') : progress, { finishedAt, url }),
          ),
    },
    {
      path: `repos/{owner}/{repo}/commits/${commit}/check-suites?per_page=100`,
      jq: '.check_suites[]|[.app.slug,.status,.latest_check_runs_count,.head_sha]|@json',
      read: (rows) => {
        const suites = all(checkSuite, rows)?.filter(([, , , head]) => head === commit);
        return suites && stillToCome(suites);
      },
    },
    {
      path: `repos/{owner}/{repo}/commits/${commit}/status?per_page=100`,
      jq: '.statuses[]|[.context,.state,.updated_at,.target_url]|@json',
      read: (rows) =>
        all(status, rows)
          ?.filter(([name], index, every) => every.findIndex(([other]) => other === name) === index)
          .map(([name, state, finishedAt, url]) => job(name, githubStates, state, { finishedAt, url })),
    },
  ],
  gitlab: (commit) => [
    {
      path: `projects/:id/repository/commits/${commit}/statuses?per_page=100`,
      read: jobsOfGitlab,
    },
  ],
};

/**
 * A job that waits for another one is in no list before that one ended; between the two all that is listed is green, and
 * the suite of both is not completed. An app that never reports has a suite, too, which stays queued without a run for
 * ever. A suite that waits for somebody's approval has a run that says so.
 */
function stillToCome(suites: readonly z.output<typeof checkSuite>[]): readonly Job[] {
  const reporting = new Set(suites.flatMap(([app, , runs]) => ((runs ?? 0) > 0 ? [app] : [])));
  const open = new Map(
    suites.flatMap(([app, progress]) =>
      progress === null || progress === 'completed' || progress === 'waiting' || !reporting.has(app)
        ? []
        : [[app, progress] as const],
    ),
  );
  return [...open].map(([app, progress]) => job(`more jobs of ${app ?? 'CI'}`, {}, progress, {}));
}

/** Commit statuses as GitLab's API has them. Undefined where they have another shape. */
export const jobsOfGitlab = (rows: readonly unknown[]): readonly Job[] | undefined =>
  all(gitlabStatus, rows)?.map(({ name, status: state, allow_failure, finished_at, target_url }) =>
    job(name, gitlabStates, state, { finishedAt: finished_at, url: target_url, mayFail: allow_failure === true }),
  );

/** What is in neither table is waited for: a new word is never a success. */
const githubStates: Readonly<Record<string, Job['state']>> = {
  success: 'success',
  neutral: 'neutral',
  skipped: 'skipped',
  failure: 'failure',
  error: 'failure',
  cancelled: 'failure',
  timed_out: 'failure',
  action_required: 'failure',
  startup_failure: 'failure',
  stale: 'failure',
};

const gitlabStates: Readonly<Record<string, Job['state']>> = {
  success: 'success',
  skipped: 'skipped',
  failed: 'failure',
  canceled: 'failure',
  canceling: 'failure',
  manual: 'waiting',
};

const all = <T>(schema: z.ZodType<T>, rows: readonly unknown[]): readonly T[] | undefined =>
  z.array(schema).safeParse(rows).data;

function job(
  name: string,
  states: Readonly<Record<string, Job['state']>>,
  word: string,
  more: {
    readonly finishedAt?: string | null | undefined;
    readonly url?: string | null | undefined;
    readonly mayFail?: boolean;
  },
): Job {
  const state = states[word] ?? 'running';
  return {
    name,
    state,
    word,
    mayFail: more.mayFail ?? false,
    ...(typeof more.finishedAt === 'string' && state !== 'running' ? { finishedAt: more.finishedAt } : {}),
    ...(typeof more.url === 'string' ? { url: more.url } : {}),
  };
}
