import { OperatorError } from '../errors.js';
import type { CommandContext } from './context.js';

export interface StatusOptions {
  readonly json: boolean;
}

/** Says what is unfinished. @returns the exit code */
export async function status(_context: CommandContext, _options: StatusOptions): Promise<number> {
  throw new OperatorError('this version has no `status` yet');
}
