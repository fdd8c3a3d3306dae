import { closeSync, openSync } from 'node:fs';

/** What Node and the system open to start one process with three pipes, and some to spare. */
const needed = 12;

/**
 * Why no process can be started now, for want of file descriptors; undefined if there are enough. Asked before, because
 * Node fails halfway: the child it gives back has no pipes, and its error reaches nobody (Node 20, `spawn` with EMFILE).
 */
export function noDescriptors(): string | undefined {
  const opened: number[] = [];
  try {
    while (opened.length < needed) {
      opened.push(openSync('/dev/null', 'r'));
    }

    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // Where there is no such device, nobody can tell beforehand.
    return code === 'EMFILE' || code === 'ENFILE'
      ? `too many files are open (${code}): raise \`ulimit -n\``
      : undefined;
  } finally {
    opened.forEach(closeAgain);
  }
}

const closeAgain = (fd: number): void => closeSync(fd);
