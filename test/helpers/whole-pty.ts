import { readSync } from 'node:fs';
import { type IPtyForkOptions, spawn } from '@lydell/node-pty';

/** A program under a pseudo-terminal whose output arrives whole, as text. */
export interface WholePty {
  readonly pid: number;
  readonly write: (data: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  /** Closes our end, as a closed window does. */
  readonly close: () => void;
  /** Called once, after the last of the output. */
  readonly onExit: (listener: (exit: { readonly exitCode: number; readonly signal?: number }) => void) => void;
}

/**
 * node-pty loses the end of what a program wrote: when the program dies, libuv takes a hang-up after a short read for
 * the end of the file, although the kernel still holds up to some kilobytes (`seq 5000` lost its end in 4 of 8 tries).
 * So what is left is read here, right before the descriptor is closed.
 */
export const spawnWhole = (
  file: string,
  args: readonly string[],
  options: IPtyForkOptions,
  onText: (text: string) => void,
): WholePty => {
  const pty = spawn(file, [...args], { ...options, encoding: null });
  const decoder = new TextDecoder();
  const take = (bytes: Uint8Array): void => onText(decoder.decode(bytes, { stream: true }));
  // With `encoding: null` these are Buffers, whatever the types say.
  pty.onData((data) => take(data as unknown as Buffer));
  const { _socket: socket, fd } = pty as unknown as PtyInside;
  const destroy = socket.destroy.bind(socket);
  let destroyed = false;
  socket.destroy = (error) => {
    if (!destroyed) {
      destroyed = true;
      readRest(fd, take);
    }
    return destroy(error);
  };
  return {
    pid: pty.pid,
    write: (data) => pty.write(data),
    resize: (columns, rows) => pty.resize(columns, rows),
    // node-pty's own destroy() adds a SIGHUP to the one of the kernel. A closed window sends one.
    close: () => socket.destroy(),
    onExit: (listener) => pty.onExit(listener),
  };
};

/** What node-pty does not show: the stream on our end of the pseudo-terminal, and its descriptor. */
interface PtyInside {
  readonly fd: number;
  readonly _socket: { destroy(error?: Error): unknown };
}

const readRest = (fd: number, take: (bytes: Uint8Array) => void): void => {
  const buffer = Buffer.alloc(65_536);
  try {
    // A terminal holds far less; the bound is for a program that goes on writing while we close.
    for (let reads = 0; reads < 64; reads++) {
      take(buffer.subarray(0, readSync(fd, buffer)));
    }
  } catch {
    // EIO: everything was read. EAGAIN: nothing more for now, and we are closing.
  }
};
