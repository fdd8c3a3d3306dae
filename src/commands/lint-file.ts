import path from 'node:path';
import type { CivilDate } from '../calendar/civil.js';
import { type Advice, type AdvisedKind, advise } from '../checklist/advice.js';
import { findChecklist } from '../checklist/find.js';
import { type Loaded, loadWithTree } from '../checklist/load.js';
import type { Checklist } from '../checklist/model.js';
import { refuseWhatCannotRun } from '../engine/refuse.js';
import { OperatorError, OperatorErrors } from '../errors.js';

export interface LintFileContext {
  readonly cwd: string;
  /** Top of the work tree. */
  readonly root: string;
  readonly kinds: readonly AdvisedKind[];
  /** Where the operator is. */
  readonly today: CivilDate;
}

/** What was found in one file, and in what it extends. */
export interface Linted {
  readonly file: string;
  readonly errors: readonly OperatorError[];
  /** Only of a file without errors. */
  readonly warnings: readonly Advice[];
  readonly loaded?: Loaded;
  /** How many acknowledgements it has, if it is the file of those. */
  readonly entries?: number;
}

/** @param file relative to `cwd`; undefined: the checklist of the project */
export async function lintFile(file: string | undefined, context: LintFileContext): Promise<Linted> {
  const { cwd, root, kinds } = context;
  let shown = file ?? 'shipit.yml';
  try {
    const found = await findChecklist({ cwd: path.resolve(cwd), root, ...(file === undefined ? {} : { file }) });
    shown = found.shown;
    const loaded = await loadWithTree({ ...found, root, kinds });
    return { file: shown, errors: [], warnings: warningsOf(loaded, context), loaded };
  } catch (error) {
    if (error instanceof OperatorErrors) {
      return { file: shown, errors: error.errors, warnings: [] };
    }
    if (error instanceof OperatorError) {
      return { file: shown, errors: [error], warnings: [] };
    }
    throw error;
  }
}

const warningsOf = ({ checklist, tree }: Loaded, { kinds, today }: LintFileContext): readonly Advice[] => [
  ...cannotRun(checklist),
  ...advise({ checklist, tree, kinds, today }),
];

/** Right as it is written, and refused by `shipit` all the same: better heard here than at the deploy. */
function cannotRun(checklist: Checklist): readonly Advice[] {
  try {
    refuseWhatCannotRun(checklist, false);
    return [];
  } catch (error) {
    if (error instanceof OperatorError) {
      const { message, place, hint = '' } = error;
      const [first = { file: '', path: '', sha256: '' }] = checklist.sources;
      return [{ rule: 'cannot-run', message, place: place ?? { file: first.file, line: 1, col: 1 }, hint }];
    }
    throw error;
  }
}
