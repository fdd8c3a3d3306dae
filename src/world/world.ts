import type { Calendars } from './calendars.js';
import { type CommandRunner, runCommand } from './commands.js';
import type { Git } from './git.js';
import { createSsh } from './ssh/ssh.js';
import type { Ssh } from './ssh/types.js';

/** The outside, handed in: what a check needs to look at the world, and nothing that writes. */
export interface World {
  /** Top of the git work tree; absolute. */
  readonly root: string;
  readonly git: Git;
  readonly commands: CommandRunner;
  readonly calendars: Calendars;
  readonly ssh: Ssh;
}

export const createWorld = (git: Git, calendars: Calendars, commands: CommandRunner = runCommand): World => ({
  root: git.root,
  git,
  commands,
  calendars,
  ssh: createSsh(commands, git.root),
});
