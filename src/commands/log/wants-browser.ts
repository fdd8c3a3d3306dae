import { choosePlain } from '../../plain/choose.js';
import { readPreferences } from '../../world/preferences.js';
import type { CommandContext } from '../context.js';
import { hasTerminal } from '../needs-terminal.js';

/**
 * Whether bare `shipit log` takes the full screen: on a terminal that can do it, for somebody who wants it.
 * @throws OperatorError for a SHIPIT_PLAIN that says neither
 */
export async function wantsBrowser(
  context: CommandContext,
  { json = false, plain = false }: { readonly json?: boolean; readonly plain?: boolean },
): Promise<boolean> {
  if (json || !hasTerminal(context)) {
    return false;
  }

  const { env } = context;
  const { plain: preferred } = plain ? {} : await readPreferences(env);
  return choosePlain({ flag: plain, env, preferred }) === undefined;
}
