import type { Entry } from './entry.js';
import type { OpenedRun } from './opened.js';
import type { TextFile } from './text-file.js';

/** The audit log as the browser needs it. */
export interface BrowserSource {
  /** Newest first; undefined for a run that was looked at and is not looked for. @throws the file system's error */
  readonly runs: Iterator<Entry | undefined>;
  /** Why a run is not what was written, by the chain of its records; undefined for one that nobody touched. */
  readonly fault: (entry: Entry) => string | undefined;
  /** @throws the file system's error */
  readonly open: (run: string) => OpenedRun;
  /** Undefined for what is no regular file. @throws the file system's error */
  readonly file: (path: string) => TextFile | undefined;
  /** What the command line asked for, in words; empty for all runs. */
  readonly about: string;
}
