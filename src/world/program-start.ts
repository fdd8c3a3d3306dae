import { spawn } from 'node:child_process';
import type { CommandSurroundings, StartedCommand } from './command-types.js';
import { type FailedStart, notStarted } from './not-started.js';

/**
 * Starts a program by its name and arguments as leader of a group of its own.
 * @returns the child and its number, or why there is none
 * @throws TypeError for what no program can be given, such as a NUL character
 */
export async function startProgram(
  [file = '', ...args]: readonly string[],
  { cwd, env, input }: CommandSurroundings,
): Promise<StartedCommand | { readonly error: string }> {
  const stdin = input === undefined ? 'ignore' : 'pipe';
  const child = spawn(file, args, { cwd, env, stdio: [stdin, 'pipe', 'pipe'], detached: true });
  const failed = new Promise<FailedStart>((resolve) => {
    child.on('error', resolve);
  });
  // A program that does not read all of it is no mistake: what it says and how it ends tell.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  const { pid, stdout, stderr } = child;
  if (pid === undefined || stdout === null || stderr === null) {
    return { error: notStarted(await failed, file, cwd) };
  }

  return { child: { stdout, stderr, once: (event, listener) => child.once(event, listener) }, pid };
}
