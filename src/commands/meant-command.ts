import { OperatorError } from '../errors.js';
import { safeLine } from '../text/sanitise.js';
import { didYouMean } from '../text/suggest.js';

/**
 * `shipit chekc` reads as the name of a checklist: where there is none of that name, a command may have been meant.
 * @param commands names of all commands
 * @throws OperatorError that says so, or `error` as it is
 */
export function explainName(error: unknown, name: string | undefined, commands: readonly string[]): never {
  const meant = meantCommand(name, commands);
  if (error instanceof OperatorError && name !== undefined && meant !== undefined) {
    throw new OperatorError(`\`${safeLine(name, 80)}\` is neither a command nor a checklist of this project`, {
      hint: `did you mean \`shipit ${meant}\`?`,
    });
  }

  throw error;
}

/** The command that a name comes close to. */
export const meantCommand = (name: string | undefined, commands: readonly string[]): string | undefined =>
  name === undefined ? undefined : didYouMean(name, commands);
