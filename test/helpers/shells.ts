import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { temporaryDirectory } from './repository.js';

/** The shells of hosts; one that is not installed here is skipped, by name. */
export const shells = ['dash', 'bash', 'busybox'] as const;

export type Shell = (typeof shells)[number];

const pathOf = (program: string): string | undefined => {
  const { status, stdout } = spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
};

/** One test in every shell. */
export function testInShells(name: string, body: (shell: Shell) => void | Promise<void>): void {
  for (const shell of shells) {
    test.skipIf(pathOf(shell) === undefined)(`${name} (${shell})`, () => body(shell));
  }
}

export interface ShellCall {
  readonly script: string;
  /** Function and words. */
  readonly call: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Of a user without rights, where the tests run as root. */
  readonly uid?: number;
}

/** Calls a function of a collector's script inside the real frame, which is kept silent. */
export function callInShell(
  shell: Shell,
  { script, call, env = {}, uid }: ShellCall,
): { readonly rc: number; readonly out: string; readonly err: string } {
  const frame = readFileSync(join(import.meta.dirname, '../../src/world/ssh/frame.sh'), 'utf8');
  const path = shell === 'busybox' ? `${applets()}:${systemPath}` : systemPath;
  const ended = spawnSync(shell === 'busybox' ? 'sh' : shell, ['-s', '--', ...call], {
    input: `${frame}\n${script}\nshipit_start @@test 60 >/dev/null\n( "$@" ) </dev/null\nrc=$?\nshipit_end >/dev/null\nexit $rc\n`,
    encoding: 'utf8',
    env: { PATH: path, HOME: '/nonexistent', ...env },
    cwd: '/',
    ...(uid !== undefined && { uid, gid: uid }),
  });
  return { rc: ended.status ?? 255, out: ended.stdout, err: ended.stderr };
}

/** Without what the tests' own PATH may have in front. */
const systemPath = '/usr/local/bin:/usr/bin:/bin';

/** BusyBox's own programs in place of GNU's, as on Alpine. */
function applets(): string {
  const directory = temporaryDirectory();
  chmodSync(directory, 0o755);
  const busybox = pathOf('busybox') ?? '';
  for (const applet of 'sh awk sed head tail find sort cat cut tr wc date id uname ls readlink timeout gzip mktemp rm mv'.split(
    ' ',
  )) {
    symlinkSync(busybox, join(directory, applet));
  }

  return directory;
}
