// Programs in a pseudo-terminal, timed.

import { performance } from 'node:perf_hooks';
import { spawn } from '@lydell/node-pty';
import { cleanEnvironment } from './measure.mjs';

/** Enough to find a marker that came in pieces, and to show what was there instead. */
const kept = 100_000;

/**
 * A program in a terminal of its own. Markers are looked for in the bytes on their way to the screen, not on a drawn
 * screen; only the newest bytes are kept, so that hundreds of megabytes may pass.
 */
export const openPty = (
  command,
  args,
  { cwd = process.cwd(), env = cleanEnvironment(), columns = 120, rows = 40 } = {},
) => {
  const began = performance.now();
  const pty = spawn(command, args, { name: 'xterm-256color', cols: columns, rows, cwd, env, encoding: null });
  let tail = '';
  let bytes = 0;
  const waiting = new Set();
  pty.onData((data) => {
    bytes += data.length;
    tail = (tail + data.toString('latin1')).slice(-kept);
    for (const look of [...waiting]) {
      look();
    }
  });
  const exited = new Promise((resolve) => {
    pty.onExit((exit) => resolve({ ...exit, ms: performance.now() - began }));
  });
  return {
    pid: pty.pid,
    exited,
    /** Bytes so far. */
    count: () => bytes,
    text: () => tail,
    write: (data) => pty.write(data),
    /** Milliseconds since `since` (default: the start) when the marker came, after the first `from` bytes. */
    see(marker, { from = 0, since = began, timeoutMs = 20_000 } = {}) {
      const needle = Buffer.from(marker).toString('latin1');
      return new Promise((resolve, reject) => {
        const end = (settle, value) => {
          clearTimeout(timer);
          waiting.delete(look);
          settle(value);
        };
        const look = () => {
          if (tail.indexOf(needle, Math.max(0, from - (bytes - tail.length))) >= 0) {
            end(resolve, performance.now() - since);
          }
        };
        const timer = setTimeout(
          () =>
            end(
              reject,
              new Error(`never saw ${JSON.stringify(marker)}; the end was: ${JSON.stringify(tail.slice(-2000))}`),
            ),
          timeoutMs,
        );
        waiting.add(look);
        look();
      });
    },
    async kill() {
      try {
        process.kill(-pty.pid, 'SIGKILL');
      } catch {
        // Already gone.
      }
      return exited;
    },
  };
};

/** Milliseconds from the start to the first byte after which `marker` is on its way to the screen. */
export const timeToSee = async (marker, command, args, options) => {
  const pty = openPty(command, args, options);
  try {
    return await pty.see(marker);
  } finally {
    await pty.kill();
  }
};
