import { spawn } from 'node:child_process';
import { copyFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { packageDatabase } from '../ssh/shop-hosts.js';
import { programs, systemctl } from './collecting.js';
import { temporaryDirectory } from './repository.js';
import { hosts } from './sshd.js';
import { answer, launch, type Story, story } from './story.js';
import type { Terminal, TerminalOptions } from './terminal.js';

/**
 * The server of the outage on the first day back: libssl was upgraded on the server while the app kept running with the old one, and
 * the next deploy restarted it. Here with a real process that maps a library, a real file put in its place, and the
 * package database that an upgrade leaves behind.
 */
const servers = '{servers: {collect: [packages, units, stale], facets: {reboot: off}}}';

export interface VacationServer {
  readonly told: Story;
  readonly open: (options?: TerminalOptions) => Terminal;
  /** What nightly upgrades do: a new file in the place of the old one, a new version in the package database. */
  readonly upgrade: () => void;
}

export async function vacationServer(): Promise<VacationServer> {
  const library = join(temporaryDirectory(), 'libssl.so.3');
  copyFileSync(anyLibrary, library);
  const packages = packageDatabase();
  packages.owns('libssl3', [library]);
  const pid = await uwsgi(library);
  const net = await hosts({
    web1: { env: { DPKG_ADMINDIR: packages.directory, PATH: programs({ systemctl: systemctl(pid) }) } },
  });
  const told = story([servers], 'targets: {production: {hosts: [web1], units: [uwsgi]}}\nlast_deploy: [log]\n');
  return {
    told,
    open: (options = {}) => told.open({ columns: 140, rows: 40, ...options, env: net.env }),
    upgrade: () => {
      copyFileSync(anyLibrary, `${library}.new`);
      renameSync(`${library}.new`, library);
      packages.set('libssl3', '3.0.19-1~deb12u2');
      packages.set('openssl', '3.0.19-1~deb12u2');
    },
  };
}

const anyLibrary = '/usr/lib/x86_64-linux-gnu/libz.so.1';

/** The service: a program of that name that has the library in memory until the test ends. */
async function uwsgi(library: string): Promise<number> {
  const words = `import ctypes, sys; ctypes.CDLL(${JSON.stringify(library)}); open('/proc/self/comm', 'w').write('uwsgi'); print('up', flush=True); sys.stdin.read()`;
  const child = spawn('/usr/bin/python3', ['-c', words]);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return child.pid ?? 0;
}

/** The first deploy: there is nothing to compare with, and the operator takes today's state as known good. */
export async function firstDeploy({ told, open }: VacationServer): Promise<void> {
  await using terminal = open();
  await answer(terminal, 'Is there a snapshot of a healthy deploy to compare with?', 'g');
  await launch(terminal, told);
  expect((await terminal.exited).exitCode).toBe(0);
}
