import type { Verdict } from '../checklist/model.js';
import { z } from '../checklist/zod.js';
import type { Finding, SourceAsked } from '../run/evidence.js';
import { worst } from '../run/verdict.js';
import type { CommandEnd, CommandRequest, CommandResult } from '../world/commands.js';

/** `exit`: 0, 75, 77 and the rest mean something; `nagios`: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN. */
export type ExitStyle = 'exit' | 'nagios';

export interface CommandSaid {
  readonly verdict: Verdict;
  /** What happened, in words: `exit 1`, `died with SIGSEGV`; or the command's own summary. */
  readonly summary: string;
  readonly findings: readonly Finding[];
  /** The JSON object of the last line, if it was one with a verdict. */
  readonly json?: Readonly<Record<string, unknown>>;
  /** That line itself, if it was understood: everything it says stands in the other fields. */
  readonly understood?: string;
}

/**
 * What the end of a command means. A last line of standard output that is a JSON object with a `verdict` wins over the
 * exit status, but only of a command that came to its end by itself.
 */
export function commandVerdict({ end, stdout }: CommandResult, style: ExitStyle = 'exit'): CommandSaid {
  const byExit = style === 'nagios' ? nagiosVerdict(end) : exitVerdict(end);
  const line = stdout.trimEnd().split('\n').at(-1)?.trim() ?? '';
  const json = end.how === 'exit' && end.code < 126 ? jsonIn(line) : undefined;
  return json === undefined ? byExit : jsonVerdict(json, line, byExit.summary);
}

/** sysexits.h: EX_TEMPFAIL is 75. automake: 77 is a skipped test. POSIX shells: 126 not executable, 127 not found. */
function exitVerdict(end: CommandEnd): CommandSaid {
  if (end.how !== 'exit') {
    return otherEnd(end);
  }

  switch (end.code) {
    case 0:
      return said('go', 'exit 0');
    case 75:
      return said('unknown', 'exit 75: it could not find out');
    case 77:
      return said('n/a', 'exit 77: it does not apply');
    default:
      return shellEnd(end.code) ?? said('no-go', `exit ${end.code}`, 'failed');
  }
}

/** The plugin guidelines know four states; whatever else comes out is not one of them. */
function nagiosVerdict(end: CommandEnd): CommandSaid {
  if (end.how !== 'exit') {
    return otherEnd(end);
  }

  const verdict = (['go', 'warn', 'no-go', 'unknown'] as const)[end.code];
  const word = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'][end.code];
  if (verdict === undefined || word === undefined) {
    return shellEnd(end.code) ?? said('unknown', `exit ${end.code} is no nagios state (0 to 3)`);
  }

  return said(verdict, `exit ${end.code} (${word})`, 'failed');
}

/** What a shell says about its last command. A shell in between turns a signal n into exit 128 + n. */
function shellEnd(code: number): CommandSaid | undefined {
  if (code === 126) {
    return said('unknown', 'exit 126: it is not executable');
  }

  if (code === 127) {
    return said('unknown', 'exit 127: the command was not found');
  }

  const signal = crashes[code - 128];
  return signal === undefined ? undefined : said('no-go', `died with ${signal}`, 'crashed');
}

/** Signals that mean a crash or a kill, not a decision; the numbers that all systems share. */
const crashes: Readonly<Record<number, string>> = {
  4: 'SIGILL',
  6: 'SIGABRT',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  15: 'SIGTERM',
};

function otherEnd(end: Exclude<CommandEnd, { readonly how: 'exit' }>): CommandSaid {
  switch (end.how) {
    case 'signal':
      return said('no-go', `died with ${end.signal}`, 'crashed');
    case 'timeout':
      return said('unknown', `no result after ${Math.round(end.afterMs / 100) / 10} s: it was stopped`);
    case 'aborted':
      return said('unknown', 'it was stopped before it ended');
    case 'not-started':
      return said('unknown', `it could not be started: ${end.error}`);
  }
}

const said = (verdict: Verdict, summary: string, key?: string): CommandSaid => ({
  verdict,
  summary,
  findings: key === undefined || verdict === 'go' ? [] : [{ key, verdict, text: summary }],
});

function jsonIn(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{') || !line.includes('"verdict"')) {
    return undefined;
  }

  try {
    const read = z.looseObject({ verdict: z.unknown() }).safeParse(JSON.parse(line));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

const verdictWord = z.enum(['go', 'warn', 'no-go', 'unknown', 'n/a']);

const spoken = z.looseObject({
  verdict: verdictWord,
  summary: z.string().optional(),
  findings: z
    .array(z.object({ key: z.string().min(1), text: z.string(), verdict: verdictWord.optional() }))
    .default([]),
});

/** A finding is as bad as the whole unless it says so itself; the whole is never better than its findings. */
function jsonVerdict(json: Readonly<Record<string, unknown>>, line: string, exit: string): CommandSaid {
  const read = spoken.safeParse(json);
  if (!read.success) {
    return { ...said('unknown', `its JSON is not a verdict (${read.error.issues[0]?.message ?? 'unreadable'})`), json };
  }

  const { verdict, summary, findings } = read.data;
  const full = findings.map((finding) => ({ ...finding, verdict: finding.verdict ?? verdict }));
  const all = worst([verdict, ...full.map((finding) => finding.verdict)]);
  return { verdict: all, summary: summary ?? exit, findings: full, json, understood: line };
}

/** The command as evidence names it, with the last lines of its output. */
export function sourceOf({ command }: Pick<CommandRequest, 'command'>, { end, ms, all }: CommandResult): SourceAsked {
  return {
    cmd: typeof command === 'string' ? command : command.join(' '),
    ...(end.how === 'exit' ? { rc: end.code } : {}),
    ...(end.how === 'signal' ? { signal: end.signal } : {}),
    ...(end.how === 'timeout' ? { timedOut: true } : {}),
    ms,
    tail: lastLines(all, 200).join('\n').slice(-tailCharacters),
  };
}

/**
 * More than is kept of it: the engine cuts it once more, after it took the secrets out. Of a secret that is cut in two
 * nobody knows the second half.
 */
const tailCharacters = 64 * 1024;

/** The last lines that are not empty at the end. */
export const lastLines = (text: string, count: number): readonly string[] => {
  const lines = text.trimEnd().split('\n');
  return text.trim() === '' ? [] : lines.slice(-count);
};
