import type { Command } from '../checklist/model.js';

export interface CommandRequest {
  readonly command: Command;
  /** Absolute. */
  readonly cwd: string;
  /** Added to the minimal, scrubbed environment that checks get. */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Text for standard input; /dev/null if absent. */
  readonly input?: string;
  /** Called with the last line of output, at most ten times a second. Sanitised. */
  readonly onLine?: (line: string) => void;
}

/** How a command ended. A union, so that nobody mistakes "could not find out" for "no". */
export type CommandEnd =
  | { readonly how: 'exit'; readonly code: number }
  | { readonly how: 'signal'; readonly signal: string }
  | { readonly how: 'timeout'; readonly afterMs: number }
  | { readonly how: 'aborted' }
  | { readonly how: 'not-started'; readonly error: string };

export interface CommandResult {
  readonly end: CommandEnd;
  readonly ms: number;
  /** Head and tail of the output, UTF-8 with replacement, NOT yet sanitised; at most 96 KiB each. */
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in order of arrival, bounded likewise. */
  readonly all: string;
  /** Bytes that came in all. */
  readonly bytes: number;
}

/** Runs a command in its own session and process group, bounded in time and memory; never throws for what it does. */
export type CommandRunner = (request: CommandRequest) => Promise<CommandResult>;
