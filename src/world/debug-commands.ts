import type { CommandEnd, CommandRunner } from './command-types.js';
import { type Debug, noDebug } from './debug-log.js';

/** Runs commands as before, and notes how each of them ended. Their output is not noted: it may hold anything. */
export const debuggedCommands = (commands: CommandRunner, debug: Debug): CommandRunner =>
  debug === noDebug
    ? commands
    : async (request) => {
        const result = await commands(request);
        const { end, ms, bytes } = result;
        debug('command', { command: request.command, cwd: request.cwd, end: endWords(end), ms, bytes });
        return result;
      };

function endWords(end: CommandEnd): string {
  switch (end.how) {
    case 'exit':
      return `exit ${end.code}`;
    case 'signal':
      return end.signal;
    case 'timeout':
      return `no end after ${end.afterMs} ms`;
    case 'aborted':
      return 'aborted';
    case 'not-started':
      return `not started: ${end.error}`;
  }
}
