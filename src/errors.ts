/** Where something stands in a file. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly col: number;
}

/** `shipit.yml:12:5`, as editors and terminals make it clickable. */
export const showPlace = ({ file, line, col }: Place): string => `${file}:${line}:${col}`;

export interface OperatorErrorOptions {
  readonly place?: Place | undefined;
  readonly hint?: string | undefined;
  readonly exitCode?: ExitCode;
}

/**
 * A mistake of the operator or of their surroundings: one sentence that says what is wrong, where, and what would be
 * right. Everything else that is thrown is a bug of ours and keeps its stack.
 */
export class OperatorError extends Error {
  readonly place: Place | undefined;
  readonly hint: string | undefined;
  readonly exitCode: ExitCode;

  constructor(message: string, options: OperatorErrorOptions = {}) {
    super(message);
    this.name = 'OperatorError';
    this.place = options.place;
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? exitCodes.usage;
  }
}

/** Several mistakes of one file, in file order; shown together so that one round of editing mends them all. */
export class OperatorErrors extends Error {
  readonly errors: readonly OperatorError[];

  constructor(errors: readonly OperatorError[]) {
    super(errors.map((error) => error.message).join('\n'));
    this.name = 'OperatorErrors';
    this.errors = errors;
  }
}

/** What anything that was thrown says, for people. Raw: it may hold what others wrote. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** `ENOENT`, `EACCES` and their like; empty where what was thrown has no code. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** The exit codes of every command. Stable: scripts rely on them. */
export const exitCodes = {
  ok: 0,
  bug: 1,
  usage: 2,
  stopped: 10,
  noGo: 11,
  deployFailed: 12,
  rolledBack: 13,
  unconfirmed: 14,
  paused: 15,
  auditBroken: 16,
  locked: 17,
  hangUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
