// Programs in a pseudo-terminal, timed.

import { performance } from 'node:perf_hooks';
import { spawn } from '@lydell/node-pty';
import { cleanEnvironment } from './measure.mjs';

/** A program in a terminal of its own. `since(marker, from)` waits for bytes, not for a drawn screen. */
export const openPty = (
  command,
  args,
  { cwd = process.cwd(), env = cleanEnvironment(), columns = 120, rows = 40 } = {},
) => {
  const began = performance.now();
  const pty = spawn(command, args, { name: 'xterm-256color', cols: columns, rows, cwd, env, encoding: null });
  let text = '';
  let bytes = 0;
  let keep = true;
  const waiting = new Set();
  pty.onData((data) => {
    bytes += data.length;
    if (keep) {
      text += data.toString('latin1');
      for (const look of [...waiting]) {
        look();
      }
    }
  });
  const exited = new Promise((resolve) => {
    pty.onExit((exit) => {
      resolve({ ...exit, ms: performance.now() - began });
    });
  });
  return {
    pid: pty.pid,
    exited,
    get bytes() {
      return bytes;
    },
    get length() {
      return text.length;
    },
    text: () => text,
    /** Stops looking at the output; it is only counted. */
    onlyCount() {
      keep = false;
      text = '';
    },
    write: (data) => pty.write(data),
    /** Resolves with the milliseconds since `since` (default: the start) when the marker came after `from` characters. */
    see(marker, { from = 0, since = began, timeoutMs = 20_000 } = {}) {
      return new Promise((resolve, reject) => {
        const end = (settle, value) => {
          clearTimeout(timer);
          waiting.delete(look);
          settle(value);
        };
        const look = () => {
          if (text.indexOf(marker, from) >= 0) {
            end(resolve, performance.now() - since);
          }
        };
        const timer = setTimeout(
          () => end(reject, new Error(`never saw ${JSON.stringify(marker)} in:\n${text.slice(-3000)}`)),
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
