import { randomBytes } from 'node:crypto';
import type { CommandRunner } from '../command-types.js';
import { sleep } from '../waiting.js';
import { sshCommand } from './arguments.js';
import { type DoneSection, readFrames } from './frames.js';
import { type ConnectionEnd, isWorthRetry } from './problems.js';
import type { SectionRequest } from './types.js';
import { uploadFor } from './upload.js';

export interface ConnectionRequest {
  readonly host: string;
  readonly sections: readonly SectionRequest[];
  /** `performance.now()` when all of it has to be over. */
  readonly deadline: number;
  readonly signal: AbortSignal;
  /** The host's shell runs what was sent. */
  readonly onHello: () => void;
  /** As soon as a section is complete; the index of `sections`. */
  readonly onSection: (index: number, answer: DoneSection) => void;
}

export type Connect = (request: ConnectionRequest) => Promise<ConnectionEnd>;

/** Connections by the operator's ssh. @param root where ssh is started */
export const createConnect =
  (commands: CommandRunner, root: string): Connect =>
  async (request) => {
    const ended = await connectOnce(commands, root, request);
    if (!isWorthRetry(ended) || request.deadline - performance.now() < retryAfterMs * 2) {
      return ended;
    }

    await Promise.race([sleep(retryAfterMs), aborted(request.signal)]);
    return request.signal.aborted ? ended : connectOnce(commands, root, request);
  };

const retryAfterMs = 1000;
const mostBytes = 10_000_000;

async function connectOnce(commands: CommandRunner, root: string, request: ConnectionRequest): Promise<ConnectionEnd> {
  const { host, sections, deadline, signal } = request;
  const timeoutMs = Math.max(1, deadline - performance.now());
  const seconds = Math.ceil(timeoutMs / 1000);
  const nonce = `@@${randomBytes(16).toString('hex')}`;
  const last = readLastLine(`@@${randomBytes(8).toString('hex')}`);
  const frames = readFrames(nonce, (number, answer) => request.onSection(number - 1, answer));
  const stop = new AbortController();
  let tooMuch = false;
  let heard = false;

  const onStdout = (chunk: Buffer): void => {
    if (tooMuch) {
      return;
    }

    frames.add(chunk);
    last.add(chunk);
    if (!heard && frames.hello()) {
      heard = true;
      request.onHello();
    }
    tooMuch = frames.bytes() > mostBytes;
    // What a section left running may hold the connection open.
    if (tooMuch || last.status() !== undefined) {
      stop.abort();
    }
  };

  const { end, stderr } = await commands({
    command: sshCommand(host, seconds, last.tag),
    cwd: root,
    timeoutMs,
    signal: AbortSignal.any([signal, stop.signal]),
    input: uploadFor(sections, nonce, seconds),
    onStdout,
  });
  return {
    end,
    hello: frames.hello(),
    bye: frames.bye(),
    shell: last.status(),
    tooMuch,
    before: frames.before(),
    stderr,
  };
}

/** How the host's shell ended. The tag is another than the nonce: command lines can be seen by everybody there. */
function readLastLine(tag: string) {
  let tail: Buffer = Buffer.alloc(0);
  const add = (chunk: Buffer): void => {
    tail = Buffer.from(Buffer.concat([tail, chunk]).subarray(-longestLastLine));
  };
  const status = (): number | undefined => {
    const [, digits] = new RegExp(`\\n${tag} (\\d{1,3})\\n`).exec(tail.toString('latin1')) ?? [];
    return digits === undefined ? undefined : Number(digits);
  };
  return { tag, add, status };
}

const longestLastLine = 200;

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
    }
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
