import type { Command } from 'commander';

/** What says which walk is meant. */
export interface WalkFlags {
  readonly file?: string;
  readonly target?: string;
  readonly commit?: string;
  readonly reason?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly plain?: boolean;
}

/** Given before the command's name or after it. */
export const walkFlags = (command: Command): WalkFlags => command.optsWithGlobals() as WalkFlags;
