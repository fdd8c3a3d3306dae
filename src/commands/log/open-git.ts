import { runCommand } from '../../world/commands.js';
import { debuggedCommands } from '../../world/debug-commands.js';
import { type Git, openRepository } from '../../world/git.js';
import type { CommandContext } from '../context.js';

/** git, for what only it can tell of a log. @throws OperatorError when this is no usable repository */
export const openGit = ({ cwd, debug }: CommandContext): Promise<Git> =>
  openRepository(cwd, debuggedCommands(runCommand, debug));
