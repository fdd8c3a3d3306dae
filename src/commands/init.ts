import { OperatorError } from '../errors.js';
import type { CommandContext } from './context.js';

export interface InitOptions {
  /** Takes the proposals without asking. */
  readonly yes: boolean;
}

/** Looks at the project and writes a first checklist. @returns the exit code */
export async function init(_context: CommandContext, _options: InitOptions): Promise<number> {
  throw new OperatorError('this version has no `init` yet');
}
