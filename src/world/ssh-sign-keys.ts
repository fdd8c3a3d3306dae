import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Type and body of a public key as in authorized_keys; what is written behind it goes. Undefined for anything else. */
export function publicKeyOf(text: string): string | undefined {
  const [, type, body] =
    /^\s*((?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[a-z0-9@.-]+)\s+([A-Za-z0-9+/]{40,}={0,3})(?:\s|$)/.exec(text) ?? [];
  return type === undefined || body === undefined ? undefined : `${type} ${body}`;
}

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
