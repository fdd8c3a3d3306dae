import { PassThrough, Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import type { CommandContext } from '../../src/commands/context.js';
import { reportError } from '../../src/commands/report-error.js';
import { noDebug } from '../../src/world/debug-log.js';
import type { Cli } from './cli.js';

export interface Called {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A command without the program around it, as `src/cli/` calls it, where there is no terminal: for tables that are not
 * about arguments, processes or the environment. A start of the program takes ten times as long.
 */
export async function inProcess(
  { root, env }: Pick<Cli, 'root' | 'env'>,
  work: (context: CommandContext) => Promise<number>,
): Promise<Called> {
  const [stdout, stderr] = [collector(), collector()];
  const stdin = new PassThrough() as unknown as ReadStream;
  const context = { cwd: root, env, stdin, stdout: stdout.stream, stderr: stderr.stream, version: '0', debug: noDebug };
  const status = await work(context).catch((error: unknown) => reportError(error, context));
  return { status, stdout: stdout.text(), stderr: stderr.text() };
}

function collector() {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk: unknown, _encoding, done) => {
      chunks.push(String(chunk));
      done();
    },
  });
  // What a pipe is to the program: typed as a terminal, and none.
  return { stream: stream as unknown as WriteStream, text: () => chunks.join('') };
}
