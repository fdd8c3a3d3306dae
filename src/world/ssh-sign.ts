import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicKeyOf } from '../checklist/public-key.js';
import { safeLine } from '../text/sanitise.js';
import { commandEnvironment, type Environment } from './environment.js';
import { privateKeyFor } from './ssh-sign-keys.js';

export interface SignRequest {
  readonly bytes: string;
  readonly namespace: string;
  /** A key file; or a public key, whose private part is in `~/.ssh` or in the agent. */
  readonly key: { readonly file: string } | { readonly publicKey: string };
  /** Absolute. */
  readonly home: string;
  readonly env: Environment;
}

/** Somebody may have to touch a key, or to type a passphrase, in milliseconds. */
const patienceMs = 60_000;

/**
 * Signs with `ssh-keygen -Y sign` (OpenSSH 8.2 and newer) on the operator's own terminal: it asks there for a passphrase.
 * @returns the armoured signature, or in words why there is none
 */
export async function signBytes(request: SignRequest): Promise<{ readonly signature: string } | string> {
  const folder = await mkdtemp(join(tmpdir(), 'shipit-sign-'));
  try {
    const file = await keyFile(request, folder);
    return file === undefined ? 'that is no public ssh key' : await run(file, request);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The name of a public key stands for the one that the agent has. */
async function keyFile({ key, home }: SignRequest, folder: string): Promise<string | undefined> {
  if ('file' in key) {
    return key.file;
  }

  const bare = publicKeyOf(key.publicKey);
  const own = await privateKeyFor(key.publicKey, home);
  if (bare === undefined || own !== undefined) {
    return own;
  }

  const file = join(folder, 'key.pub');
  await writeFile(file, `${bare}\n`, { mode: 0o600 });
  return file;
}

function run(file: string, { bytes, namespace, env }: SignRequest): Promise<{ readonly signature: string } | string> {
  return new Promise((resolve) => {
    const child = spawn('ssh-keygen', ['-Y', 'sign', '-f', file, '-n', namespace], {
      env: commandEnvironment(env, 'settings'),
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: patienceMs,
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', (error) => resolve(`ssh-keygen could not be started: ${safeLine(error.message, 120)}`));
    child.on('close', (code, signal) => {
      const signature = Buffer.concat(out).toString('latin1');
      const said = safeLine(lastLine(Buffer.concat(err).toString('utf8')), 160);
      resolve(
        code === 0 && signature.startsWith('-----BEGIN SSH SIGNATURE-----')
          ? { signature }
          : signal === null
            ? `ssh-keygen could not sign: ${said === '' ? `exit ${code}` : said}`
            : 'ssh-keygen did not sign within a minute',
      );
    });
    // It may end before it has read anything.
    child.stdin.on('error', () => undefined);
    child.stdin.end(bytes);
  });
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
