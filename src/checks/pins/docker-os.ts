import { installedBy, type Manager } from './docker-installs.js';
import { dockerLines } from './docker-lines.js';
import { type SimpleCommand, shellCommands } from './docker-shell.js';

/** A package that a build takes in whatever version there is on that day. */
export interface UnpinnedInstall {
  readonly manager: Manager;
  /** As written; raw. */
  readonly name: string;
  /** Of the `RUN`, from 1. */
  readonly line: number;
}

/** What the `RUN` lines of a Dockerfile install by name without a version (hadolint DL3008, DL3013, DL3016, DL3018, DL3033). */
export const dockerInstalls = (text: string): readonly UnpinnedInstall[] =>
  dockerLines(text)
    .filter(({ keyword }) => keyword === 'RUN')
    .flatMap(({ rest, heredoc, line }) =>
      [...commandsOf(rest), ...shellCommands(heredoc.join('\n').replaceAll(/\\\n/g, ' '))].flatMap((command) =>
        installedBy(command).map((one) => ({ ...one, line })),
      ),
    );

/** `RUN ["apt-get", "install", "x"]` is a list of words, anything else a text for the shell. */
function commandsOf(rest: string): readonly SimpleCommand[] {
  const shell = rest.replace(/^(?:--\S+\s+)*/, '');
  if (shell.startsWith('[')) {
    try {
      const words: unknown = JSON.parse(shell);
      return Array.isArray(words) ? [words.map(String)] : [];
    } catch {
      // Docker itself gives it to the shell then.
    }
  }

  return shellCommands(shell);
}
