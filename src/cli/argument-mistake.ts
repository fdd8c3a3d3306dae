import type { Command, CommanderError } from 'commander';
import { OperatorError } from '../errors.js';

/**
 * What commander finds wrong with the arguments, told like every other mistake.
 * @param argv without the program's own name
 */
export function argumentMistake({ message }: CommanderError, program: Command, argv: readonly string[]): OperatorError {
  const [, what = '', meant] = /^(?:error: )?(.*?)(?:\n\(Did you mean (.+)\?\))?$/s.exec(message) ?? [];
  return new OperatorError(what.replace(/\.$/, ''), { hint: wayOut({ what, meant, program, argv }) });
}

interface Mistake {
  readonly what: string;
  /** What commander thinks was meant. */
  readonly meant: string | undefined;
  readonly program: Command;
  readonly argv: readonly string[];
}

function wayOut({ what, meant, program, argv }: Mistake): string {
  if (meant !== undefined) {
    return `did you mean ${meant}?`;
  }

  if (/^unknown option '-C/.test(what)) {
    return '-C stands before the command: shipit -C DIR …';
  }

  return answersForAll.test(what) && asksPeople(program, argv)
    ? 'nothing is answered for anybody: a person has to; `shipit check` gathers the evidence and asks nothing'
    : `usage: ${usageOf(program, argv)}`;
}

const answersForAll = /^unknown option '(?:-y|--yes|--assume-yes|--non-interactive|--no-input|--auto-approve)'/;

/** Not of a command that only reads or writes something. */
const asksPeople = (program: Command, argv: readonly string[]): boolean =>
  argv.every((word) => !program.commands.some((one) => one.name() === word)) ||
  argv.some((word) => ['check', 'resume', 'signoff'].includes(word));

/** Of the command that the words lead to. */
function usageOf(program: Command, argv: readonly string[]): string {
  const names: string[] = [];
  let command = program;
  for (const word of argv) {
    const next = command.commands.find((one) => one.name() === word);
    if (next !== undefined) {
      names.push(word);
      command = next;
    }
  }

  const called = [program.name(), ...names].join(' ');
  return `${called} ${command.usage()}; see \`${called} --help\``;
}
