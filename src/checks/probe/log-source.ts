/** A log that is read on and on, wherever it is moved to: a file of this machine, or one on a host. */
export interface LogSource {
  /**
   * Gives what is new, in order, as much as one look may read; goes on from there in the next one.
   * @throws Error in words when it cannot be read now
   */
  readonly read: (sink: LogSink, signal: AbortSignal) => Promise<LogRead>;
  readonly close: () => Promise<void>;
}

export interface LogSink {
  /** Rejects with what the search for a pattern throws; what was given counts as read. */
  readonly add: (bytes: Uint8Array) => Promise<void>;
  /** What comes next is another file. */
  readonly endLine: () => void;
}

/**
 * `more`: there is more of it than was read; `gone`: there is no such file; `lost`: all that is left was read, but some of
 * it is not there any more; `unread`: nobody could look, in words.
 */
export type LogRead = 'all' | 'more' | 'gone' | { readonly lost: string } | { readonly unread: string };
