import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicKeyOf } from '../checklist/public-key.js';
import { safeLine } from '../text/sanitise.js';
import type { CommandRunner } from './commands.js';

export interface SignedBytes {
  readonly bytes: Uint8Array;
  /** Armoured, as `ssh-keygen -Y sign` writes it. */
  readonly signature: Uint8Array;
  /** The one key that counts, as in authorized_keys. */
  readonly publicKey: string;
  /** Whose it is. */
  readonly email: string;
  readonly namespace: string;
}

export type Verified =
  | { readonly state: 'good'; readonly key: string }
  | { readonly state: 'bad'; readonly why: string }
  | { readonly state: 'unknown'; readonly why: string };

/**
 * Whether exactly these bytes were signed with that key: `ssh-keygen -Y verify` (OpenSSH 8.2 and newer) with a list of
 * allowed signers that names nobody else. It ends with 255 whatever is wrong, so what it said is told.
 */
export async function verifySignature(
  { bytes, signature, publicKey, email, namespace }: SignedBytes,
  {
    commands,
    root,
    signal,
  }: { readonly commands: CommandRunner; readonly root: string; readonly signal?: AbortSignal },
): Promise<Verified> {
  const key = publicKeyOf(publicKey);
  if (key === undefined) {
    return { state: 'unknown', why: 'the key in `people` is no public ssh key' };
  }

  const principal = /^[\w.%+@-]+$/.test(email) ? email : 'signer';
  const folder = await mkdtemp(join(tmpdir(), 'shipit-verify-'));
  try {
    const allowed = join(folder, 'allowed_signers');
    const armoured = join(folder, 'signature');
    await writeFile(allowed, `${principal} namespaces="${namespace}" ${key}\n`, { mode: 0o600 });
    await writeFile(armoured, signature, { mode: 0o600 });
    const { end, stderr, stdout } = await commands({
      command: ['ssh-keygen', '-Y', 'verify', '-f', allowed, '-I', principal, '-n', namespace, '-s', armoured],
      cwd: root,
      input: Buffer.from(bytes).toString('utf8'),
      timeoutMs: 10_000,
      ...(signal === undefined ? {} : { signal }),
    });
    if (end.how === 'exit' && end.code === 0) {
      return { state: 'good', key: fingerprintIn(stdout) ?? key };
    }

    if (end.how !== 'exit') {
      return {
        state: 'unknown',
        why: end.how === 'not-started' ? `ssh-keygen: ${end.error}` : 'ssh-keygen did not end',
      };
    }

    const said = safeLine(stderr.trim() === '' ? stdout : stderr, 200);
    return isTooOld(stderr)
      ? { state: 'unknown', why: 'this ssh-keygen cannot check signatures: it takes OpenSSH 8.2 or newer' }
      : { state: 'bad', why: said === '' ? `ssh-keygen ended with exit ${end.code}` : said };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `Good "shipit-signoff" signature for per@x.test with ED25519 key SHA256:…` */
const fingerprintIn = (said: string): string | undefined => /SHA256:[A-Za-z0-9+/=]+/.exec(said)?.[0];

const isTooOld = (stderr: string): boolean => /unknown option|illegal option|invalid option/i.test(stderr);
