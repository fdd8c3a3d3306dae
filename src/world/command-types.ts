import type { Readable } from 'node:stream';
import type { Command } from '../checklist/model.js';
import type { Inherited } from './environment.js';

export interface CommandRequest {
  readonly command: Command;
  /** Absolute. */
  readonly cwd: string;
  /**
   * What the command inherits. `minimal` (the default): PATH, HOME, locale and little more, for programs that shipit
   * picked itself. `operator`: everything the operator has, without what could change how programs are loaded or which
   * repository git means; for commands of the project's own checklist, whose test runners need DATABASE_URL and friends.
   * `settings`: the same with the absolute parts of PATH only, for a program that shipit picked itself and that follows
   * the operator's own settings: the `ProxyCommand` of an ssh config needs AWS_PROFILE, Kerberos needs KRB5CCNAME.
   */
  readonly inherit?: Inherited;
  /** Added to what is inherited; wins over it. */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Text for standard input; /dev/null if absent. */
  readonly input?: string;
  /** Called with the last line of output, at most ten times a second. Sanitised. */
  readonly onLine?: (line: string) => void;
  /** Called with standard output as it comes, raw and unbounded; the chunk is valid during the call only. */
  readonly onStdout?: (chunk: Buffer) => void;
  /** Bytes kept of each stream, half from the head and half from the tail. 96 KiB unless given. */
  readonly keepBytes?: number;
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
  /** Head and tail of the output, UTF-8 with replacement, NOT yet sanitised; at most `keepBytes` each. */
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in order of arrival, bounded likewise. */
  readonly all: string;
  /** Bytes that came in all. */
  readonly bytes: number;
  /** Some of the output was left out of `stdout` or `stderr`: nothing may be counted in it. */
  readonly cut: boolean;
}

/** Runs a command in its own session and process group, bounded in time and memory; never throws for what it does. */
export type CommandRunner = (request: CommandRequest) => Promise<CommandResult>;

/** A process that was started, and its number. */
export interface StartedCommand {
  readonly child: {
    readonly stdout: Readable;
    readonly stderr: Readable;
    once(event: 'exit', listener: (code: number | null, signal: NodeJS.Signals | null) => void): unknown;
  };
  readonly pid: number;
}

/** Where and with what a command is started. */
export interface CommandSurroundings {
  /** Absolute. */
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Text for its standard input; /dev/null if undefined. */
  readonly input: string | undefined;
}
