import type { CommandRunner } from '../../world/command-types.js';
import type { Ask } from './ask.js';
import frame from './here.sh';

/**
 * Runs a shell function on this machine, with what the frame on a host offers it.
 * @param shell words that start a POSIX shell
 */
export const askHere =
  (commands: CommandRunner, cwd: string, timeoutMs: number, shell: readonly string[] = ['sh']): Ask =>
  async ({ script, call, env }, signal) => {
    const { end, stdout, stderr, cut } = await commands({
      command: [...shell, '-c', `${frame}\n${script}\n"$@"`, 'sh', ...call],
      cwd,
      env: { LC_ALL: 'C', ...env },
      timeoutMs,
      signal,
      keepBytes: 8 * 1024 * 1024,
    });
    switch (end.how) {
      case 'exit':
        return cut
          ? { how: 'unasked', text: 'it said more than can be read' }
          : { how: 'done', rc: end.code, text: stdout, err: stderr.trim().slice(-600) };
      case 'signal':
        return { how: 'unasked', text: `its shell died with ${end.signal}` };
      case 'not-started':
        return { how: 'unasked', text: `it could not be started: ${end.error}` };
      case 'timeout':
      case 'aborted':
        return { how: 'unasked', text: 'it did not end in time' };
    }
  };
