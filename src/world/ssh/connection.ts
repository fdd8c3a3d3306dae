import { randomBytes } from 'node:crypto';
import type { CommandRunner } from '../command-types.js';
import { happens, sleep } from '../waiting.js';
import { sshCommand } from './arguments.js';
import { type DoneSection, readFrames } from './frames.js';
import { readLastLine } from './last-line.js';
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

    const done = new AbortController();
    await Promise.race([sleep(retryAfterMs, done.signal), happens(request.signal, done.signal)]);
    done.abort();
    return request.signal.aborted ? ended : connectOnce(commands, root, request);
  };

const retryAfterMs = 1000;
const mostBytes = 10_000_000;
/** What a section left running may hold the connection open for ever. */
const farewellMs = 250;

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
  let farewell: NodeJS.Timeout | undefined;

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
    if (tooMuch) {
      stop.abort();
    }
    if (last.status() !== undefined) {
      farewell ??= setTimeout(() => stop.abort(), farewellMs);
    }
  };

  const { end, stderr } = await commands({
    command: sshCommand(host, seconds, last.tag),
    cwd: root,
    inherit: 'settings',
    timeoutMs,
    signal: AbortSignal.any([signal, stop.signal]),
    input: uploadFor(sections, nonce, seconds),
    onStdout,
  });
  clearTimeout(farewell);
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
