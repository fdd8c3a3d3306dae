/** A simple command of a shell text: its words without quotes, without what is put before it (`sudo`, `A=b`, `env`). */
export type SimpleCommand = readonly string[];

/**
 * The simple commands of a line of shell, good enough to find package managers in it: it knows quotes, `&&`, `||`, `;`, `|`,
 * `&`, brackets and comments, and follows neither variables nor `$(…)`. Linear.
 */
export function shellCommands(text: string): readonly SimpleCommand[] {
  const commands: string[][] = [[]];
  for (const [token, single, double, plain, end] of text.matchAll(tokens)) {
    if (end !== undefined) {
      commands.push([]);
    } else if (!token.startsWith('#')) {
      commands.at(-1)?.push(unquoted(single ?? double ?? plain ?? ''));
    }
  }

  return commands.map(withoutPrefix).filter((words) => words.length > 0);
}

/** Commands, and those that are given to another shell as one word: `ssh web1 "cd /srv && npm ci"`, `sh -c "npm ci"`. */
export const nestedCommands = (text: string, depth = 2): readonly SimpleCommand[] =>
  shellCommands(text).flatMap((words) => [
    words,
    ...(depth > 0 && isShell.test(words[0]?.split('/').at(-1) ?? '')
      ? words.slice(1).flatMap((word) => (/\s/.test(word) ? nestedCommands(word, depth - 1) : []))
      : []),
  ]);

const isShell = /^(?:ssh|su|runuser|(?:ba|da|z|k)?sh|docker|podman|kubectl)$/;

/** A quoted word, a word (with quotes in it), the end of a command, a comment. */
const tokens =
  /#[^\n]*|'([^']*)'(?=[\s;&|()]|$)|"((?:[^"\\]|\\.)*)"(?=[\s;&|()]|$)|([^\s;&|()#][^\s;&|()]*)|([;&|()\n])/g;

const unquoted = (word: string): string => word.replaceAll(/["']/g, '');

function withoutPrefix(words: readonly string[]): SimpleCommand {
  let [at, valued]: [number, RegExp | undefined] = [0, undefined];
  for (let word = words[at]; word !== undefined; word = words[at]) {
    if (isPrefix.test(word)) {
      valued = withValue.get(word);
    } else if (valued === undefined || !word.startsWith('-')) {
      break;
    } else if (valued.test(word)) {
      at += 1;
    }

    at += 1;
  }

  return words.slice(at);
}

const isPrefix = /^(?:[A-Za-z_][A-Za-z0-9_]*=.*|sudo|env|exec|time|nice|command|then|do|else|if|!|\{)$/;

/** Those with options, and the options that take the next word: `sudo -u app npm ci`. */
const withValue: ReadonlyMap<string, RegExp> = new Map([
  ['sudo', /^-[ugpChTrtUDR]$/],
  ['env', /^-[uC]$/],
  ['nice', /^-n$/],
  ['time', /^-[fo]$/],
]);
