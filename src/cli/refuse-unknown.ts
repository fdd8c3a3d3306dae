import type { Command } from 'commander';
import { OperatorError } from '../errors.js';
import { safeLine } from '../text/sanitise.js';
import { didYouMean } from '../text/suggest.js';

/**
 * `shipit help X` of what is no command would print everything, and not say why.
 * @param argv without the program's own name
 * @throws OperatorError for such an X
 */
export function refuseUnknownHelp(program: Command, argv: readonly string[]): void {
  const [first, name] = argv[0] === '-C' ? argv.slice(2) : argv;
  const names = program.commands.map((one) => one.name());
  if (first !== 'help' || name === undefined || name.startsWith('-') || [...names, 'help'].includes(name)) {
    return;
  }

  const meant = didYouMean(name, names);
  throw new OperatorError(`there is no command \`${safeLine(name, 80)}\``, {
    hint: meant === undefined ? `there are: ${names.join(', ')}` : `did you mean \`shipit help ${meant}\`?`,
  });
}

/**
 * A command that also does something by itself takes a misspelt one below it for an argument.
 * @param meantBy what somebody means who writes this, beyond a slip
 * @throws OperatorError if there is such an argument
 */
export function refuseUnknown(
  command: Command,
  meantBy: (given: string) => string | undefined = () => undefined,
): void {
  const [given] = command.args;
  if (given === undefined) {
    return;
  }

  const names = command.commands.map((one) => one.name());
  const meant = meantBy(safeLine(given, 40)) ?? didYouMean(given, names);
  throw new OperatorError(`unknown command \`${command.name()} ${safeLine(given, 80)}\``, {
    hint:
      meant === undefined ? `there are: ${names.join(', ')}` : `did you mean \`shipit ${command.name()} ${meant}\`?`,
  });
}
