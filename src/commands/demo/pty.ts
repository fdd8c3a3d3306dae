import { readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { OperatorError } from '../../errors.js';

export interface PtyOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly columns: number;
  readonly rows: number;
}

/** A program under a pseudo-terminal. */
export interface Pty {
  readonly write: (keys: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  /** Does nothing once it has ended. */
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Settles after the last of the output, with the exit code; 128 + its number for a signal. */
  readonly exited: Promise<number>;
}

/**
 * Starts node with these arguments under a real pseudo-terminal.
 * @param onText gets all output, whole characters only
 * @throws OperatorError when this system has no prebuilt pseudo-terminal
 */
export function openPty(args: readonly string[], options: PtyOptions, onText: (text: string) => void): Pty {
  const { spawn } = loadNodePty();
  const { columns: cols, rows, cwd, env } = options;
  const name = env['TERM'] || 'xterm-256color';
  const pty = spawn(process.execPath, [...args], { name, cols, rows, cwd, env: { ...env }, encoding: null });
  const decoder = new TextDecoder();
  const take = (bytes: Uint8Array): void => onText(decoder.decode(bytes, { stream: true }));
  // With `encoding: null` these are Buffers, whatever the types say.
  pty.onData((data: unknown) => take(data as Uint8Array));
  let isOver = false;
  const exited = new Promise<number>((resolve) => {
    pty.onExit(({ exitCode, signal }) => {
      isOver = true;
      resolve(signal ? 128 + signal : exitCode);
    });
  });
  keepTheEnd(pty as unknown as PtyInside, take);
  return {
    write: (keys) => void (isOver || pty.write(keys)),
    resize: (toColumns, toRows) => pty.resize(toColumns, toRows),
    kill(signal) {
      if (!isOver) {
        pty.kill(signal);
      }
    },
    exited,
  };
}

/**
 * Loaded only here, and never bundled: it brings a prebuilt binary for each system. Not by `import()`, which Node 20
 * warns about in code that comes from a code cache.
 */
function loadNodePty(): typeof import('@lydell/node-pty') {
  try {
    return createRequire(import.meta.url)('@lydell/node-pty');
  } catch (error) {
    throw new OperatorError(
      `the demo cannot play by itself: no pseudo-terminal for ${process.platform} ${process.arch} (${firstLine(error)})`,
      { hint: 'in a terminal, `shipit demo` lets you play; else install again without --omit=optional' },
    );
  }
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

/** What node-pty does not show: the stream on our end of the pseudo-terminal, and its descriptor. */
interface PtyInside {
  readonly fd: number;
  readonly _socket: { destroy(error?: Error): unknown };
}

/**
 * node-pty loses the end of what a program wrote: when the program dies, libuv takes a hang-up after a short read for
 * the end of the file, although the kernel still holds some of it. So what is left is read right before the close.
 */
function keepTheEnd({ fd, _socket: socket }: PtyInside, take: (bytes: Uint8Array) => void): void {
  const destroy = socket.destroy.bind(socket);
  let destroyed = false;
  socket.destroy = (error) => {
    if (!destroyed) {
      destroyed = true;
      readRest(fd, take);
    }
    return destroy(error);
  };
}

function readRest(fd: number, take: (bytes: Uint8Array) => void): void {
  const buffer = Buffer.alloc(65_536);
  try {
    // A terminal holds far less; the bound is for a program that goes on writing while we close.
    for (let reads = 0; reads < 64; reads++) {
      take(buffer.subarray(0, readSync(fd, buffer)));
    }
  } catch {
    // EIO: everything was read. EAGAIN: nothing more for now, and we are closing.
  }
}
