import { Worker } from 'node:worker_threads';

/** What a pattern found in a text. */
export interface PatternHit {
  /** Where it begins, in characters. */
  readonly at: number;
  /** What its first group took, cut. */
  readonly group: string | undefined;
}

/** The message stands in the middle of a sentence. */
export class PatternTooSlow extends Error {
  constructor() {
    super('the pattern takes too long on this text');
  }
}

/** How long a pattern may take on all texts of one call, in milliseconds. */
export const patternMs = 1000;

/**
 * Looks for a pattern of the checklist in texts from outside: the first hit in each. A pattern can take years on a text
 * of one line, and nothing ends it on the thread it runs on; so it has a thread of its own, which the keys and the
 * clock never wait for.
 * @throws PatternTooSlow
 */
export function matchInTime(
  pattern: RegExp,
  texts: readonly string[],
  limitMs = patternMs,
): Promise<readonly (PatternHit | undefined)[]> {
  // One after the other: the time of a pattern must not be used up by another one.
  const hits = last.then(() => matchNow({ source: pattern.source, flags: pattern.flags, texts }, limitMs));
  last = hits.catch(() => undefined);
  return hits;
}

let last: Promise<unknown> = Promise.resolve();

interface Job {
  readonly source: string;
  readonly flags: string;
  readonly texts: readonly string[];
}

type Hits = readonly (PatternHit | undefined)[];

async function matchNow(job: Job, limitMs: number): Promise<Hits> {
  thread ??= startThread();
  const { worker, online } = thread;
  // Only while there is something to wait for may it keep the process alive.
  worker.ref();
  try {
    await online;
    return await answerOf(worker, job, limitMs);
  } catch (error) {
    thread = undefined;
    await worker.terminate();
    throw error;
  } finally {
    worker.unref();
  }
}

interface Thread {
  readonly worker: Worker;
  /** Its start can take longer than any pattern on a busy machine, and counts for none. */
  readonly online: Promise<void>;
}

/** One for the process, from its first pattern on. */
let thread: Thread | undefined;

function startThread(): Thread {
  // Nothing of how this process was started is any business of it.
  const worker = new Worker(program, { eval: true, execArgv: [], env: {}, stdin: false });
  const online = new Promise<void>((resolve, reject) => {
    worker.once('online', resolve);
    worker.once('error', reject);
  });
  return { worker, online };
}

/** As text: a bundle needs no second file for it. */
const program = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ source, flags, texts }) => {
  const pattern = new RegExp(source, flags);
  parentPort.postMessage(texts.map((text) => {
    const found = pattern.exec(text);
    return found === null ? undefined : { at: found.index, group: found[1]?.slice(0, 1000) };
  }));
});
`;

function answerOf(worker: Worker, job: Job, limitMs: number): Promise<Hits> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      worker.off('message', answered);
      worker.off('error', failed);
      worker.off('exit', left);
    };
    const answered = (hits: Hits): void => {
      end();
      resolve(hits);
    };
    const failed = (error: unknown): void => {
      end();
      reject(error);
    };
    const left = (): void => failed(new Error('the thread that looks for patterns ended'));
    // After a pause of this thread the answer may be there already: it is taken first.
    const timer = setTimeout(() => setImmediate(() => failed(new PatternTooSlow())), limitMs);
    worker.on('message', answered);
    worker.on('error', failed);
    worker.on('exit', left);
    worker.postMessage(job);
  });
}
