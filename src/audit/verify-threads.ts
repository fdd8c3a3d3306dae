import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ProjectPaths } from './project.js';
import { runsNewestFirst } from './segment-files.js';
import { joinSpans, type Verification, type VerifyOptions, verifyProject } from './verify.js';
import { type SpanCheck, verifySpan } from './verify-span.js';

export interface ThreadOptions extends VerifyOptions {
  /** The program of the other thread (`verify-worker.ts`); without it there is none. */
  readonly worker: string;
  /** So many runs are worth a second thread, which takes a while to start. */
  readonly worthwhile?: number;
}

/** What the other thread is told. */
export interface SpanRequest {
  readonly project: ProjectPaths;
  readonly newest: string;
  /** How many runs were looked at, by both: shared memory. */
  readonly looked: Int32Array;
}

/**
 * The same as `verifyProject`, half of it in a second thread where there is a core for it.
 * @throws the file system's error
 */
export async function verifyInThreads(project: ProjectPaths, options: ThreadOptions): Promise<Verification> {
  const { run, progress, worker, worthwhile = 3000 } = options;
  const ids = run === undefined && availableParallelism() > 1 ? [...runsNewestFirst(project)].map(([id]) => id) : [];
  const newest = ids[ids.length >> 1];
  if (ids.length < worthwhile || newest === undefined) {
    return verifyProject(project, options);
  }

  // All that comes after it: a run that only the index knows may lie between two that are there.
  const oldest = `${newest}~`;

  const looked = new Int32Array(new SharedArrayBuffer(4));
  const counted = (): number => Atomics.add(looked, 0, 1) + 1;
  const older = verifyElsewhere(worker, { project, newest, looked });
  // The other thread has to start first: what follows does not wait.
  await new Promise((resolve) => setImmediate(resolve));
  const newer = verifySpan(project, { oldest, counted, progress });
  // A thread that fails is no reason to know less.
  const rest = (await older) ?? verifySpan(project, { newest, counted, progress });
  progress?.('');
  return joinSpans(project, [newer, rest]);
}

/** Undefined where the thread did not start, or broke off. */
const verifyElsewhere = (program: string, request: SpanRequest): Promise<SpanCheck | undefined> =>
  new Promise((resolve) => {
    const thread = started(program, request);
    thread?.once('message', resolve);
    thread?.once('error', () => resolve(undefined));
    thread?.once('exit', () => resolve(undefined));
    if (thread === undefined) {
      resolve(undefined);
    }
  });

/** Node throws at once where the system has no thread left for it. */
function started(program: string, request: SpanRequest): Worker | undefined {
  try {
    return new Worker(program, { workerData: request });
  } catch {
    return undefined;
  }
}
