import { PassThrough, Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { main } from '../../src/cli.js';
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

/** The whole program in this process, arguments and all, in the directory of the project and without a terminal. */
export async function programInProcess(
  { root, env }: Pick<Cli, 'root' | 'env'>,
  args: readonly string[],
): Promise<Called> {
  const [stdout, stderr] = [collector(), collector()];
  const streams = { stdin: new PassThrough(), stdout: stdout.stream, stderr: stderr.stream } as unknown as Streams;
  const status = await main(args.includes('-C') ? args : ['-C', root, ...args], env, streams);
  return { status, stdout: stdout.text(), stderr: stderr.text() };
}

type Streams = Parameters<typeof main>[2];

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
