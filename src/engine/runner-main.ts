import { performance } from 'node:perf_hooks';
import { OperatorError } from '../errors.js';
import type { RunnerOrder } from './order.js';
import { carryOut } from './runner.js';

/**
 * The detached runner's own program: one order on standard input, then a long quiet life.
 * @param version of the shipit that this process was started from, `0.1.0`
 */
export async function runnerMain(version: string): Promise<number> {
  const listeners: ((name: 'SIGINT' | 'SIGTERM') => void)[] = [];
  const early: ('SIGINT' | 'SIGTERM')[] = [];
  // Left alone, SIGQUIT would end the runner here, and nobody would learn how the command ends.
  for (const [signal, name] of [
    ['SIGINT', 'SIGINT'],
    ['SIGTERM', 'SIGTERM'],
    ['SIGQUIT', 'SIGTERM'],
  ] as const) {
    process.on(signal, () => {
      early.push(name);
      for (const listener of listeners) {
        listener(name);
      }
    });
  }

  // The terminal it was started from may close at any time, and nobody may be left to read what it says.
  process.on('SIGHUP', () => undefined);
  process.stderr.on('error', () => undefined);
  const text = await readAll(process.stdin);
  if (text === '') {
    // The screen died before it could say what to run.
    return 1;
  }

  try {
    const order = JSON.parse(text) as RunnerOrder;
    mustUnderstand(order, version);
    await carryOut(order, {
      onSignal: (listener) => {
        listeners.push(listener);
        early.forEach(listener);
      },
      monotonicMs: () => performance.now(),
    });
    return 0;
  } catch (error) {
    process.stderr.write(`${wordsOf(error)}\n`);
    return 1;
  }
}

/** @throws Error when another version wrote the order: what it means by it is not for this one to guess */
function mustUnderstand({ tool }: RunnerOrder, version: string): void {
  if (tool.version !== version) {
    throw new Error(
      `shipit ${tool.version} was replaced by ${version} while this run was open: nothing was started. Go on with it in the new one: shipit resume`,
    );
  }
}

/** What the screen tells the operator: the sentence, then after a NUL what would be right. */
const wordsOf = (error: unknown): string =>
  error instanceof OperatorError
    ? `${error.message}\0${error.hint ?? ''}`
    : error instanceof Error
      ? error.message
      : String(error);

async function readAll(stream: NodeJS.ReadStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk as Buffer));
  }

  return Buffer.concat(chunks).toString('utf8');
}
