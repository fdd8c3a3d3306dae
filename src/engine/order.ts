import type { ProjectPaths } from '../audit/state.js';
import type { Command } from '../checklist/model.js';

/** One command the runner has to run, in order. */
export interface OrderedStep {
  readonly name: string;
  readonly command: Command;
  readonly timeoutMs?: number;
  /** The host it is about; this machine unless given. */
  readonly host?: string;
  /** Bytes for its standard input, as latin-1: it may be a patch in any encoding. /dev/null unless given. */
  readonly input?: string;
  /** What the log says is run, where the command itself would tell nobody anything. */
  readonly shown?: string;
  /** Exit statuses of its own. Whatever is not among them is a failure then, 0 included. */
  readonly ends?: Readonly<Record<number, StepMeaning>>;
}

/** A patch that goes back onto a host; what exactly is worked out at the launch. */
export interface PutBackStep {
  readonly name: string;
  readonly host: string;
  /** Id of the patch. */
  readonly putBack: string;
  readonly title: string;
}

/** What a launch runs, as far as it can be told beforehand. */
export type PlannedStep = OrderedStep | PutBackStep;

/** What an exit status means; `said` is one sentence. */
export interface StepMeaning {
  readonly ok: boolean;
  readonly said: string;
}

/**
 * What the operator launched, handed to the detached runner on its standard input: never on a command line, never on
 * disk, because the environment may hold secrets.
 */
export interface RunnerOrder {
  readonly what: 'deploy' | 'undo';
  readonly project: ProjectPaths;
  readonly run: string;
  /** The one segment the runner may claim. If it is taken, the launch was superseded and nothing is run. */
  readonly gen: number;
  readonly tool: { readonly version: string; readonly node: string; readonly git: string };
  readonly target: string;
  readonly commit: string;
  /** The commit that is live when all of it ended well; absent if nobody knows. */
  readonly live?: string;
  readonly by: string;
  readonly steps: readonly OrderedStep[];
  /** Top of the work tree. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** File for the output, absolute; and as named in the record. */
  readonly out: { readonly path: string; readonly name: string };
}
