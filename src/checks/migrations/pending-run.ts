import type { Command } from '../../checklist/model.js';
import type { SourceAsked } from '../../run/evidence.js';
import { commandWords } from '../../world/command-words.js';
import type { CommandEnd } from '../../world/commands.js';
import { HostsUnknown } from '../../world/ssh/types.js';
import { commandVerdict, sourceOf } from '../command-verdict.js';
import type { GatherContext } from '../kind.js';
import { askHost } from '../probe/ask.js';
import pendingScript from './pending.sh';

/** What the project's command printed, and where it ran; or why there is nothing to read. */
export type PendingAnswer = { readonly where: string; readonly source?: SourceAsked } & (
  | { readonly known: true; readonly output: string; readonly exit: number }
  | { readonly known: false; readonly why: string }
);

/** On the first host of the target, where the database can be reached; here where the target has no hosts. */
export async function runPending(command: Command, context: GatherContext): Promise<PendingAnswer> {
  const { world, target, signal } = context;
  try {
    const [first] = await world.ssh.hostsOf(target, signal);
    return first === undefined ? await runHere(command, context) : await runThere(command, first, context);
  } catch (error) {
    if (error instanceof HostsUnknown) {
      return { where: 'the first host', known: false, why: error.message };
    }

    throw error;
  }
}

/** The list of a large project is long, and its newest migrations stand at its end. */
const mostBytes = 1024 * 1024;

/** The longest wait for it, whatever else the item waits for; and the time kept back of the item's own. In milliseconds. */
const longestMs = 60_000;
const reserveMs = 2500;

const limitOf = (timeoutMs: number): number => Math.min(longestMs, timeoutMs - reserveMs);

async function runHere(command: Command, { world, env, timeoutMs, signal }: GatherContext): Promise<PendingAnswer> {
  const request = {
    command,
    cwd: world.root,
    inherit: 'operator' as const,
    env,
    timeoutMs: limitOf(timeoutMs),
    signal,
    keepBytes: mostBytes,
  };
  const result = await world.commands(request);
  const source = sourceOf(request, result);
  return result.cut
    ? { where: 'here', source, known: false, why: 'it printed more than can be read' }
    : { where: 'here', source, ...answerOf(result.end, result.all) };
}

async function runThere(
  command: Command,
  host: string,
  { world, env, timeoutMs, signal }: GatherContext,
): Promise<PendingAnswer> {
  const started = performance.now();
  const leftMs = limitOf(timeoutMs);
  const words = commandWords(command);
  const asked = await askHost(
    world.ssh,
    host,
    leftMs,
  )(
    {
      script: pendingScript,
      call: ['pending_command', String(Math.ceil(leftMs / 1000)), String(mostBytes), ...words],
      env,
    },
    signal,
  );
  const cmd = `${host}: ${typeof command === 'string' ? command : command.join(' ')}`;
  const ms = Math.round(performance.now() - started);
  if (asked.how === 'unasked') {
    return { where: host, known: false, why: asked.text, source: { cmd, ms } };
  }

  const [, first = '', output = ''] = /^([^\n]*)\n([\s\S]*)$/.exec(asked.text) ?? [];
  const [, code, bytes] = /^end (\d{1,3}) (\d+)$/.exec(first) ?? [];
  const source = { cmd, ms, tail: output.slice(-4096), ...(code === undefined ? {} : { rc: Number(code) }) };
  if (code === undefined) {
    return { where: host, known: false, why: first === '' ? asked.err || 'its shell could not run it' : first, source };
  }

  return Number(bytes) > mostBytes
    ? { where: host, known: false, why: 'it printed more than can be read', source }
    : { where: host, source, ...answerOf({ how: 'exit', code: Number(code) }, output) };
}

/** An exit of its own says more than it seems to: whoever reads the output knows what it means. */
function answerOf(
  end: CommandEnd,
  output: string,
):
  | { readonly known: true; readonly output: string; readonly exit: number }
  | { readonly known: false; readonly why: string } {
  return end.how === 'exit' && end.code < 126
    ? { known: true, output, exit: end.code }
    : { known: false, why: endWords(end) };
}

const endWords = (end: CommandEnd): string =>
  commandVerdict({ end, ms: 0, stdout: '', stderr: '', all: '', bytes: 0, cut: false }).summary;
