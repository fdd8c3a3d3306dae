import type { Command } from 'commander';
import { OperatorError } from '../errors.js';

/**
 * Refuses options whose value is empty, which an unset variable of a script leaves behind, and options that are given
 * twice, also before and after the name of the command: which of both is meant nobody can know.
 * @param program with all its commands; options that may be given again bring a parser of their own
 */
export function refuseTwiceOrEmpty(program: Command): void {
  const given = new Set<string>();
  for (const { command, name, flag } of singleValued(program)) {
    command.on(`option:${name}`, (value: string | null) => {
      if (given.has(name)) {
        throw new OperatorError(`${flag} is given twice`, { hint: 'give it once' });
      }

      if (value?.trim() === '') {
        throw new OperatorError(`${flag} is empty`, { hint: 'give it a value, or leave it out' });
      }

      given.add(name);
    });
  }
}

interface SingleValued {
  readonly command: Command;
  readonly name: string;
  /** `--target`, or `-C` where there is no long one. */
  readonly flag: string;
}

const singleValued = (command: Command): readonly SingleValued[] => [
  ...command.options
    .filter((option) => (option.required || option.optional) && option.parseArg === undefined)
    .map((option) => ({ command, name: option.name(), flag: option.long ?? option.short ?? option.name() })),
  ...command.commands.flatMap(singleValued),
];
