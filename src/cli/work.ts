import type { CommandContext } from '../commands/context.js';

/** What a command does; resolves to the exit code. */
export type Work = (context: CommandContext) => Promise<number>;

/** Carries out a command in the directory that the arguments name. */
export type RunWork = (work: Work) => Promise<void>;
