import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll } from 'vitest';

/** A worker process, and everything it said so far. */
export interface Worker {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly said: () => readonly string[];
  /** Resolves with the n-th line of this beginning, once it was said; the first if not told otherwise. */
  readonly says: (beginning: string, nth?: number) => Promise<string>;
  readonly go: () => void;
  /** Resolves when it has ended and all it said has arrived. */
  readonly ended: Promise<number | null>;
}

/** Bundles the worker once for a test file: Node 20 cannot run TypeScript. */
export function makeWorkers(): (args: readonly string[], shell?: readonly string[]) => Worker {
  const directory = mkdtempSync(join(tmpdir(), 'shipit-worker-'));
  const file = join(directory, 'worker.mjs');
  const workers: Worker[] = [];
  beforeAll(async () => {
    const bundle = await rolldown({ input: 'test/audit/children/worker.ts', platform: 'node', logLevel: 'silent' });
    await bundle.write({ file, format: 'esm' });
    await bundle.close();
  });
  afterAll(async () => {
    for (const { child, ended } of workers) {
      child.kill('SIGKILL');
      await ended;
    }

    rmSync(directory, { recursive: true, force: true });
  });
  return (args, shell) => {
    const [program, ...words] = [...(shell ?? []), process.execPath, file, ...args];
    const worker = start(program ?? '', words);
    workers.push(worker);
    return worker;
  };
}

function start(program: string, args: readonly string[]): Worker {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  let text = '';
  const waiting = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    for (const look of waiting) {
      look();
    }
  });
  child.stdin.on('error', () => undefined);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
  // The last line may be cut by a kill: only whole lines were said.
  const said = (): readonly string[] => text.split('\n').slice(0, -1);
  return {
    child,
    said,
    ended,
    go: () => child.stdin.write('.'),
    says: (beginning, nth = 1) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const line = said().filter((one) => one.startsWith(beginning))[nth - 1];
          if (line !== undefined) {
            waiting.delete(look);
            resolve(line);
          }
        };
        waiting.add(look);
        look();
        ended.then(() => reject(new Error(`it ended without saying "${beginning}":\n${text}`)), reject);
      }),
  };
}
