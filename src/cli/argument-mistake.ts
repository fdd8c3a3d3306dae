import type { Command, CommanderError } from 'commander';
import { OperatorError } from '../errors.js';

/**
 * What commander finds wrong with the arguments, told like every other mistake.
 * @param argv without the program's own name
 */
export function argumentMistake({ message }: CommanderError, program: Command, argv: readonly string[]): OperatorError {
  const [what = '', ...more] = message.replace(/^error: /, '').split('\n');
  const meant = /^\(Did you mean (.+)\?\)$/.exec(more.join(' '))?.[1];
  const hint = meant === undefined ? `usage: ${usageOf(program, argv)}` : `did you mean ${meant}?`;
  return new OperatorError(what.replace(/\.$/, ''), { hint });
}

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
