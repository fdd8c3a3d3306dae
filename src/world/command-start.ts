import { existsSync } from 'node:fs';
import type { CommandRequest } from './command-types.js';
import { noDescriptors } from './descriptors.js';
import { commandEnvironment } from './environment.js';

/**
 * Starts a command as leader of a group of its own, or says why it cannot be started. The child comes in an object: one
 * of execa is a promise, and would be awaited. execa is loaded at the first command.
 */
export async function startCommand({ command, cwd, env, inherit = 'minimal', input }: CommandRequest) {
  const { execa } = await import('execa');
  const lacking = noDescriptors();
  if (lacking !== undefined) {
    return { error: lacking };
  }

  const [file = '', ...args] = typeof command === 'string' ? ['/bin/sh', '-c', command] : command;
  try {
    const child = execa(file, args, {
      cwd,
      env: { ...commandEnvironment(process.env, inherit), ...env },
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
    return pid === undefined ? { error: inWords(await child, file, cwd) } : { child, pid };
  } catch (error) {
    // What no program can be given, such as a NUL character.
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** The system says ENOENT for a missing program and for a missing directory. */
function inWords(
  result: { readonly code?: string | undefined; readonly originalMessage?: string | undefined },
  file: string,
  cwd: string,
): string {
  if (result.code === 'ENOENT') {
    return existsSync(cwd) ? `${file} was not found` : `there is no directory ${cwd}`;
  }

  return result.code === 'EACCES' ? `${file} is not executable` : (result.originalMessage ?? 'nobody says why');
}
