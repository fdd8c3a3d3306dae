import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
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

/** Reads `config.json` of the configuration directory with conf; no file, no preferences, and nothing is created. */
export async function readPreferences(env: Environment): Promise<Preferences> {
  const directory = configDirectory(env);
  const file = join(directory, 'config.json');
  try {
    await access(file);
    const { default: Conf } = await import('conf');
    const conf = new Conf({ projectName: 'shipit', projectSuffix: '', cwd: directory, configFileMode: 0o600 });
    return chosen(conf.store);
  } catch (error) {
    return isMissing(error)
      ? {}
      : { warning: `Your preferences in ${file} could not be read (${said(error)}); going on without them.` };
  }
}

/** SHIPIT_CONFIG_DIR, else the place where programs of this system keep their settings. Holds `me.yml`, too. */
export function configDirectory(env: Environment, platform: NodeJS.Platform = process.platform): string {
  const home = env['HOME'] || homedir();
  const usual = {
    darwin: join(home, 'Library', 'Preferences'),
    win32: env['APPDATA'] || join(home, 'AppData', 'Roaming'),
  }[platform as string];
  return env['SHIPIT_CONFIG_DIR'] || join(usual ?? (env['XDG_CONFIG_HOME'] || join(home, '.config')), 'shipit');
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

const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

const said = (error: unknown): string =>
  error instanceof SyntaxError
    ? 'it is not JSON'
    : String(codeOf(error) ?? (error instanceof Error ? error.message : error));
