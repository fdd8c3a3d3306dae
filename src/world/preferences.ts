import { stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { homeDirectory } from '../audit/home-directory.js';
import { errorCode, messageOf, OperatorError } from '../errors.js';
import type { Environment } from './environment.js';

/** What the operator set once for all projects. Never the audit log. */
export interface Preferences {
  readonly name?: string;
  readonly email?: string;
  readonly plain?: boolean;
  readonly theme?: string;
  /** One sentence, when the file is there and could not be read. */
  readonly warning?: string;
}

/** In bytes. Conf waits for a pipe for ever, and reads a device to the end of memory. */
const largest = 64 * 1024;

/** Reads `config.json` of the configuration directory with conf; no file, no preferences, and nothing is created. */
export async function readPreferences(env: Environment): Promise<Preferences> {
  const directory = configDirectory(env);
  const file = join(directory, 'config.json');
  try {
    const stats = await stat(file);
    if (!stats.isFile() || stats.size > largest) {
      throw new Error(stats.isFile() ? `it has more than ${largest / 1024} KB` : 'it is no regular file');
    }

    const { default: Conf } = await import('conf');
    const conf = new Conf({ projectName: 'shipit', projectSuffix: '', cwd: directory, configFileMode: 0o600 });
    return chosen(conf.store);
  } catch (error) {
    return isMissing(error)
      ? {}
      : { warning: `Your preferences in ${file} could not be read (${said(error)}); going on without them.` };
  }
}

/**
 * SHIPIT_CONFIG_DIR, else the place where programs of this system keep their settings. Holds `me.yml`, too. Empty values
 * count as unset; a relative XDG_CONFIG_HOME too (XDG Base Directory Specification).
 * @throws OperatorError when SHIPIT_CONFIG_DIR is relative: what is private would lie in some repository
 */
export function configDirectory(env: Environment, platform: NodeJS.Platform = process.platform): string {
  const { SHIPIT_CONFIG_DIR: own = '', XDG_CONFIG_HOME: xdg = '' } = env;
  const home = homeDirectory(env);
  if (own !== '') {
    if (!isAbsolute(own)) {
      throw new OperatorError(`SHIPIT_CONFIG_DIR is "${own.slice(0, 80)}", which is no absolute path`, {
        hint: `Write it from the root, e.g. ${join(home, 'shipit-config')}`,
      });
    }

    return own;
  }

  const usual = {
    darwin: join(home, 'Library', 'Preferences'),
    win32: env['APPDATA'] || join(home, 'AppData', 'Roaming'),
  }[platform as string];
  return join(usual ?? (isAbsolute(xdg) ? xdg : join(home, '.config')), 'shipit');
}

function chosen(store: Readonly<Record<string, unknown>>): Preferences {
  const { name, email, plain, theme } = store;
  return {
    ...(isText(name) ? { name } : {}),
    ...(isText(email) ? { email } : {}),
    ...(typeof plain === 'boolean' ? { plain } : {}),
    ...(isText(theme) ? { theme } : {}),
  };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= 200;

const isMissing = (error: unknown): boolean => errorCode(error) === 'ENOENT';

const said = (error: unknown): string =>
  error instanceof SyntaxError ? 'it is not JSON' : errorCode(error) || messageOf(error);
