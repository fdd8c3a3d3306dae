import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '../../errors.js';
import { safeLine } from '../../text/sanitise.js';

/**
 * A checklist that is there already is never overwritten, nor made to stand in the shade of a new one.
 * @param root real path of the top of the work tree
 * @throws OperatorError naming the one found between `cwd` and the top, were it a dangling link
 */
export async function refuseExisting(cwd: string, root: string): Promise<void> {
  const start = await realpath(cwd);
  for (let directory = start; ; directory = path.dirname(directory)) {
    for (const name of ['shipit.yml', 'shipit.yaml']) {
      const file = path.join(directory, name);
      if (await isThere(file)) {
        throw new OperatorError(`there is a checklist already: ${safeLine(path.relative(start, file))}`, {
          hint: '`shipit lint` looks at it; `shipit init --print` shows what would be written today',
        });
      }
    }
    if (directory === root || directory === path.dirname(directory)) {
      return;
    }
  }
}

const isThere = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  );
