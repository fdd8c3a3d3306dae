import { AuditError } from '../audit/error.js';

/**
 * Why a runner ended before it began, by what it wrote to its standard error: a sentence, and after a NUL what would be
 * right (`runner-main.ts`); or what Node says of a program that is not there any more, which helps nobody at a launch.
 */
export function runnerSaid(said: string): AuditError {
  if (/\bcode: 'MODULE_NOT_FOUND'/.test(said)) {
    return new AuditError(
      'shipit was upgraded, or removed, while it was open',
      'Go on with it once it is whole: shipit resume',
    );
  }

  const [message = '', hint] = said.trim().split('\0');
  return new AuditError(message || 'the deploy runner ended before the deploy started', hint || undefined);
}
