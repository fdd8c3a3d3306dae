import { OperatorError } from '../errors.js';
import type { CommandContext } from './context.js';

/**
 * A date that was made up must not stand where people or other runs rely on it.
 * @param what does not happen under SHIPIT_NOW: `nothing is deployed`
 * @throws OperatorError under SHIPIT_NOW
 */
export function refuseFixedClock({ env }: Pick<CommandContext, 'env'>, what: string, hint = 'unset it'): void {
  if (env['SHIPIT_NOW']) {
    throw new OperatorError(`SHIPIT_NOW is set: with a fixed clock ${what}`, { hint });
  }
}
