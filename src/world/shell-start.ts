import type { CommandSurroundings, StartedCommand } from './command-types.js';
import { notStarted } from './not-started.js';

const shell = '/bin/sh';

/**
 * Makes ready to start a command of the project's own, which the shell reads. execa is loaded at the first one; the child
 * comes in an object: one of execa is a promise, and would be awaited.
 */
export async function loadShell(text: string) {
  const { execa } = await import('execa');
  return async ({ input, ...around }: CommandSurroundings): Promise<StartedCommand | { readonly error: string }> => {
    const child = execa(shell, ['-c', text], {
      ...around,
      extendEnv: false,
      ...(input === undefined ? { stdin: 'ignore' } : { input }),
      stdout: 'pipe',
      stderr: 'pipe',
      detached: true,
      cleanup: false,
      buffer: false,
      reject: false,
    });
    const { pid } = child;
    if (pid !== undefined) {
      return { child, pid };
    }

    const { code, originalMessage } = await child;
    return { error: notStarted({ code, message: originalMessage }, shell, around.cwd) };
  };
}
