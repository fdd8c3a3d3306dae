import { nestedCommands, type SimpleCommand } from './docker-shell.js';
import { installFindings } from './lock-installs.js';
import type { CommitFiles, PinFinding } from './model.js';

/**
 * Files of the release that a deploy command names: `./bin/deploy.sh production`, `bash ops/deploy`, `make deploy`. They
 * have to be read before `deployScriptFindings` can tell anything about them.
 * @param command the words of a command, or a text for the shell
 */
export function deployScripts(
  command: string | readonly string[],
  { paths }: Pick<CommitFiles, 'paths'>,
): readonly string[] {
  const all = new Set(paths);
  return [
    ...new Set(
      commandsOf(command).flatMap((words) => [
        ...words.map((word) => word.replace(/^\.\//, '')).filter((word) => all.has(word)),
        ...(words[0] === 'make' || words[0] === 'gmake' ? makefiles.filter((name) => all.has(name)).slice(0, 1) : []),
      ]),
    ),
  ].slice(0, 20);
}

const makefiles = ['GNUmakefile', 'makefile', 'Makefile'];

/** Installs that may choose other versions than the lock says, in the deploy command and in the scripts it names: warnings. */
export function deployScriptFindings(command: string | readonly string[], files: CommitFiles): readonly PinFinding[] {
  const scripts = deployScripts(command, files);
  return [
    ...commandsOf(command).flatMap((words) =>
      installFindings(words, { where: 'the deploy command', key: ['deploy', 'deploy'], isFresh: false }),
    ),
    ...scripts.flatMap((path) =>
      linesOf(files.text(path) ?? '').flatMap(({ line, text }) =>
        nestedCommands(text).flatMap((words) =>
          installFindings(words, { where: `${path}:${line}`, key: ['deploy', path], isFresh: false }),
        ),
      ),
    ),
  ];
}

const commandsOf = (command: string | readonly string[]): readonly SimpleCommand[] => {
  if (typeof command === 'string') {
    return nestedCommands(command);
  }

  const shell = /(?:^|\/)(?:ba|da|z|k)?sh$/.test(command[0] ?? '')
    ? command.findIndex((word) => /^-[a-z]*c$/.test(word))
    : -1;
  return shell < 0 ? [command] : [command, ...nestedCommands(command[shell + 1] ?? '')];
};

/** Lines of a script or a Makefile, continued ones joined, the signs of make left out. */
const linesOf = (text: string): readonly { readonly line: number; readonly text: string }[] => {
  const found: { line: number; text: string }[] = [];
  let isOpen = false;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const plain = raw.replace(/^\t[@-]*/, '').replace(/\\$/, ' ');
    const last = found.at(-1);
    if (isOpen && last !== undefined) {
      last.text += plain;
    } else {
      found.push({ line: index + 1, text: plain });
    }

    isOpen = raw.endsWith('\\');
  }

  return found;
};
