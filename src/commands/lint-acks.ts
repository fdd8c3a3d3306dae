import { readAcks } from '../checklist/acks-file.js';
import { OperatorError, OperatorErrors } from '../errors.js';
import type { Linted, LintFileContext } from './lint-file.js';
import { shownAcks } from './refuse-broken-acks.js';

/** What was found in the acknowledgements of the project; undefined if it has none. A mistake there stops every run. */
export async function lintAcks({ cwd, root }: Pick<LintFileContext, 'cwd' | 'root'>): Promise<Linted | undefined> {
  const file = shownAcks(cwd, root);
  try {
    const { list, content } = await readAcks(root, file);
    return content === undefined ? undefined : { file, errors: [], warnings: [], entries: list.length };
  } catch (error) {
    if (error instanceof OperatorErrors) {
      return { file, errors: error.errors, warnings: [] };
    }

    if (error instanceof OperatorError) {
      return { file, errors: [error], warnings: [] };
    }

    throw error;
  }
}
