import type { Command } from 'commander';
import { OperatorError } from '../errors.js';
import { safeLine } from '../text/sanitise.js';
import { didYouMean } from '../text/suggest.js';

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
