import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DeployStory } from '../helpers/deploy-story.js';
import type { Terminal } from '../helpers/terminal.js';
import { marked } from './blows.js';

interface Ended {
  readonly exit?: number;
  /** What stands on the terminal. */
  readonly said?: string;
  /** What is not as it was with the terminal. */
  readonly terminal: readonly string[];
}

/** shipit in a shell, which tells afterwards how it ended and how it left the terminal. */
export interface Shelled extends AsyncDisposable {
  readonly terminal: Terminal;
  /** Process id of shipit, once it has started. */
  readonly pid: () => number;
  readonly started: () => boolean;
  /**
   * @param tells whether the shell is there to tell
   */
  readonly end: (tells: boolean) => Promise<Ended>;
}

export function openInShell(told: DeployStory, args: readonly string[]): Shelled {
  const pidFile = join(told.notes, 'pid');
  rmSync(pidFile, { force: true });
  const terminal = told.open({
    command: 'sh',
    args: ['-c', script, 'sh', pidFile, process.execPath, program, ...args],
    env: marked(told),
    rows: 40,
  });
  return {
    terminal,
    pid: () => Number(readFileSync(pidFile, 'utf8').trim()),
    started: () => existsSync(pidFile) && readFileSync(pidFile, 'utf8').endsWith('\n'),
    async end(tells) {
      if (!tells) {
        await terminal.exited;
        return { terminal: [] };
      }

      await terminal.see(/the end of it/);
      const said = terminal.everything();
      const exit = Number(/^exit (\d+)$/m.exec(said)?.[1]);
      return { exit, said, terminal: leftWrong(terminal, said) };
    },
    [Symbol.asyncDispose]: () => terminal[Symbol.asyncDispose](),
  };
}

/** The shell outlives what is sent to shipit alone, and goes with the terminal. */
const script =
  'file=$1; shift; sh -c \'echo $$ > "$0"; exec "$@"\' "$file" "$@"; echo "exit $?"; stty -a; echo "the end of it"; read line';

const program = fileURLToPath(new URL('../../bin/shipit.cjs', import.meta.url));

const modes = ['icanon', 'echo', 'isig', 'icrnl', 'opost', 'ixon'] as const;

const leftWrong = (terminal: Terminal, said: string): readonly string[] => [
  ...modes.filter((mode) => !new RegExp(`\\s${mode}\\b`).test(said)).map((mode) => `the terminal has no ${mode}`),
  ...(terminal.isAlternate ? ['the terminal shows its other screen'] : []),
  ...(terminal.cursorHidden ? ['the terminal hides its cursor'] : []),
  ...(terminal.emulator.modes.bracketedPasteMode ? ['the terminal brackets pastes'] : []),
];
