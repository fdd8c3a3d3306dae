import { civilHere } from '../calendar/civil.js';
import { kinds } from '../checks/index.js';
import { runCommand } from '../world/commands.js';
import { openRepository } from '../world/git.js';
import type { CommandContext } from './context.js';
import { lint } from './lint.js';
import { schema } from './schema.js';

export interface LintFlags {
  readonly files: readonly string[];
  readonly show: boolean;
  readonly json: boolean;
  readonly strict: boolean;
}

/** `shipit lint`: works in a repository without commits, and for a named file outside of any. */
export async function lintCommand({ cwd, stdout, stderr }: CommandContext, flags: LintFlags): Promise<number> {
  const root = await openRepository(cwd, runCommand).then(
    (git) => git.root,
    () => cwd,
  );
  return lint({
    cwd,
    root,
    kinds,
    ...flags,
    today: civilHere(new Date()).date,
    ...(stderr.isTTY ? { columns: stderr.columns || 80 } : {}),
    stdout: (text) => stdout.write(text),
    stderr: (text) => stderr.write(text),
  });
}

export const schemaCommand = ({ stdout }: CommandContext): Promise<number> =>
  schema({ kinds, stdout: (text) => stdout.write(text) });
