import type { Finding } from '../run/evidence.js';
import { plural } from '../text/plural.js';
import type { Job } from './forge/jobs.js';
import type { FacetFound } from './kind.js';

export interface JudgedJobs {
  readonly green: FacetFound;
  readonly complete: FacetFound;
  readonly skipped: FacetFound;
  /** Something is still under way that the verdict waits for. */
  readonly waits: boolean;
  /** When the first of the jobs that count and succeeded ended: ISO 8601 as given. What is green is as old as that. */
  readonly finishedAt?: string;
}

/**
 * What the jobs of one commit come to (checks.md section 5.3). With names that are required only those count, and each of
 * them has to be there; without any, all count except those that the pipeline itself lets fail, and one has to have
 * succeeded.
 */
export function judgeJobs(jobs: readonly Job[], required: readonly string[]): JudgedJobs {
  const counting =
    required.length === 0 ? jobs.filter(({ mayFail }) => !mayFail) : jobs.filter(({ name }) => required.includes(name));
  const of = (state: Job['state']): readonly Job[] => counting.filter((job) => job.state === state);
  const [failed, running, waiting] = [of('failure'), of('running'), of('waiting')];
  const succeeded = of('success');
  const absent = required.filter((name) => !jobs.some((job) => job.name === name));
  const times = succeeded.flatMap(({ finishedAt }) => (finishedAt === undefined ? [] : [finishedAt]));
  const [finishedAt] = times.toSorted((a, b) => Date.parse(a) - Date.parse(b));
  return {
    green: green({ counting, failed, running, waiting, succeeded, required }),
    complete: complete({ required, absent, jobs, underWay: jobs.some(({ state }) => state === 'running') }),
    skipped: skipped(jobs),
    waits: failed.length === 0 && running.length > 0,
    ...(finishedAt === undefined ? {} : { finishedAt }),
  };
}

interface Counted {
  readonly counting: readonly Job[];
  readonly failed: readonly Job[];
  readonly running: readonly Job[];
  readonly waiting: readonly Job[];
  readonly succeeded: readonly Job[];
  readonly required: readonly string[];
}

function green({ counting, failed, running, waiting, succeeded, required }: Counted): FacetFound {
  if (failed.length > 0) {
    const findings = failed.map(
      ({ name, word }): Finding => ({ key: name, verdict: 'no-go', text: `${name}: ${words(word)}` }),
    );
    return { verdict: 'no-go', summary: several(findings.map(({ text }) => text)), findings, detail: lines(failed) };
  }

  if (running.length > 0) {
    return {
      verdict: 'unknown',
      summary: `${several(running.map(({ name, word }) => `${name} (${words(word)})`))} not finished yet`,
      detail: lines(running),
    };
  }

  if (waiting.length > 0 && required.length > 0) {
    return { verdict: 'unknown', summary: `${several(waiting.map(({ name }) => name))} waits to be started by hand` };
  }

  if (succeeded.length === 0) {
    return {
      verdict: 'unknown',
      summary: counting.length === 0 ? 'no job that counts' : 'not a single job succeeded: all were skipped or neutral',
    };
  }

  return { verdict: 'go', summary: `${succeeded.length} of ${counting.length} CI jobs green` };
}

/** A required job that was skipped ran for nobody: a path filter, perhaps. */
function complete({
  required,
  absent,
  jobs,
  underWay,
}: {
  readonly required: readonly string[];
  readonly absent: readonly string[];
  readonly jobs: readonly Job[];
  readonly underWay: boolean;
}): FacetFound {
  if (required.length === 0) {
    return { verdict: 'n/a', summary: 'no job is required by name' };
  }

  if (absent.length > 0) {
    const summary = `${several(absent)} did not run`;
    return underWay
      ? { verdict: 'unknown', summary: `${summary} yet` }
      : {
          verdict: 'no-go',
          summary,
          findings: absent.map((name) => ({ key: name, verdict: 'no-go', text: `${name} did not run` })),
        };
  }

  const left = jobs.filter(({ name, state }) => required.includes(name) && state === 'skipped').map(({ name }) => name);
  return left.length === 0
    ? { verdict: 'go', summary: `all ${plural(required.length, 'required job')} ran` }
    : { verdict: 'warn', summary: `${several(left)} ${left.length === 1 ? 'was' : 'were'} skipped: a path filter?` };
}

function skipped(jobs: readonly Job[]): FacetFound {
  const names = jobs.filter(({ state }) => state === 'skipped').map(({ name }) => name);
  return names.length === 0
    ? { verdict: 'go', summary: 'none' }
    : { verdict: 'warn', summary: `${plural(names.length, 'job')}: ${several(names)}` };
}

/** For the evidence: what each job came to, the worst first, with its page. */
export const lines = (jobs: readonly Job[]): readonly string[] =>
  jobs
    .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
    .map(({ name, word, url, mayFail }) =>
      [`${name}: ${words(word)}`, ...(mayFail ? ['may fail'] : []), ...(url === undefined ? [] : [url])].join(' · '),
    );

const order: readonly Job['state'][] = ['failure', 'running', 'waiting', 'skipped', 'neutral', 'success'];

const words = (word: string): string => word.replaceAll('_', ' ');

const several = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
