import { OperatorError } from '../../errors.js';
import { safeLine } from '../../text/sanitise.js';
import { isOneLine } from '../../world/ssh/file-name.js';
import type { ToPutBack } from './reapply-plan.js';

type Files = Pick<ToPutBack, 'files' | 'hosts'>;

/**
 * What the files of a patch are on a host once all patches are there: a later one may change a file of this one again.
 * @param all every patch of the plan, in its order
 */
export const finalFiles = ({ files }: Files, host: string, all: readonly Files[]): ToPutBack['files'] =>
  files.map((file) => {
    const last = all
      .filter(({ hosts }) => hosts.includes(host))
      .flatMap((one) => one.files.filter(({ path }) => path === file.path))
      .at(-1);
    return last ?? file;
  });

/**
 * One line a file, for the shell of a host: what it has to be, or `-` where it has to be gone, and its path.
 * @throws OperatorError for a path that would not survive as one line
 */
export const sumsOf = (files: ToPutBack['files']): string =>
  files
    .map(({ path, after }) => {
      if (!isOneLine(path)) {
        throw new OperatorError(`${safeLine(path, 120)} is a file name that cannot be handled on a host`);
      }

      return `${after ?? '-'} ${path}`;
    })
    .join('\n');
