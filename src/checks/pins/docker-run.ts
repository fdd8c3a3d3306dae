import { type DockerInstruction, dockerLines } from './docker-lines.js';
import { type SimpleCommand, shellCommands } from './docker-shell.js';

/** What a build runs, command by command, with the line of each `RUN`, from 1. */
export const dockerCommands = (text: string): readonly { readonly command: SimpleCommand; readonly line: number }[] =>
  dockerLines(text)
    .filter(({ keyword }) => keyword === 'RUN')
    .flatMap((instruction) => commandsIn(instruction).map((command) => ({ command, line: instruction.line })));

const commandsIn = ({ rest, heredoc }: DockerInstruction): readonly SimpleCommand[] => [
  ...commandsOf(rest),
  ...shellCommands(heredoc.join('\n').replaceAll(/\\\n/g, ' ')),
];

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
