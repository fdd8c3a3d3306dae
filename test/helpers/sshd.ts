/**
 * Hosts for tests: real sshds on free ports of loopback, with keys and strict known_hosts in a temporary directory, ended
 * with the test.
 *
 *     const net = await hosts({ web1: {}, web2: { env: { DPKG_ADMINDIR: '/tmp/…' }, files: { 'app/REVISION': '3f2a91c' } } });
 *     const ssh = createSsh(net.commands, root);          // in this process
 *     const story = start({ env: { ...net.env } });       // in another one: PATH names an ssh that knows these hosts
 *     net.at('web1').home                                 // its HOME, a directory of its own; `~/app` there is `app` in it
 *     await net.at('web1').stop();                        // from now on: connection refused
 *     net.at('web2').hang();                              // accepts, and says nothing (ConnectTimeout is 5 s)
 *
 * All hosts are this machine: they share its processes, its clock and its packages (see `env` for those). The operator's
 * ssh is the real one with `-F` and a config of its own, because OpenSSH takes ~/.ssh/config from the passwd entry and not
 * from HOME. Tests of the project `ssh`, and stories that need hosts, use `testSsh` instead of `test`: without an sshd
 * they are skipped by name, with SHIPIT_REQUIRE_SSHD=1 they fail.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished, test } from 'vitest';
import { type CommandRunner, runCommand } from '../../src/world/commands.js';
import { temporaryDirectory } from './repository.js';

export interface HostSetup {
  /** Set for whatever runs there: `DPKG_ADMINDIR` gives it other packages, `PATH` other programs. */
  readonly env?: Readonly<Record<string, string>>;
  /** Contents by path below its home; a text that begins with `#!` becomes executable. */
  readonly files?: Readonly<Record<string, string>>;
  /** Runs the command in place of the login shell: `/bin/tcsh`, `/usr/sbin/nologin`. Called with `-c COMMAND`. */
  readonly shell?: string;
  /** `plain`: where the tests run as root, what runs there is a user without rights (65534). */
  readonly as?: 'plain';
  /** More lines of its sshd_config. */
  readonly config?: readonly string[];
}

export interface TestHost {
  /** Its HOME. Absolute. */
  readonly home: string;
  readonly port: number;
  /** Of its sshd. */
  readonly pid: number;
  /** Its sshd's log so far: one `Accepted publickey` a login. */
  readonly log: () => string;
  /** Ends its sshd and every login there. */
  readonly stop: () => Promise<void>;
  /** It accepts connections, and says nothing. */
  readonly hang: () => void;
  /** Goes on after `hang`. */
  readonly go: () => void;
}

export interface TestHosts<Name extends string> {
  readonly names: readonly Name[];
  /** A method, so that hosts of these names are hosts of any names. */
  at(name: Name): TestHost;
  /** Directory of the ssh that knows them, first in `env.PATH`. */
  readonly bin: string;
  /** What a program needs in its environment to reach them. */
  readonly env: { readonly PATH: string };
  /** Commands that reach them; for `createSsh` in this process. */
  readonly commands: CommandRunner;
  /** The ssh config of the operator, the known hosts, and the private key. Paths; may be changed by a test. */
  readonly config: string;
  readonly knownHosts: string;
  readonly key: string;
}

export const hasSshd = existsSync('/usr/sbin/sshd');

/** `test`, where there is an sshd. */
export const testSsh = hasSshd || process.env['SHIPIT_REQUIRE_SSHD'] === '1' ? test : test.skip;

/** Resolves when all of them listen. */
export async function hosts<Name extends string>(setups: Readonly<Record<Name, HostSetup>>): Promise<TestHosts<Name>> {
  const directory = temporaryDirectory();
  chmodSync(directory, 0o711);
  const [config, knownHosts, key] = [
    join(directory, 'config'),
    join(directory, 'known_hosts'),
    join(directory, 'user'),
  ];
  const hostKey = join(directory, 'host');
  makeKey(hostKey);
  makeKey(key);
  const names = Object.keys(setups) as Name[];
  const started = await Promise.all(names.map((name) => startHost(directory, name, setups[name])));
  const byName = new Map(names.map((name, index) => [name, started[index]]));
  const at = (name: Name): TestHost => {
    const host = byName.get(name);
    if (host === undefined) {
      throw new Error(`there is no host ${name}`);
    }
    return host;
  };

  const publicKey = readFileSync(`${hostKey}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
  for (const name of names) {
    appendFileSync(config, `Host ${name}\n  Port ${at(name).port}\n  HostKeyAlias ${name}\n`);
    appendFileSync(knownHosts, `${name} ${publicKey}\n`);
  }
  appendFileSync(config, everyHost(directory));

  const bin = join(directory, 'bin');
  mkdirSync(bin);
  const real = execFileSync('sh', ['-c', 'command -v ssh'], { encoding: 'utf8' }).trim();
  writeFileSync(join(bin, 'ssh'), `#!/bin/sh\nexec '${real}' -F '${config}' "$@"\n`, { mode: 0o755 });
  const env = { PATH: `${bin}:${process.env['PATH'] ?? '/usr/bin:/bin'}` };
  const commands: CommandRunner = (request) => runCommand({ ...request, env: { ...env, ...request.env } });
  return { names, at, bin, env, commands, config, knownHosts, key };
}

/** Values given first win: what a test puts above stays. */
const everyHost = (directory: string): string => `Host *
  HostName 127.0.0.1
  User ${userInfo().username}
  IdentityFile ${directory}/user
  IdentitiesOnly yes
  UserKnownHostsFile ${directory}/known_hosts
  GlobalKnownHostsFile /dev/null
  StrictHostKeyChecking yes
`;

const makeKey = (file: string): void => {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
};

const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

async function startHost(directory: string, name: string, setup: HostSetup): Promise<TestHost> {
  const own = join(directory, name);
  const home = join(own, 'home');
  mkdirSync(home, { recursive: true });
  mkdirSync(join(own, 'tmp'));
  chmodSync(join(own, 'tmp'), 0o1777);
  writeFiles(home, setup.files ?? {});
  if (setup.as === 'plain' && isRoot) {
    chownAll(home);
  }

  if (isRoot) {
    // Where sshd separates its privileges; Debian's service makes it at boot.
    mkdirSync('/run/sshd', { recursive: true });
  }

  for (;;) {
    const port = await freePort();
    writeFileSync(join(own, 'sshd_config'), sshdConfig(directory, own, port, setup));
    const pid = await listening(own);
    if (pid !== undefined) {
      return hostAt({ own, home, port, pid });
    }
  }
}

function hostAt({ own, home, port, pid }: { own: string; home: string; port: number; pid: number }): TestHost {
  let isOver = false;
  const watcher = watchOver(pid);
  const stop = async (): Promise<void> => {
    if (!isOver) {
      isOver = true;
      watcher.kill('SIGKILL');
      const all = [pid, ...descendants(pid)];
      for (const one of all) {
        signal(one, 'SIGKILL');
      }
      await ended(pid);
    }
  };
  onTestFinished(stop);
  const log = (): string => readFileSync(join(own, 'log'), 'utf8');
  return { home, port, pid, log, stop, hang: () => signal(pid, 'SIGSTOP'), go: () => signal(pid, 'SIGCONT') };
}

function sshdConfig(directory: string, own: string, port: number, setup: HostSetup): string {
  const env = Object.entries({ HOME: join(own, 'home'), TMPDIR: join(own, 'tmp'), ...setup.env }).map(
    ([name, value]) => `"${name}=${value}"`,
  );
  const drop = setup.as === 'plain' && isRoot ? `setpriv --reuid ${nobody} --regid ${nobody} --clear-groups ` : '';
  const isForced = drop !== '' || setup.shell !== undefined;
  const forced = `exec ${drop}${setup.shell ?? '/bin/sh'} -c "$SSH_ORIGINAL_COMMAND"`;
  return [
    ...(setup.config ?? []),
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${directory}/host`,
    'PidFile none',
    `AuthorizedKeysFile ${directory}/user.pub`,
    'AuthenticationMethods publickey',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'UsePAM no',
    'StrictModes no',
    'PermitRootLogin prohibit-password',
    'MaxStartups 100',
    'LogLevel VERBOSE',
    `SetEnv ${env.join(' ')}`,
    ...(isForced ? [`ForceCommand ${forced}`] : []),
    ...(penalties() ? ['PerSourcePenalties no'] : []),
    '',
  ].join('\n');
}

/** Since OpenSSH 9.8 sshd locks out who fails too often, and here everybody has one address. */
const penalties = (): boolean => {
  const [, major = '0', minor = '0'] =
    /OpenSSH_(\d+)\.(\d+)/.exec(spawnSync('ssh', ['-V'], { encoding: 'utf8' }).stderr) ?? [];
  return Number(major) > 9 || (Number(major) === 9 && Number(minor) >= 8);
};

/** Its process id when it listens; undefined when somebody else took the port meanwhile. */
async function listening(own: string): Promise<number | undefined> {
  const log = join(own, 'log');
  const out = openSync(log, 'a');
  const sshd = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', join(own, 'sshd_config')], { stdio: ['ignore', out, out] });
  closeSync(out);
  sshd.unref();
  for (;;) {
    const said = readFileSync(log, 'utf8');
    if (said.includes('Server listening on')) {
      return sshd.pid;
    }
    if (said.includes('Address already in use')) {
      return undefined;
    }
    if (sshd.exitCode !== null || sshd.signalCode !== null) {
      throw new Error(`sshd does not start: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** A test run that is killed takes its sshds with it: this one hears its standard input end. */
function watchOver(pid: number): ChildProcess {
  const script = 'read -r _; kill -9 "$1"';
  const watcher = spawn('sh', ['-c', script, 'sh', String(pid)], { stdio: ['pipe', 'ignore', 'ignore'] });
  watcher.unref();
  return watcher;
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It is over already.
  }
}

/** Logins have sessions of their own, so they are found by their parents. */
function descendants(pid: number): readonly number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry))
      .map((entry) => [Number(entry), parentOf(entry)]),
  );
  const below = (parent: number): readonly number[] =>
    [...parents].flatMap(([child, its]) => (its === parent ? [child, ...below(child)] : []));
  return below(pid);
}

function parentOf(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return -1;
  }
}

async function ended(pid: number): Promise<void> {
  while (existsSync(`/proc/${pid}`)) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function writeFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    chmodSync(file, content.startsWith('#!') ? 0o755 : 0o644);
  }
}

function chownAll(path: string): void {
  chownSync(path, nobody, nobody);
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true })) {
    chownSync(join(entry.parentPath, entry.name), nobody, nobody);
  }
}
