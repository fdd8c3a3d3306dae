import { readdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { codeOf } from './system-error.js';

/** One process, told apart from every later one that gets the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started: clock ticks since boot on Linux, a date elsewhere; empty if unknown. */
  readonly start: string;
  /** The boot it lives in; empty if unknown. */
  readonly boot: string;
  readonly host: string;
  /** -1 where there are no user ids. */
  readonly uid: number;
}

export const ownIdentity = (): ProcessIdentity => identityOf(process.pid);

/** Of a process of this host that lives, or has not been waited for. */
export const identityOf = (pid: number): ProcessIdentity => ({
  pid,
  start: look(pid).start,
  boot: bootId(),
  host: hostname(),
  uid: process.getuid?.() ?? -1,
});

/**
 * Whether that process still lives. A process of another host cannot be looked at from here. What cannot be found out
 * counts as alive: nobody is pushed aside on a guess.
 */
export function isAlive(identity: ProcessIdentity): boolean | 'other-host' {
  if (identity.host !== hostname()) {
    return 'other-host';
  }

  const boot = bootId();
  if (identity.boot !== '' && boot !== '' && identity.boot !== boot) {
    return false;
  }

  const found = look(identity.pid);
  return found.alive && (found.start === '' || identity.start === '' || found.start === identity.start);
}

/**
 * Whether a command still does something: the leader of its group, or whatever it left behind in the group.
 * @param leader a process that was made the leader of a group
 */
export function isGroupAlive(leader: ProcessIdentity): boolean {
  const alive = isAlive(leader);
  if (alive !== false) {
    return alive === true;
  }

  const boot = bootId();
  if (leader.boot !== '' && boot !== '' && leader.boot !== boot) {
    return false;
  }

  // While a group has a number no new process gets it: whoever has it now tells that the group is gone.
  return !look(leader.pid).alive && hasMembers(leader.pid);
}

function hasMembers(group: number): boolean {
  try {
    process.kill(-group, 0);
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }

  // For the system a dead process counts until somebody collects it, which may be never.
  return process.platform !== 'linux' || readdirSync('/proc').some((name) => /^\d+$/.test(name) && isIn(group, name));
}

function isIn(group: number, pid: string): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const [state = '', , found] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return found === String(group) && !['Z', 'X', 'x'].includes(state);
  } catch {
    return false;
  }
}

export const sameProcess = (one: ProcessIdentity, other: ProcessIdentity): boolean =>
  one.pid === other.pid && one.start === other.start && one.boot === other.boot && one.host === other.host;

/** What the outside wrote about a process, checked; undefined if it is none. */
export function toIdentity(value: Readonly<Record<string, unknown>>): ProcessIdentity | undefined {
  const { pid, start, boot, host, uid } = value;
  return typeof pid === 'number' &&
    Number.isSafeInteger(pid) &&
    pid > 0 &&
    typeof start === 'string' &&
    typeof boot === 'string' &&
    typeof host === 'string' &&
    typeof uid === 'number'
    ? { pid, start, boot, host, uid }
    : undefined;
}

interface Looked {
  readonly alive: boolean;
  readonly start: string;
}

function look(pid: number): Looked {
  if (process.platform === 'linux') {
    return lookInProc(pid);
  }

  const start = process.platform === 'win32' ? '' : output('ps', ['-o', 'lstart=', '-p', String(pid)]);
  return { alive: exists(pid), start };
}

function lookInProc(pid: number): Looked {
  try {
    // The name in parentheses may hold anything, also `) Z 1`: fields are counted from the last parenthesis.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie writes no more; where nobody collects it, it would look alive for ever.
    return { alive: !['Z', 'X', 'x'].includes(fields[0] ?? ''), start: fields[19] ?? '' };
  } catch (error) {
    const code = codeOf(error);
    return { alive: code !== 'ENOENT' && code !== 'ESRCH', start: '' };
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

function bootId(): string {
  if (process.platform === 'linux') {
    try {
      return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    } catch {
      return '';
    }
  }

  return process.platform === 'darwin' ? output('sysctl', ['-n', 'kern.bootsessionuuid']) : '';
}

/** Loaded only where there is no /proc: `shipit log` need not pay for child_process. */
function output(file: string, args: readonly string[]): string {
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const done = spawnSync(file, args, {
    encoding: 'utf8',
    timeout: 2000,
    env: { LC_ALL: 'C', PATH: '/bin:/usr/bin:/usr/sbin:/sbin' },
  });
  return done.status === 0 ? done.stdout.trim() : '';
}
