import { messageOf } from '../errors.js';
import type { CommandRequest, CommandSurroundings, StartedCommand } from './command-types.js';
import { noDescriptors } from './descriptors.js';
import { commandEnvironment } from './environment.js';
import { startProgram } from './program-start.js';
import { loadShell } from './shell-start.js';

/**
 * Starts a command as leader of a group of its own, or says why it cannot be started. A program by its arguments is
 * started by Node itself: git is asked before the first frame, and loading execa would take a tenth of the time to it.
 */
export async function startCommand({
  command,
  cwd,
  env,
  inherit = 'minimal',
  input,
}: CommandRequest): Promise<StartedCommand | { readonly error: string }> {
  const start =
    typeof command === 'string'
      ? await loadShell(command)
      : (around: CommandSurroundings) => startProgram(command, around);
  const lacking = noDescriptors();
  if (lacking !== undefined) {
    return { error: lacking };
  }

  try {
    return await start({ cwd, env: { ...commandEnvironment(process.env, inherit), ...env }, input });
  } catch (error) {
    // What no program can be given, such as a NUL character.
    return { error: messageOf(error) };
  }
}
