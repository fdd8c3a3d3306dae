import { userInfo } from 'node:os';
import { isAbsolute } from 'node:path';

/**
 * The home of the account: HOME where it is an absolute path, else what the system knows. Node takes an empty or a
 * relative HOME as it is, and logs and private files would then lie wherever shipit was started.
 * @returns an absolute path; `/` for an account that has no home, as login does it
 */
export function homeDirectory({ HOME: home = '' }: Readonly<Record<string, string | undefined>>): string {
  if (isAbsolute(home)) {
    return home;
  }

  try {
    const { homedir } = userInfo();
    return isAbsolute(homedir) ? homedir : '/';
  } catch {
    // In a container the account often has no line in /etc/passwd.
    return '/';
  }
}
