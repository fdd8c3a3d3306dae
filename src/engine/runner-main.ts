import { performance } from 'node:perf_hooks';
import type { RunnerOrder } from './order.js';
import { carryOut } from './runner.js';

/** The detached runner's own program: one order on standard input, then a long quiet life. */
export async function runnerMain(): Promise<number> {
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
    await carryOut(JSON.parse(text) as RunnerOrder, {
      onSignal: (listener) => {
        listeners.push(listener);
        early.forEach(listener);
      },
      monotonicMs: () => performance.now(),
    });
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

async function readAll(stream: NodeJS.ReadStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk as Buffer));
  }

  return Buffer.concat(chunks).toString('utf8');
}
