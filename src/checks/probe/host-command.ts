import type { CommandEnd } from '../../world/command-types.js';
import { commandWords } from '../../world/command-words.js';
import type { Ask } from './ask.js';
import { judgeCommand } from './command.js';
import type { Before, Look } from './look.js';
import probeScript from './probe.sh';
import type { CommandProbe } from './spec.js';

export interface HostCommandLook {
  readonly ask: Ask;
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds for the command itself. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
  readonly before: Before | undefined;
}

/** Runs the probe's command on a host, in a fresh process; what it came to counts as on this machine. */
export async function lookAtHostCommand(probe: CommandProbe, look: HostCommandLook): Promise<Look> {
  const words = ['probe_command', String(Math.ceil(look.limitMs / 1000)), ...commandWords(probe.command)] as const;
  const asked = await look.ask({ script: probeScript, call: words, env: look.env }, look.signal);
  if (asked.how === 'unasked') {
    return { state: 'unknown', text: asked.text };
  }

  if (asked.text.startsWith('full\n')) {
    return { state: 'unknown', text: 'there is no room on the host to run it' };
  }

  const { end, stdout } = readEnd(asked.text, look.limitMs);
  if (end === undefined) {
    return { state: 'unknown', text: `its shell could not run it: ${asked.err || `exit ${asked.rc}`}` };
  }

  const all = `${stdout.trimEnd()}\n${asked.err}`;
  const result = { end, ms: 0, stdout, stderr: asked.err, all, bytes: all.length, cut: false };
  return judgeCommand(probe, result, look.before);
}

/** `end STATUS` or `late`, then what it printed. */
function readEnd(text: string, limitMs: number): { readonly end: CommandEnd | undefined; readonly stdout: string } {
  const [, first = '', stdout = ''] = /^([^\n]*)\n([\s\S]*)$/.exec(text) ?? [];
  const [, code] = /^end (\d{1,3})$/.exec(first) ?? [];
  const end: CommandEnd | undefined =
    first === 'late'
      ? { how: 'timeout', afterMs: limitMs }
      : code === undefined
        ? undefined
        : { how: 'exit', code: Number(code) };
  return { end, stdout };
}
