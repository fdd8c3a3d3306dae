import type { SourceAsked } from '../run/evidence.js';
import type { CommandEnd, CommandResult, CommandRunner } from './commands.js';

export interface GitOptions {
  /** 10 seconds unless given. */
  readonly timeoutMs?: number;
  readonly input?: string;
  readonly signal?: AbortSignal;
  /** Called with standard output as it comes, raw; the chunk is valid during the call only. */
  readonly onStdout?: (chunk: Buffer) => void;
  /** Added to the environment, e.g. what a network helper needs. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface GitAnswer {
  /** Exit 0 and the whole output is here. */
  readonly ok: boolean;
  /** Exit status; absent if git did not come to an end by itself. */
  readonly code?: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly source: SourceAsked;
  readonly end: CommandEnd;
}

/** Asks git something. The arguments are an argv; whatever comes from outside stands after `--end-of-options`. */
export type GitRun = (args: readonly string[], options?: GitOptions) => Promise<GitAnswer>;

/**
 * git as a bounded process in `cwd`: in English, without locks on the operator's index, hooks, monitors, prompts or
 * pagers, and never on the repository that some GIT_* variable names.
 */
export const gitIn =
  (cwd: string, commands: CommandRunner): GitRun =>
  async (args, options = {}) => {
    const { env, ...bounds } = options;
    const result = await commands({
      command: ['git', ...settings, ...args],
      cwd,
      timeoutMs: 10_000,
      ...bounds,
      env: { ...environment, ...env },
      keepBytes,
    });
    return answerOf(args, result);
  };

const settings = [
  '--no-pager',
  ...[
    'core.fsmonitor=false',
    'core.quotepath=false',
    'core.hooksPath=/dev/null',
    'i18n.logOutputEncoding=UTF-8',
    'log.showSignature=false',
  ].flatMap((setting) => ['-c', setting]),
];

const environment = { LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' } as const;

/** Enough for the file list of a very large repository; what is longer counts as not answered. */
const keepBytes = 32 * 1024 * 1024;

function answerOf(args: readonly string[], result: CommandResult): GitAnswer {
  const { end, stdout, stderr, ms, cut } = result;
  const code = end.how === 'exit' ? { code: end.code } : {};
  const ok = end.how === 'exit' && end.code === 0 && !cut;
  return { ok, ...code, stdout, stderr, end, source: sourceOf(args, result, ms, ok) };
}

const sourceOf = (args: readonly string[], { end, stderr }: CommandResult, ms: number, ok: boolean): SourceAsked => ({
  cmd: ['git', ...args].join(' ').replaceAll('\0', ' '),
  ...(end.how === 'exit' ? { rc: end.code } : {}),
  ...(end.how === 'signal' ? { signal: end.signal } : {}),
  ...(end.how === 'timeout' ? { timedOut: true } : {}),
  ms,
  ...(ok || stderr === '' ? {} : { tail: stderr.slice(-4096) }),
});

/** Why git gave no answer, in a few words: its own last words, or how it ended. */
export function whyNot({ end, stderr }: GitAnswer): string {
  switch (end.how) {
    case 'timeout':
      return `git did not answer within ${Math.round(end.afterMs / 1000)} s`;
    case 'aborted':
      return 'it was stopped';
    case 'signal':
      return `git died with ${end.signal}`;
    case 'not-started':
      return `git could not be started (${end.error})`;
    case 'exit':
      return lastWords(stderr) ?? `git ended with exit ${end.code}`;
  }
}

/**
 * Its last complaint. What stands above it is told where the complaint only says that something went wrong further on, and
 * what stands below it where it ends with a colon.
 */
function lastWords(stderr: string): string | undefined {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const found = lines.findLastIndex((line) => /^(fatal|error):/.test(line));
  const at = found > 0 && /could not read from remote repository/i.test(lines[found] ?? '') ? found - 1 : found;
  const line = lines.at(at);
  const more = at !== -1 && line?.endsWith(':') ? lines[at + 1] : undefined;
  return line && [line.replace(/^(fatal|error): /i, ''), ...(more === undefined ? [] : [more.trim()])].join(' ');
}
