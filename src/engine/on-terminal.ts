import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Command } from '../checklist/model.js';
import { noDescriptors } from '../world/descriptors.js';
import type { OrderedStep } from './order.js';
import { argv, graceMs } from './run-steps.js';
import { exitEnd, notStarted } from './step-end.js';

export interface OnTerminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** File the output is kept in, besides being shown. */
  readonly path: string;
  /** Settles when the command has to end because shipit has to. */
  readonly interrupted: Promise<unknown>;
}

/** How one command on the terminal ended. */
export interface TerminalEnd {
  readonly rc?: number;
  readonly signal?: string;
  readonly error?: string;
  readonly timedOut?: true;
}

/** Runs one command on the operator's own terminal, until it ends, runs out of time, or shipit has to end. */
export function onTerminal(step: OrderedStep, { cwd, env, path, interrupted }: OnTerminal): Promise<TerminalEnd> {
  const lacking = noDescriptors();
  if (lacking !== undefined) {
    return Promise.resolve(notStarted(new Error(lacking), cwd));
  }

  const { file, args, added, tells } = withScript(step.command, env, path);
  return new Promise((resolve) => {
    const stdio = ['inherit', 'inherit', 'inherit', ...(tells ? (['pipe'] as const) : [])] as const;
    const child: ChildProcess = spawn(file, [...args], { cwd, env: { ...env, ...added }, stdio: [...stdio] });
    const told = tells ? statusTold(child) : undefined;
    const timers: NodeJS.Timeout[] = [];
    let timedOut = false;
    const end = (): void => {
      child.kill('SIGTERM');
      timers.push(setTimeout(() => child.kill('SIGKILL'), graceMs));
    };
    if (step.timeoutMs !== undefined) {
      timers.push(
        setTimeout(() => {
          timedOut = true;
          end();
        }, step.timeoutMs),
      );
    }

    void interrupted.then(end);
    child.once('error', (error: NodeJS.ErrnoException) => resolve(notStarted(error, cwd)));
    child.once('close', (code, signal) => {
      timers.forEach(clearTimeout);
      const ended = told === undefined ? endOf(code, signal) : endTold(told());
      resolve(timedOut ? { ...ended, timedOut } : ended);
    });
  });
}

const endOf = (code: number | null, signal: NodeJS.Signals | null): TerminalEnd =>
  signal === null ? exitEnd(code ?? 1) : { signal };

/** `script` exits 0 when it is killed itself; what counts is what the shell under it says about the command. */
const endTold = (text: string): TerminalEnd =>
  /^\d+\n$/.test(text) ? exitEnd(Number(text)) : { error: 'it was ended together with its terminal' };

function statusTold(child: ChildProcess): () => string {
  let text = '';
  child.stdio[3]?.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
  });
  return () => text;
}

interface Scripted {
  readonly file: string;
  readonly args: readonly string[];
  readonly added: Readonly<Record<string, string>>;
  /** The exit status of the command comes as a line on descriptor 3. */
  readonly tells: boolean;
}

const scripts = ['/usr/bin/script', '/bin/script'] as const;

/**
 * `script` takes a shell line. The words of the command reach it through the environment, never spliced into the line,
 * and the line is read by /bin/sh whatever the operator's own shell is. Ctrl-C is for the command; the shell stays to
 * tell how it ended.
 */
function withScript(command: Command, env: Readonly<Record<string, string>>, path: string): Scripted {
  const [file = '', ...args] = argv(command);
  const script = process.platform === 'linux' ? scripts.find((one) => existsSync(one)) : undefined;
  if (script === undefined) {
    return { file, args, added: {}, tells: false };
  }

  const words = [file, ...args];
  const names = words.map((_word, index) => `SHIPIT_WORD_${index}`);
  const line = [
    'SHELL="$SHIPIT_SHELL"',
    'export SHELL',
    `set -- ${names.map((name) => `"$${name}"`).join(' ')}`,
    `unset SHIPIT_SHELL ${names.join(' ')}`,
    'trap : INT QUIT',
    '"$@" 3>&-',
    'echo $? >&3',
  ].join('; ');
  return {
    file: script,
    args: ['-q', '-e', '-f', '-a', '-c', line, path],
    added: {
      SHELL: '/bin/sh',
      SHIPIT_SHELL: env['SHELL'] ?? '/bin/sh',
      ...Object.fromEntries(words.map((word, index) => [`SHIPIT_WORD_${index}`, word])),
    },
    tells: true,
  };
}
