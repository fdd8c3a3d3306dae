import { OperatorError } from '../errors.js';
import type { CommandContext } from './context.js';

/**
 * Without a terminal to read from and one to draw on, shipit does not guess.
 * @param meant the command that may have been meant
 */
export function needsTerminal({ stdin, stdout }: CommandContext, meant?: string): void {
  if (!hasTerminal({ stdin, stdout })) {
    throw new OperatorError(`walking a checklist needs a terminal, and ${stdin.isTTY ? 'stdout' : 'stdin'} is none`, {
      hint: `to look at the evidence without one, run \`shipit check\`${meant === undefined || meant === 'check' ? '' : `; or did you mean \`shipit ${meant}\`?`}`,
    });
  }
}

/** Without one nothing is opened for writing; only what was typed wrong is told first. */
export const hasTerminal = ({ stdin, stdout }: Pick<CommandContext, 'stdin' | 'stdout'>): boolean =>
  Boolean(stdin.isTTY && stdout.isTTY);
