import { recordedOutput } from '../audit/outputs.js';
import type { ProjectPaths } from '../audit/state.js';
import type { Run } from '../run/run.js';
import { safeLine } from '../text/sanitise.js';
import { readTail } from './tail.js';

/** What a failed deploy said about the terminal it did not have; `undefined` for a deploy that had one. */
export function terminalWantedBy(project: ProjectPaths, id: string, { phase, deploy }: Run): string | undefined {
  if (phase !== 'failed' || deploy === undefined || deploy.tty) {
    return undefined;
  }

  const path = recordedOutput(project, id, deploy.out);
  const said = path === undefined ? undefined : wantedTerminal(readTail(path, tailBytes));
  return said === undefined ? undefined : safeLine(said, 200);
}

const tailBytes = 8192;

/**
 * Whether a command failed because it wanted somebody to talk to: it met the end of its input, or found no terminal.
 * @param tail the last words of its output
 * @returns what it said, for the operator; `undefined` if nothing points that way
 */
export function wantedTerminal(tail: string): string | undefined {
  const lines = tail.split(/[\r\n]+/).slice(-lastLines);
  return lines.findLast((line) => signs.some((sign) => sign.test(line)))?.trim();
}

const lastLines = 50;

/** As common programs say it, in English: ssh, sudo, git, docker, python, read(1), npm, gpg, expect-like prompts. */
const signs: readonly RegExp[] = [
  /\bnot a (tty|terminal)\b/i,
  /\bno tty\b/i,
  /\binappropriate ioctl for device\b/i,
  /\b(a|no) (terminal|tty) (is|was)? ?(required|present|available)/i,
  /\/dev\/tty\b.*(no such device|cannot|can't|could not|permission denied)/i,
  /\b(cannot|can't|could not|unable to|failed to) (open|read|access|get|allocate).{0,20}\b(\/dev\/tty|tty|terminal|password|passphrase|username)\b/i,
  /\bEOFError\b|\bEOF when reading a line\b/,
  /\bunexpected (eof|end of (file|input))\b.*\b(prompt|input|stdin|reading)\b/i,
  /\b(end of file|eof|end of input) (on|from|at|while reading) (stdin|standard input|input)\b/i,
  /\bhost key verification failed\b/i,
  /\bterminal prompts disabled\b/i,
  /\bstdin is not\b/i,
];
