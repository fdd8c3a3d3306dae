import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publicKeyOf } from '../checklist/public-key.js';

/**
 * The operator's own key file for a public key: `~/.ssh/NAME` beside a `NAME.pub` that says the same.
 * @returns its path; undefined where there is none, and an agent may have it
 */
export async function privateKeyFor(publicKey: string, home: string): Promise<string | undefined> {
  const wanted = publicKeyOf(publicKey);
  const folder = join(home, '.ssh');
  const names: readonly string[] = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => one.endsWith('.pub')).toSorted()) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => '');
    const bare = name.slice(0, -'.pub'.length);
    if (wanted !== undefined && publicKeyOf(text) === wanted && names.includes(bare)) {
      return join(folder, bare);
    }
  }
  return undefined;
}
