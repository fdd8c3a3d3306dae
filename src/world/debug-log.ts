import { closeSync, constants, fchmodSync, fstatSync, openSync, writeSync } from 'node:fs';
import { OperatorError } from '../errors.js';

/** Notes something for whoever has to find out later what shipit did. Never throws, and nothing depends on it. */
export type Debug = (what: string, facts?: Readonly<Record<string, unknown>>) => void;

export const noDebug: Debug = () => undefined;

export interface DebugLogOptions {
  readonly now: () => Date;
  readonly redact: (text: string) => string;
}

/**
 * Opens the file that SHIPIT_DEBUG names, to append one JSON object a line, readable by its owner alone. It is no part
 * of the audit log: what cannot be written later on is lost, and nobody waits for it.
 * @param path absolute, or from the directory shipit was started in; nothing is noted without one
 * @throws OperatorError when it cannot be opened, or is something else than a file
 */
export function openDebugLog(path: string | undefined, { now, redact }: DebugLogOptions): Debug {
  if (path === undefined || path === '') {
    return noDebug;
  }

  const fd = openPrivate(path);
  return (what, facts = {}) => {
    try {
      const line = { t: now().toISOString(), pid: process.pid, what, ...facts };
      writeSync(fd, `${JSON.stringify(line, (_key, value) => (typeof value === 'string' ? redact(value) : value))}\n`);
    } catch {
      // A full disk, for example. Whatever shipit does is more important than what it notes.
    }
  };
}

const { O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK, O_WRONLY } = constants;

function openPrivate(path: string): number {
  try {
    const fd = openSync(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
    if (!fstatSync(fd).isFile()) {
      closeSync(fd);
      throw refusal(path, 'it is no regular file');
    }

    fchmodSync(fd, 0o600);
    return fd;
  } catch (error) {
    throw error instanceof OperatorError
      ? error
      : refusal(path, (error as NodeJS.ErrnoException).code ?? String(error));
  }
}

const refusal = (path: string, why: string): OperatorError =>
  new OperatorError(
    `SHIPIT_DEBUG names ${JSON.stringify(path.slice(0, 200))}, and nothing can be written there: ${why}`,
    {
      hint: 'name a file in a directory of your own, or unset it',
    },
  );
