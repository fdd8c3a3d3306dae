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

/** A quoted word, a word (with quotes in it), the end of a command, a comment. */
const tokens =
  /#[^\n]*|'([^']*)'(?=[\s;&|()]|$)|"((?:[^"\\]|\\.)*)"(?=[\s;&|()]|$)|([^\s;&|()#][^\s;&|()]*)|([;&|()\n])/g;

const unquoted = (word: string): string => word.replaceAll(/["']/g, '');

function withoutPrefix(words: readonly string[]): SimpleCommand {
  const first = words.findIndex((word) => !isPrefix.test(word));
  return first < 0 ? [] : words.slice(first);
}

const isPrefix = /^(?:[A-Za-z_][A-Za-z0-9_]*=.*|sudo|env|exec|time|nice|command|then|do|else|if|!|\{|-E|-H)$/;
