import { existsSync } from 'node:fs';

/** What the system said when it started nothing. */
export interface FailedStart {
  /** `ENOENT`, `EACCES`, … */
  readonly code?: string | undefined;
  readonly message?: string | undefined;
}

/** Why a program could not be started. The system says ENOENT for a missing program and for a missing directory. */
export function notStarted({ code, message }: FailedStart, file: string, cwd: string): string {
  if (code === 'ENOENT') {
    return existsSync(cwd) ? `${file} was not found` : `there is no directory ${cwd}`;
  }

  return code === 'EACCES' ? `${file} is not executable` : (message ?? 'nobody says why');
}
