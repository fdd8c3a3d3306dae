import { refusedBySystem } from '../audit/error.js';
import { printErrors, sourceReader } from '../checklist/print-errors.js';
import { exitCodes, OperatorError, OperatorErrors } from '../errors.js';

/**
 * One clear sentence for a mistake of the operator, on stderr; a bug of ours is thrown on, with its stack.
 * @returns the exit code
 */
export function reportError(
  thrown: unknown,
  { stderr, cwd }: { readonly stderr: { write(text: string): unknown }; readonly cwd: string },
): number {
  const error = refusedBySystem(thrown);
  if (error instanceof OperatorErrors) {
    stderr.write(printErrors(error, sourceReader(cwd)));
    return exitCodes.usage;
  }

  if (error instanceof OperatorError) {
    stderr.write(`${error.place === undefined ? '' : 'shipit: '}${printErrors(error, sourceReader(cwd))}`);
    return error.exitCode;
  }

  throw error;
}
