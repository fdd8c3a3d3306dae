import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { OperatorError } from '../../errors.js';

export interface ProgramPlace {
  readonly project: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs a program in the throw-away project.
 * @returns what it wrote, without the line end
 * @throws OperatorError when there is no such program; what execFile throws when it fails
 */
export async function runIn(
  { project: cwd, env }: ProgramPlace,
  program: string,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<string> {
  try {
    const { stdout } = await execute(program, args, { cwd, env, ...(signal === undefined ? {} : { signal }) });
    return stdout.trimEnd();
  } catch (error) {
    throw isMissing(error)
      ? new OperatorError(`${program} cannot be run: it is not on the PATH`, {
          hint: 'the demo needs git 2.31 or newer, and node',
        })
      : error;
  }
}

const execute = promisify(execFile);

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
