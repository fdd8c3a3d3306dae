import { parentPort, workerData } from 'node:worker_threads';
import { verifySpan } from './verify-span.js';
import type { SpanRequest } from './verify-threads.js';

/** The second thread of `verifyInThreads`: a program of its own. */
const { project, newest, looked }: SpanRequest = workerData;
parentPort?.postMessage(verifySpan(project, { newest, counted: () => Atomics.add(looked, 0, 1) + 1 }));
