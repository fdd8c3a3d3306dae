import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DemoPlace } from './place.js';
import { server } from './server-program.js';

/** The web server of the throw-away project. */
export interface LiveShop {
  /** `http://127.0.0.1:43210/` */
  readonly url: string;
  /** Settles when it is gone. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts it, as a child in a process group of its own.
 * @throws AbortError by `signal`; Error when it does not start
 */
export async function openShop({ directory, env }: DemoPlace, signal: AbortSignal): Promise<LiveShop> {
  await writeFile(join(directory, 'server.mjs'), server);
  signal.throwIfAborted();
  const child = spawn(process.execPath, ['server.mjs'], {
    cwd: directory,
    env,
    // Our end of its input is closed with this process, whatever ends it.
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  const ended = once(child, 'close');
  const stop = async (): Promise<void> => {
    killGroup(child);
    await ended;
  };
  try {
    return { url: `http://127.0.0.1:${await firstLine(child, signal)}/`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function firstLine(child: ChildProcess, signal: AbortSignal): Promise<string> {
  const { stdout } = child;
  for await (const line of stdout === null ? [] : createInterface({ input: stdout, signal })) {
    return line;
  }

  signal.throwIfAborted();
  throw new Error('the live shop of the demo did not start');
}

function killGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null && signalCode === null) {
    process.kill(-pid, 'SIGKILL');
  }
}
