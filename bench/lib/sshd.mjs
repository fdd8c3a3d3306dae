// A real sshd on loopback, and an ssh that knows it under many names. Keys only; all of it in a directory of its own.

import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

export const hasSshd = () => existsSync('/usr/sbin/sshd');

/** `work` gets a PATH whose ssh knows the names. @param env of whatever runs on the host */
export const withSshd = async (names, env, work) => {
  const folder = mkdtempSync(join(tmpdir(), 'shipit-bench-ssh-'));
  const at = (name) => join(folder, name);
  for (const key of ['host', 'user']) {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(key)]);
  }
  if (process.getuid() === 0) {
    mkdirSync('/run/sshd', { recursive: true });
  }
  const port = await freePort();
  const set = Object.entries(env).map(([name, value]) => `"${name}=${value}"`);
  writeFileSync(
    at('sshd_config'),
    `Port ${port}
ListenAddress 127.0.0.1
HostKey ${at('host')}
PidFile none
AuthorizedKeysFile ${at('user.pub')}
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
StrictModes no
MaxStartups 100
SetEnv ${set.join(' ')}
`,
  );
  writeFileSync(
    at('config'),
    `Host ${names.join(' ')}
  HostName 127.0.0.1
  Port ${port}
  User ${userInfo().username}
  HostKeyAlias bench
  IdentityFile ${at('user')}
  IdentitiesOnly yes
  UserKnownHostsFile ${at('known_hosts')}
  StrictHostKeyChecking yes
`,
  );
  writeFileSync(at('known_hosts'), `bench ${readFileSync(at('host.pub'), 'utf8')}`);
  mkdirSync(at('bin'));
  const real = execFileSync('sh', ['-c', 'command -v ssh'], { encoding: 'utf8' }).trim();
  writeFileSync(join(at('bin'), 'ssh'), `#!/bin/sh\nexec ${real} -F ${at('config')} "$@"\n`, { mode: 0o755 });

  const log = openSync(at('log'), 'a');
  const sshd = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', at('sshd_config')], { stdio: ['ignore', log, log] });
  closeSync(log);
  try {
    while (!readFileSync(at('log'), 'utf8').includes('Server listening')) {
      if (sshd.exitCode !== null) {
        throw new Error(`sshd does not start: ${readFileSync(at('log'), 'utf8')}`);
      }
      await setTimeout(5);
    }
    return await work({ folder, path: `${at('bin')}:${process.env.PATH}` });
  } finally {
    sshd.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
};

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
