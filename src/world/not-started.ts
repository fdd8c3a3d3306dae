import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** What the system said when it started nothing. */
export interface FailedStart {
  /** `ENOENT`, `EACCES`, … */
  readonly code?: string | undefined;
  readonly message?: string | undefined;
}

/**
 * Why a program could not be started. The system says ENOENT for a missing program, for a missing directory, and for a
 * script whose interpreter is missing.
 */
export function notStarted({ code, message }: FailedStart, file: string, cwd: string): string {
  if (code === 'ENOENT') {
    return !existsSync(cwd)
      ? `there is no directory ${cwd}`
      : lacksInterpreter(file, cwd)
        ? `${file} is there, but the program that its first line names is not`
        : `${file} was not found`;
  }

  return code === 'EACCES' ? `${file} is not executable` : (message ?? 'nobody says why');
}

/** Whether a program that the system did not find is there: what it did not find then is what should run it. */
export const lacksInterpreter = (file: string, cwd: string): boolean =>
  file.includes('/') && existsSync(resolve(cwd, file));
