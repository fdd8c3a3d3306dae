import { readAcks } from '../checklist/acks-file.js';
import { OperatorError, OperatorErrors } from '../errors.js';
import { acksOfNoItem } from './lint-acks-items.js';
import type { Linted, LintFileContext } from './lint-file.js';
import { shownAcks } from './refuse-broken-acks.js';

/**
 * What was found in the acknowledgements of the project; undefined if it has none. A mistake there stops every run.
 * @param main what was found in its checklist
 */
export async function lintAcks(main: Linted, context: LintFileContext): Promise<Linted | undefined> {
  const { cwd, root } = context;
  const file = shownAcks(cwd, root);
  try {
    const { list, content } = await readAcks(root, file);
    return content === undefined
      ? undefined
      : { file, errors: [], warnings: await acksOfNoItem(list, main, context), entries: list.length };
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
