import { hostname, userInfo } from 'node:os';
import type { Operator } from '../run/release.js';
import { safeLine } from '../text/sanitise.js';
import type { Environment } from './environment.js';
import type { Git } from './git.js';
import type { Preferences } from './preferences.js';

/** Who sits here: name and e-mail from the preferences, else from git; the account from the system. */
export async function findOperator(
  git: Pick<Git, 'user'>,
  preferences: Preferences,
  env: Environment,
): Promise<Operator> {
  const configured: { readonly name?: string; readonly email?: string } = await git.user().catch(() => ({}));
  const login = named(loginName(env));
  const sudoUser = named(env['SUDO_USER'] ?? '');
  return {
    name: preferences.name ?? configured.name ?? login,
    email: preferences.email ?? configured.email ?? '',
    login,
    host: hostname(),
    ...(sudoUser ? { sudoUser } : {}),
  };
}

/** An account as it is recorded: a variable may hold anything. */
const named = (account: string): string => safeLine(account, 80);

/** The system's answer cannot be faked by a variable; it has none for an account without a passwd entry. */
function loginName(env: Environment): string {
  try {
    return userInfo().username;
  } catch {
    return env['USER'] || env['LOGNAME'] || `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
